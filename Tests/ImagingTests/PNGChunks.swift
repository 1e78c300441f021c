@testable import Imaging

/// A PNG file put together from chunks, their checksums right.
func png(_ chunks: [(String, [UInt8])]) -> [UInt8] {
    chunks.reduce(into: PNGFile.signature) { file, chunk in
        let body = Array(chunk.0.utf8) + chunk.1
        file += bigEndian(UInt32(chunk.1.count)) + body + bigEndian(CRC32.checksum(body, 0..<body.count))
    }
}

/// The header chunk of a picture without interlacing.
func pngHeader(_ width: UInt32, _ height: UInt32, depth: UInt8 = 8, colour: UInt8 = 0) -> (String, [UInt8]) {
    ("IHDR", bigEndian(width) + bigEndian(height) + [depth, colour, 0, 0, 0])
}

/// A PNG file with the checksum of every chunk made right, as far as its lengths lead.
func withChecksums(_ file: [UInt8]) -> [UInt8] {
    let reader = ByteReader(bytes: file, bigEndian: true)
    var file = file
    var offset = PNGFile.signature.count
    while let length = reader.integer(at: offset, size: 4), reader.contains(offset: offset, count: length + 12) {
        let end = offset + 8 + length
        file.replaceSubrange(end..<end + 4, with: bigEndian(CRC32.checksum(file, offset + 4..<end)))
        offset = end + 4
    }
    return file
}

private func bigEndian(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
