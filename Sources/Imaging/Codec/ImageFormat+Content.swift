extension ImageFormat {
    static let readable =
        "Pleura reads \(allCases.dropLast().map(\.name).joined(separator: ", ")) and \(ImageFormat.metaImage.name)"

    /// How many bytes of a file `init(start:)` needs to tell its format.
    static let bytesToTell = 352

    /// The format of a file that begins with these bytes; nil for any other.
    /// - Parameter start: at least the first `bytesToTell` bytes of the file, or all that it has.
    init?(start: some Sequence<UInt8>) {
        let reader = ByteReader(bytes: Array(start.prefix(Self.bytesToTell)), bigEndian: true)
        // DICOM's preamble may hold anything, the start of a TIFF file for instance (dual-personality files).
        let found = Self.magics.first { _, magic, offset in reader.has(magic, at: offset) }
        guard let found else { return nil }
        self = found.0
    }

    /// The format of a whole file.
    /// - Throws: `FileFault.unsupported`, naming the format where it is known, and the way out.
    init(of bytes: [UInt8]) throws(FileFault) {
        if bytes.isEmpty { throw .damaged("it is empty") }
        if let format = Self(start: bytes) {
            self = format
            return
        }
        if Self.magics.contains(where: { $0.2 == 0 && $0.1.count > bytes.count && $0.1.starts(with: bytes) }) {
            throw .damaged("it ends after \(bytes.count) bytes")
        }
        throw Self.refusal(of: bytes)
    }

    /// What tells a format: bytes, and where they stand. The first that fits decides.
    private static let magics: [(ImageFormat, [UInt8], Int)] = [
        (.dicom, Array("DICM".utf8), 128),
        (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0), (.jpeg, [0xFF, 0xD8, 0xFF], 0),
        // TIFF and BigTIFF in both byte orders.
        (.tiff, [0x49, 0x49, 42, 0], 0), (.tiff, [0x4D, 0x4D, 0, 42], 0),
        (.tiff, [0x49, 0x49, 43, 0], 0), (.tiff, [0x4D, 0x4D, 0, 43], 0),
        (.gif, Array("GIF87a".utf8), 0), (.gif, Array("GIF89a".utf8), 0), (.bmp, Array("BM".utf8), 0),
        (.nrrd, Array("NRRD000".utf8), 0), (.nifti, Array("n+1\0".utf8), 344), (.nifti, Array("n+2\0".utf8), 4),
        (.nifti, [0x1F, 0x8B, 8], 0),  // gzip: nothing else that is packed so is read
        (.metaImage, Array("ObjectType".utf8), 0), (.metaImage, Array("NDims".utf8), 0),
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
        ("a NIfTI header without its pixels", Array("ni1\0".utf8), 344),
        ("a WebP picture", Array("WEBP".utf8), 8),
        ("a HEIF or AVIF picture", Array("ftyp".utf8), 4),
        ("a JPEG 2000 picture", [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20], 0),
        ("a JPEG 2000 picture", [0xFF, 0x4F, 0xFF, 0x51], 0),
        ("a file of NumPy", [0x93] + Array("NUMPY".utf8), 0),
        ("a PDF document", Array("%PDF".utf8), 0),
        ("a zip archive", [0x50, 0x4B, 3, 4], 0),
    ]
}
