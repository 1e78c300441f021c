import Foundation

/// A place in a file's bytes that moves on by reading. What is not there is a fault, never a crash.
struct ByteCursor {
    let data: Data
    /// Offset in the file of the next byte, at most `end`.
    private(set) var position: Int
    /// Offset in the file behind the last byte that may be read.
    let end: Int

    init(_ data: Data, _ bytes: Range<Int>) {
        (self.data, position, end) = (data, bytes.lowerBound, bytes.upperBound)
    }

    var left: Int { end - position }

    private func cutOff() -> PickleFault { .damaged("it stops half-way, at byte \(end)") }

    /// Moves over `count` bytes and hands back where they lie in the file.
    mutating func take(_ count: Int) throws(PickleFault) -> Range<Int> {
        guard count >= 0, count <= left else { throw cutOff() }
        defer { position += count }
        return position..<position + count
    }

    mutating func byte() throws(PickleFault) -> UInt8 {
        guard position < end else { throw cutOff() }
        defer { position += 1 }
        return data[data.startIndex + position]
    }

    /// The unsigned integer of `size` bytes (1 to 8), least byte first.
    mutating func unsigned(_ size: Int) throws(PickleFault) -> UInt64 {
        guard size <= left else { throw cutOff() }
        var value: UInt64 = 0
        for k in 0..<size { value |= UInt64(data[data.startIndex + position + k]) << UInt64(8 * k) }
        position += size
        return value
    }

    /// A length or count of `size` bytes, which must not be larger than any file.
    mutating func count(_ size: Int) throws(PickleFault) -> Int {
        let value = try unsigned(size)
        guard let count = Int(exactly: value) else {
            throw .damaged("it speaks of \(value) bytes or items, at byte \(position)")
        }
        return count
    }

    mutating func bytes(_ count: Int) throws(PickleFault) -> [UInt8] {
        let range = try take(count)
        return [UInt8](data[data.startIndex + range.lowerBound..<data.startIndex + range.upperBound])
    }

    /// A text of `count` bytes of UTF-8.
    mutating func text(_ count: Int) throws(PickleFault) -> String {
        let start = position
        guard let text = String(validating: try bytes(count), as: UTF8.self) else {
            throw .damaged("the text at byte \(start) is not UTF-8")
        }
        return text
    }

    /// A text that ends at a line feed, which is passed over. Names are short: 256 bytes at most.
    mutating func line() throws(PickleFault) -> String {
        let first = data.startIndex + position
        let window = data[first..<first + min(left, 257)]
        guard let feed = window.firstIndex(of: UInt8(ascii: "\n")) else {
            if window.count < 257 { throw cutOff() }
            throw .damaged("the name at byte \(position) has no end")
        }
        let name = try text(feed - first)
        position += 1
        return name
    }
}
