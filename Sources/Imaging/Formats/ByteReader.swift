/// Integers out of a file's bytes. Nothing outside of the file is ever touched: what is not there is nil.
struct ByteReader {
    let bytes: [UInt8]
    let bigEndian: Bool

    var count: Int { bytes.count }

    /// The unsigned integer of `size` bytes (1 to 8) at `offset`; nil outside of the file and beyond `Int.max`.
    func integer(at offset: Int, size: Int) -> Int? {
        guard contains(offset: offset, count: size) else { return nil }
        var value: UInt64 = 0
        for index in 0..<size {
            value = value << 8 | UInt64(bytes[offset + (bigEndian ? index : size - 1 - index)])
        }
        return Int(exactly: value)
    }

    /// Whether the `count` bytes from `offset` on lie inside of the file.
    func contains(offset: Int, count: Int) -> Bool {
        offset >= 0 && count >= 0 && offset <= bytes.count && count <= bytes.count - offset
    }

    /// Whether these bytes stand at `offset`.
    func has(_ wanted: [UInt8], at offset: Int) -> Bool {
        contains(offset: offset, count: wanted.count) && bytes[offset..<offset + wanted.count].elementsEqual(wanted)
    }
}
