/// A PNG file, walked chunk by chunk (PNG specification, third edition, sections 5 and 11).
struct PNGFile {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private(set) var layout: FileLayout
    /// Where each chunk lies, with its type; length field to checksum.
    private let chunks: [(type: String, range: Range<Int>)]
    private let bytes: [UInt8]

    /// - Parameter whole: Whether every checksum up to the end chunk is checked, or only the header read.
    init(_ bytes: [UInt8], whole: Bool = true) throws(FileFault) {
        self.bytes = bytes
        chunks = try Self.walk(bytes, whole: whole)
        guard let first = chunks.first, first.type == "IHDR", first.range.count == 25 else {
            throw .damaged("it does not begin with a PNG header")
        }
        layout = try Self.readHeader(bytes, transparency: chunks.contains { $0.type == "tRNS" })
        if let exif = chunks.first(where: { $0.type == "eXIf" }) {
            layout.orientation = Orientation(exif: bytes[exif.range].dropFirst(8).dropLast(4))
        }
        if whole { try requirePlausibleSize() }
    }

    /// The file with nothing but what the pixels need. Colour profiles and gamma do not change what ITK delivers but make
    /// libpng talk; a chunk of significant bits (sBIT) makes ITK shift samples, so that full white is no longer 255.
    var withoutAncillaryChunks: [UInt8] {
        let needed: Set = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]
        if chunks.allSatisfy({ needed.contains($0.type) }) { return bytes }
        return chunks.reduce(into: Self.signature) { file, chunk in
            if needed.contains(chunk.type) { file += bytes[chunk.range] }
        }
    }

    private static func walk(_ bytes: [UInt8], whole: Bool) throws(FileFault) -> [(type: String, range: Range<Int>)] {
        let reader = ByteReader(bytes: bytes, bigEndian: true)
        var chunks: [(type: String, range: Range<Int>)] = []
        var offset = signature.count
        while true {
            guard let length = reader.integer(at: offset, size: 4), reader.contains(offset: offset, count: 8) else {
                throw .damaged("it ends after \(bytes.count) bytes, before the chunk IEND")
            }
            let type = String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self)
            guard reader.contains(offset: offset + 8, count: length + 4) else {
                throw .damaged("it ends after \(bytes.count) bytes, inside of the chunk \(printable(type))")
            }
            let end = offset + 12 + length
            if whole || type == "IHDR" {
                let stored = reader.integer(at: end - 4, size: 4)
                guard stored == Int(CRC32.checksum(bytes, offset + 4..<end - 4)) else {
                    throw .damaged("the checksum of the chunk \(printable(type)) at byte \(offset) is wrong")
                }
            }
            chunks.append((type, offset..<end))
            if type == "IEND" || (!whole && type == "IDAT") { return chunks }
            offset = end
        }
    }

    private static func printable(_ type: String) -> String {
        type.allSatisfy { $0.isASCII && $0.isLetter } ? type : "of unknown type"
    }

    private static func readHeader(_ bytes: [UInt8], transparency: Bool) throws(FileFault) -> FileLayout {
        let reader = ByteReader(bytes: bytes, bigEndian: true)
        guard let width = reader.integer(at: 16, size: 4), let height = reader.integer(at: 20, size: 4),
            let depth = reader.integer(at: 24, size: 1), let colour = reader.integer(at: 25, size: 1)
        else {
            throw .damaged("it ends inside of its header")
        }
        let alpha = transparency ? 1 : 0
        let channels: Int
        switch (colour, depth) {
        case (0, 1), (0, 2), (0, 4), (0, 8), (0, 16): channels = 1 + alpha
        case (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8): channels = 3 + alpha  // 3: a palette of RGB
        case (4, 8), (4, 16): channels = 2
        case (6, 8), (6, 16): channels = 4
        default: throw .damaged("PNG has no colour type \(colour) with \(depth) bits")
        }
        var layout = FileLayout(
            width: width, height: height, channels: channels, component: depth == 16 ? .uint16 : .uint8)
        (layout.bits, layout.hasPalette) = (depth, colour == 3)
        return layout
    }

    /// Deflate packs 1032 bytes into one at the very best: fewer bytes than that cannot hold the pixels announced.
    private func requirePlausibleSize() throws(FileFault) {
        _ = try layout.deliveredBytes()
        let packed = chunks.reduce(0) { $0 + ($1.type == "IDAT" ? $1.range.count - 12 : 0) }
        let leastRow = (layout.width - 1) / 8 + 1  // one bit a pixel
        guard leastRow * layout.height / 1032 <= packed else {
            throw .damaged(
                "its header announces \(layout.width) x \(layout.height) pixels, its \(packed) bytes of data "
                    + "cannot hold them")
        }
    }
}
