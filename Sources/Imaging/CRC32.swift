/// The checksum of PNG's chunks (ISO 3309; PNG specification, annex D).
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    /// The checksum of `bytes[range]`; an empty or outlying range gives that of nothing, 0.
    static func checksum(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
        let range = range.clamped(to: 0..<bytes.count)
        return bytes.withUnsafeBufferPointer { bytes in
            table.withUnsafeBufferPointer { table in
                var value = UInt32.max
                for index in range {
                    value = table[Int(truncatingIfNeeded: (value ^ UInt32(bytes[index])) & 0xFF)] ^ (value >> 8)
                }
                return ~value
            }
        }
    }
}
