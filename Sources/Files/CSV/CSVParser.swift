/// Cuts the bytes of a CSV file into records, by RFC 4180: fields between commas; a field in double quotes may hold
/// commas, line ends and doubled quotes; lines end in CRLF or LF; the last line end may be absent.
///
/// Strict where spreadsheets guess: a quote inside an unquoted field, text after a closing quote, a quote that is
/// never closed and a lone carriage return are errors.
struct CSVParser {
    private static let (quote, comma, lineFeed, carriageReturn) =
        (UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"))

    private let file: String
    private let bytes: ArraySlice<UInt8>
    private var position: Int
    private var line = 1

    /// - Parameter file: the name that error messages use.
    init(_ bytes: [UInt8], file: String) {
        // Spreadsheets put a byte order mark before the first column's name.
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        (self.file, self.bytes, position) = (file, content, content.startIndex)
    }

    /// All records, the header first.
    /// - Throws: `CSVError.malformed`.
    mutating func records() throws(CSVError) -> [CSV.Record] {
        var records: [CSV.Record] = []
        while position < bytes.endIndex {
            let first = line
            var fields: [String] = []
            repeat { fields.append(try field()) } while take(Self.comma)
            records.append(CSV.Record(line: first, fields: fields))
            try endOfLine()
        }
        return records
    }

    private var current: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func endOfLine() throws(CSVError) {
        if current == nil { return }
        let hadReturn = take(Self.carriageReturn)
        if take(Self.lineFeed) {
            line += 1
        } else if hadReturn {
            throw malformed("a carriage return without a line feed")
        } else {
            throw malformed("text after a closing quote")
        }
    }

    private mutating func field() throws(CSVError) -> String {
        take(Self.quote) ? try quotedField() : try plainField()
    }

    private mutating func plainField() throws(CSVError) -> String {
        let start = position
        while let byte = current, byte != Self.comma, byte != Self.lineFeed, byte != Self.carriageReturn {
            if byte == Self.quote { throw malformed("a quote inside a field that does not begin with one") }
            position += 1
        }
        return try text(bytes[start..<position])
    }

    private mutating func quotedField() throws(CSVError) -> String {
        let firstLine = line
        var content: [UInt8] = []
        while let byte = current {
            position += 1
            if byte == Self.quote {
                guard take(Self.quote) else { return try text(content[...]) }
            } else if byte == Self.lineFeed {
                line += 1
            }
            content.append(byte)
        }
        line = firstLine
        throw malformed("a quote is opened and never closed")
    }

    private func text(_ bytes: ArraySlice<UInt8>) throws(CSVError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw malformed("bytes that are not UTF-8") }
        return text
    }

    private func malformed(_ reason: String) -> CSVError { .malformed(file: file, line: line, reason: reason) }
}
