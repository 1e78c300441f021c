/// The format of a file, told by its first bytes and never by its name.
enum ImageFormat: Equatable {
    case png
    case jpeg
    case tiff

    static let readable = "Pleura reads 8- and 16-bit PNG, JPEG and TIFF"

    /// - Throws: `FileFault.unsupported`, naming the format where it is known, and the way out.
    init(of bytes: [UInt8]) throws(FileFault) {
        if bytes.isEmpty { throw .damaged("it is empty") }
        guard let (format, magic) = Self.magics.first(where: { bytes.starts(with: $1) || $1.starts(with: bytes) })
        else { throw Self.refusal(of: bytes) }
        guard bytes.count >= magic.count else { throw .damaged("it ends after \(bytes.count) bytes") }
        self = format
    }

    /// The first bytes of the formats that are read: TIFF and BigTIFF in both byte orders.
    private static let magics: [(ImageFormat, [UInt8])] = [
        (.png, PNGFile.signature), (.jpeg, [0xFF, 0xD8, 0xFF]),
        (.tiff, [0x49, 0x49, 42, 0]), (.tiff, [0x4D, 0x4D, 0, 42]),
        (.tiff, [0x49, 0x49, 43, 0]), (.tiff, [0x4D, 0x4D, 0, 43]),
    ]

    private static func refusal(of bytes: [UInt8]) -> FileFault {
        let reader = ByteReader(bytes: bytes, bigEndian: true)
        for (name, magic, offset) in foreign where reader.has(magic, at: offset) {
            return .unsupported("it is \(name). \(readable): convert it first.")
        }
        let text = bytes.prefix(512).allSatisfy { (0x20..<0x7F).contains($0) || (0x09...0x0D).contains($0) }
        return .unsupported(
            "\(text ? "it holds text" : "its first bytes belong to no format that is known here"). \(readable), "
                + "and looks at the content, not at the name.")
    }

    /// Formats that people are likely to bring along: name, first bytes, where they stand.
    private static let foreign: [(String, [UInt8], Int)] = [
        ("a DICOM file", Array("DICM".utf8), 128),
        ("a NIfTI file", Array("n+1\0".utf8), 344),
        ("a NIfTI header", Array("ni1\0".utf8), 344),
        ("a gzip archive (NIfTI?)", [0x1F, 0x8B], 0),
        ("a GIF picture", Array("GIF8".utf8), 0),
        ("a BMP picture", Array("BM".utf8), 0),
        ("a WebP picture", Array("WEBP".utf8), 8),
        ("a HEIF or AVIF picture", Array("ftyp".utf8), 4),
        ("a JPEG 2000 picture", [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20], 0),
        ("a JPEG 2000 picture", [0xFF, 0x4F, 0xFF, 0x51], 0),
        ("a NRRD file", Array("NRRD".utf8), 0),
        ("a PDF document", Array("%PDF".utf8), 0),
        ("a zip archive", [0x50, 0x4B, 3, 4], 0),
    ]
}
