/// A NRRD file, header and samples in one (teem.sourceforge.net/nrrd/format.html).
struct NRRDFile {
    private var volume: Volume

    init(_ file: [UInt8]) throws(FileFault) {
        let (fields, end) = try Self.header(file)
        guard fields["data file"] == nil, fields["datafile"] == nil else {
            throw .unsupported("it is a NRRD header whose samples are in another file. Save it as one .nrrd file.")
        }
        guard let type = fields["type"], let kind = Self.kind(type) else {
            throw .unsupported("its samples are of the type \(fields["type"] ?? "(none)").")
        }
        var sizes = Self.words(fields["sizes"]).compactMap { Int($0) }
        guard let dimension = fields["dimension"].flatMap({ Int($0) }), sizes.count == dimension, dimension >= 2 else {
            throw .damaged("its header does not say how large it is")
        }
        var spacing = Self.spacing(fields, dimension: dimension)
        let kinds = Self.words(fields["kinds"])
        var channels = 1
        if dimension > 2, let first = kinds.first, first != "domain", first != "space" {
            channels = sizes.removeFirst()
            if !spacing.isEmpty { spacing.removeFirst() }
        }
        let known = spacing.prefix { $0 > 0 && $0.isFinite }
        volume = Volume(
            kind: kind, sizes: sizes, channels: channels, isBigEndian: fields["endian"] == "big",
            spacing: known.count >= 2 ? Array(known) : [], bytes: try Self.samples(file, from: end, fields, kind: kind))
    }

    func file() throws(FileFault) -> ImageFile { try volume.file(.nrrd) }

    /// The fields in lower case, and where the samples begin: behind the first empty line.
    private static func header(_ file: [UInt8]) throws(FileFault) -> ([String: String], end: Int) {
        var fields: [String: String] = [:]
        var at = 0
        while at < file.count {
            guard let end = file[at...].firstIndex(of: 10) else { break }
            var line = String(decoding: file[at..<end], as: UTF8.self)
            if line.hasSuffix("\r") { line.removeLast() }
            at = end + 1
            if line.isEmpty { return (fields, at) }
            guard !line.hasPrefix("#"), let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "=" }
            fields[line[..<colon].lowercased()] = String(value)
        }
        throw .damaged("it ends after \(file.count) bytes, inside of its header")
    }

    private static func words(_ text: String?) -> [String] {
        (text ?? "").split(separator: " ").map { $0.lowercased() }
    }

    /// One for each axis; not a number where the file states none. Empty where it states nothing.
    private static func spacing(_ fields: [String: String], dimension: Int) -> [Double] {
        if let spacings = fields["spacings"] {
            let values = words(spacings).map { Double($0) ?? .nan }
            return values.count == dimension ? values : []
        }
        guard let directions = fields["space directions"] else { return [] }
        let vectors = directions.split(separator: ")").flatMap { part in
            part.contains("(")
                ? part.split(separator: "(").flatMap { $0.contains(",") ? [String($0)] : words(String($0)) }
                : words(String(part))
        }
        let lengths = vectors.map { vector -> Double in
            let parts = vector.split(separator: ",").map { Double($0.filter { $0 != " " }) ?? .nan }
            return parts.count < 2 ? .nan : parts.reduce(0) { $0 + $1 * $1 }.squareRoot()
        }
        return lengths.count == dimension ? lengths : []
    }

    private static func samples(
        _ file: [UInt8], from start: Int, _ fields: [String: String], kind: Volume.Kind
    ) throws(FileFault) -> [UInt8] {
        guard (fields["line skip"] ?? "0") == "0", (fields["byte skip"] ?? "0") == "0" else {
            throw .unsupported("its header says that lines or bytes have to be passed over.")
        }
        switch fields["encoding"]?.lowercased() {
        case "raw": return Array(file[start...])
        case "gzip", "gz": return try ITK.unpack(file[start...], limit: ImageSource.byteLimit)
        case "txt", "text", "ascii":
            // A number that the end of the file cuts is a number too.
            guard file.last == 10 || file.last == 32 else { throw .damaged("its last line has no end") }
            let words = String(decoding: file[start...], as: UTF8.self).split { $0.isWhitespace || $0 == "," }
            var numbers: [Double] = []
            for word in words {
                guard let number = Double(word) else { throw .damaged("\"\(word.prefix(20))\" is no number") }
                numbers.append(number)
            }
            guard case .component(let component) = kind else { throw .unsupported("its text holds 64-bit numbers.") }
            var bytes = component.bytes(of: numbers)
            if (fields["endian"] == "big") != (1.bigEndian == 1) { bytes.reverseEach(component.size) }
            return bytes
        case let other: throw .unsupported("its encoding is \(other ?? "not stated"); raw, gzip and text are read.")
        }
    }

    /// The names that the format allows for each type.
    private static func kind(_ type: String) -> Volume.Kind? {
        switch type.lowercased() {
        case "signed char", "int8", "int8_t": .component(.int8)
        case "uchar", "unsigned char", "uint8", "uint8_t": .component(.uint8)
        case "short", "short int", "signed short", "signed short int", "int16", "int16_t": .component(.int16)
        case "ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t": .component(.uint16)
        case "int", "signed int", "int32", "int32_t": .component(.int32)
        case "uint", "unsigned int", "uint32", "uint32_t": .component(.uint32)
        case "longlong", "long long", "long long int", "signed long long", "int64", "int64_t": .int64
        case "ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t": .uint64
        case "float": .component(.float32)
        case "double": .component(.float64)
        default: nil
        }
    }
}
