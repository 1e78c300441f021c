/// A PNG file put together from chunks, their checksums right.
func png(_ chunks: [(String, [UInt8])]) -> [UInt8] {
    chunks.reduce(into: pngSignature) { file, chunk in
        let body = Array(chunk.0.utf8) + chunk.1
        file += bigEndian(UInt32(chunk.1.count)) + body + bigEndian(checksum(body))
    }
}

/// The header chunk of a picture without interlacing.
func pngHeader(_ width: UInt32, _ height: UInt32, depth: UInt8 = 8, colour: UInt8 = 0) -> (String, [UInt8]) {
    ("IHDR", bigEndian(width) + bigEndian(height) + [depth, colour, 0, 0, 0])
}

/// A PNG file with the checksum of every chunk made right, as far as its lengths lead.
func withChecksums(_ file: [UInt8]) -> [UInt8] {
    var file = file
    var offset = pngSignature.count
    while offset + 12 <= file.count {
        let length = file[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
        guard offset + 12 + length <= file.count else { break }
        let end = offset + 8 + length
        file.replaceSubrange(end..<end + 4, with: bigEndian(checksum(Array(file[offset + 4..<end]))))
        offset = end + 4
    }
    return file
}

private let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

/// The checksum of PNG's chunks (ISO 3309; PNG specification, annex D), bit by bit.
private func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { value, byte in
        (0..<8).reduce(value ^ UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
}

private func bigEndian(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
