/// The elements of a DICOM file as far as its pixels (PS3.5, section 7; PS3.10, section 7).
struct DICOMElements {
    /// Group in the upper 16 bits, element in the lower.
    typealias Tag = Int

    /// Where the pixels lie: in one piece, or packed in fragments of which the first is a table of offsets.
    enum Pixels: Equatable {
        case plain(Range<Int>)
        case fragments([Range<Int>])
    }

    let bytes: [UInt8]
    let syntax: DICOMSyntax
    private(set) var pixels = Pixels.plain(0..<0)
    private var values: [Tag: Range<Int>] = [:]
    private let reader: ByteReader

    init(_ bytes: [UInt8]) throws(FileFault) {
        self.bytes = bytes
        var at = 132
        let meta = ByteReader(bytes: bytes, bigEndian: false)
        var uid = ""
        while meta.integer(at: at, size: 2) == 2 {  // the file's meta elements, always little-endian
            let element = try DICOMElement(meta, at: at, isExplicit: true)
            guard let end = element.end else { throw .damaged("an element of it has no length") }
            if element.tag == 0x0002_0010 { uid = Self.text(bytes[element.start..<end]) }
            at = end
        }
        syntax = try DICOMSyntax(uid: uid)
        reader = ByteReader(bytes: bytes, bigEndian: syntax.isBigEndian)
        try walk(from: at)
    }

    /// Up to the pixels, the last element that counts.
    private mutating func walk(from start: Int) throws(FileFault) {
        var at = start
        while at < bytes.count {
            let element = try DICOMElement(reader, at: at, isExplicit: syntax.isExplicit)
            if element.tag == 0x7FE0_0010 {
                if let end = element.end {
                    pixels = .plain(element.start..<end)
                } else {
                    pixels = .fragments(try fragments(from: element.start))
                }
                return
            }
            guard element.tag >> 16 != 0x7FE0 else { throw .unsupported("its pixels are floating-point numbers.") }
            if element.isSequence {
                // Of an image of several frames, what all frames share, or the first one's.
                at = try sequence(element, isFrames: element.tag >> 16 == 0x5200, depth: 0)
            } else if let end = element.end {
                values[element.tag] = element.start..<end
                at = end
            } else {
                throw .damaged("the element \(element.name) has no length")
            }
        }
        throw .unsupported("it is a DICOM file without an image.")
    }

    /// Passes over the items of a sequence; keeps their values where they say something of frames.
    /// - Returns: where the next element begins.
    private mutating func sequence(_ element: DICOMElement, isFrames: Bool, depth: Int) throws(FileFault) -> Int {
        guard depth < 16 else { throw .damaged("its sequences lie too deep in each other") }
        var at = element.start
        while element.end.map({ at < $0 }) ?? true {
            let item = try DICOMElement(reader, at: at, isExplicit: false)
            if item.tag == 0xFFFE_E0DD, element.end == nil { return item.start }
            guard item.tag == 0xFFFE_E000 else { throw .damaged("a sequence of it holds no item") }
            at = item.start
            while item.end.map({ at < $0 }) ?? true {
                let inner = try DICOMElement(reader, at: at, isExplicit: syntax.isExplicit)
                if inner.tag == 0xFFFE_E00D {
                    at = inner.start
                    break
                }
                if inner.isSequence {
                    at = try sequence(inner, isFrames: isFrames, depth: depth + 1)
                } else if let end = inner.end {
                    if isFrames, values[inner.tag] == nil { values[inner.tag] = inner.start..<end }
                    at = end
                } else {
                    throw .damaged("the element \(inner.name) has no length")
                }
            }
        }
        return at
    }

    private func fragments(from start: Int) throws(FileFault) -> [Range<Int>] {
        var fragments: [Range<Int>] = []
        var at = start
        while true {
            let item = try DICOMElement(reader, at: at, isExplicit: false)
            if item.tag == 0xFFFE_E0DD { return fragments }
            guard item.tag == 0xFFFE_E000, let end = item.end else {
                throw .damaged("a fragment of its pixels is none")
            }
            fragments.append(item.start..<end)
            at = end
        }
    }

    // MARK: - Values

    /// The raw bytes of an element; nil where there is none.
    func raw(_ tag: Tag) -> ArraySlice<UInt8>? { values[tag].map { bytes[$0] } }

    /// A text without the blanks and zeros round it; nil where there is none.
    func text(_ tag: Tag) -> String? {
        guard let raw = raw(tag) else { return nil }
        let text = Self.text(raw.prefix(1024))
        return text.isEmpty ? nil : text
    }

    /// The numbers of a text, between backslashes.
    func numbers(_ tag: Tag) -> [Double] {
        (text(tag) ?? "").split(separator: "\\").compactMap { part in Double(part.filter { $0 != " " }) }
    }

    /// Whole numbers of 16 bits.
    func words(_ tag: Tag) -> [Int] {
        guard let range = values[tag] else { return [] }
        return stride(from: range.lowerBound, to: range.upperBound - 1, by: 2).compactMap {
            reader.integer(at: $0, size: 2)
        }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let blanks: Set<UInt8> = [0, 0x20]
        let start = bytes.drop { blanks.contains($0) }
        let end = start.lastIndex { !blanks.contains($0) }
        return end.map { String(decoding: start[...$0], as: UTF8.self) } ?? ""
    }
}

/// The head of one element: tag, type and length.
struct DICOMElement {
    let tag: DICOMElements.Tag
    let isSequence: Bool
    /// Where its value begins, and ends; nil: at a mark.
    let start: Int
    let end: Int?

    init(_ reader: ByteReader, at: Int, isExplicit: Bool) throws(FileFault) {
        let cut = FileFault.damaged("it ends after \(reader.count) bytes, before its pixels do")
        guard let group = reader.integer(at: at, size: 2), let element = reader.integer(at: at + 2, size: 2) else {
            throw cut
        }
        tag = group << 16 | element
        let length: Int
        var type = ""
        if isExplicit && group != 0xFFFE {
            guard reader.contains(offset: at + 4, count: 4) else { throw cut }
            type = String(decoding: reader.bytes[at + 4..<at + 6], as: UTF8.self)
            let isLong = Self.longTypes.contains(type)
            guard let stated = reader.integer(at: at + (isLong ? 8 : 6), size: isLong ? 4 : 2) else { throw cut }
            (length, start) = (stated, at + (isLong ? 12 : 8))
        } else {
            guard let stated = reader.integer(at: at + 4, size: 4) else { throw cut }
            (length, start) = (stated, at + 8)
        }
        let isOpen = length == 0xFFFF_FFFF
        isSequence = type == "SQ" || (isOpen && group != 0xFFFE && tag != 0x7FE0_0010)
        guard isOpen || reader.contains(offset: start, count: length) else { throw cut }
        end = isOpen ? nil : start + length
    }

    /// As DICOM writes it: (0028,0010).
    var name: String {
        func hexadecimal(_ value: Int) -> String {
            let digits = String(value, radix: 16, uppercase: true)
            return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }
        return "(\(hexadecimal(tag >> 16)),\(hexadecimal(tag & 0xFFFF)))"
    }

    private static let longTypes: Set = ["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"]
}
