/// A MetaImage file, header and samples in one (`.mha`; itk.org/Wiki/MetaIO/Documentation).
struct MetaImageFile {
    private var volume: Volume

    init(_ file: [UInt8]) throws(FileFault) {
        let (fields, end) = try Self.header(file)
        guard fields["elementdatafile"]?.uppercased() == "LOCAL" else {
            throw .unsupported(
                "it is a MetaImage header whose samples are in another file "
                    + "(\(fields["elementdatafile"] ?? "")). Save it as one .mha file.")
        }
        guard Self.isTrue(fields["binarydata"] ?? "True") else {
            throw .unsupported("its samples are written as text. Save it with BinaryData = True.")
        }
        guard let type = fields["elementtype"]?.uppercased(), let kind = Self.kinds[type] else {
            throw .unsupported("its samples are of the type \(fields["elementtype"] ?? "(none)").")
        }
        let sizes = Self.numbers(fields["dimsize"]).compactMap { Int(exactly: $0) }
        guard let dimensions = fields["ndims"].flatMap({ Int($0) }), sizes.count == dimensions, dimensions >= 2 else {
            throw .damaged("its header does not say how large it is")
        }
        let channels = fields["elementnumberofchannels"].flatMap { Int($0) } ?? 1
        guard channels > 0 else { throw .damaged("it says that it has \(channels) channels") }
        let spacing = Self.numbers(fields["elementspacing"] ?? fields["elementsize"])
        let packed = Self.isTrue(fields["compresseddata"] ?? "False")
        volume = Volume(
            kind: kind, sizes: sizes, channels: channels,
            isBigEndian: Self.isTrue(
                fields["binarydatabyteordermsb"] ?? fields["elementbyteordermsb"] ?? "False"),
            spacing: spacing.count == dimensions && spacing.allSatisfy { $0 > 0 && $0.isFinite } ? spacing : [],
            bytes: packed ? try ITK.unpack(file[end...], limit: ImageSource.byteLimit) : file, start: packed ? 0 : end)
    }

    func file() throws(FileFault) -> ImageFile { try volume.file(.metaImage) }

    /// The fields in lower case, and where the samples begin: behind the line of ElementDataFile, the last.
    private static func header(_ file: [UInt8]) throws(FileFault) -> ([String: String], end: Int) {
        var fields: [String: String] = [:]
        var at = 0
        while at < file.count, let end = file[at...].firstIndex(of: 10) {
            let line = String(decoding: file[at..<end], as: UTF8.self)
            at = end + 1
            guard let equals = line.firstIndex(of: "=") else { continue }
            func trimmed(_ text: Substring) -> String {
                String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
            }
            let name = trimmed(line[..<equals]).lowercased()
            fields[name] = trimmed(line[line.index(after: equals)...])
            if name == "elementdatafile" { return (fields, at) }
        }
        throw .damaged("it ends after \(file.count) bytes, inside of its header")
    }

    private static func isTrue(_ text: String) -> Bool { ["true", "t", "1"].contains(text.lowercased()) }

    private static func numbers(_ text: String?) -> [Double] {
        (text ?? "").split(separator: " ").compactMap { Double($0) }
    }

    private static let kinds: [String: Volume.Kind] = [
        "MET_CHAR": .component(.int8), "MET_UCHAR": .component(.uint8), "MET_SHORT": .component(.int16),
        "MET_USHORT": .component(.uint16), "MET_INT": .component(.int32), "MET_UINT": .component(.uint32),
        "MET_LONG_LONG": .int64, "MET_ULONG_LONG": .uint64, "MET_FLOAT": .component(.float32),
        "MET_DOUBLE": .component(.float64),
    ]
}
