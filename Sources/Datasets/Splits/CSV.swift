/// Comma-separated values as RFC 4180 has them: fields that hold a comma, a quote or a line's end are quoted.
public enum CSV {
    /// One record and the line of the text that it begins at, counted from 1.
    public struct Record: Equatable, Sendable {
        /// The line of the text that it begins at, from 1.
        public let line: Int
        /// Its fields without their quotes, at least one.
        public let fields: [String]
    }

    /// What is wrong with a text, and in which line.
    public struct Mistake: Error, Equatable {
        /// The line of the text, from 1.
        public let line: Int
        /// What is wrong, in words.
        public let reason: String
    }

    /// One record, without the line's end.
    public static func line(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") }

    private static func quoted(_ field: String) -> String {
        let special = field.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
        return special ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
    }

    /// All records; a byte-order mark at the beginning and empty lines are passed over. Lines end in LF or CRLF.
    /// - Throws: `Mistake` for a quote that is never closed, or that stands within or directly behind a field.
    public static func records(of text: String) throws(Mistake) -> [Record] {
        var reader = Reader(text)
        var records: [Record] = []
        while let record = try reader.next() {
            if record.fields != [""] { records.append(record) }
        }
        return records
    }

    private struct Reader {
        private let bytes: [UInt8]
        private var position = 0
        private var line = 1

        init(_ text: String) {
            bytes = Array(text.utf8)
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        }

        mutating func next() throws(Mistake) -> Record? {
            guard position < bytes.count else { return nil }
            let start = line
            var fields: [String] = []
            while true {
                fields.append(try field())
                guard position < bytes.count else { break }
                let byte = bytes[position]
                position += 1
                if byte == UInt8(ascii: ",") { continue }
                if byte == UInt8(ascii: "\r") && position < bytes.count && bytes[position] == UInt8(ascii: "\n") {
                    position += 1
                }
                line += 1
                break
            }
            return Record(line: start, fields: fields)
        }

        /// Leaves `position` at the comma or the line's end behind the field.
        private mutating func field() throws(Mistake) -> String {
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                let start = position
                while position < bytes.count, !Self.ends(bytes[position]) {
                    guard bytes[position] != UInt8(ascii: "\"") else {
                        throw Mistake(line: line, reason: "a quote within a field; quote the whole field")
                    }
                    position += 1
                }
                return String(decoding: bytes[start..<position], as: UTF8.self)
            }
            return try quotedField()
        }

        private mutating func quotedField() throws(Mistake) -> String {
            let start = line
            var content: [UInt8] = []
            position += 1
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                if byte != UInt8(ascii: "\"") {
                    if byte == UInt8(ascii: "\n") { line += 1 }
                    content.append(byte)
                } else if position < bytes.count && bytes[position] == UInt8(ascii: "\"") {
                    content.append(byte)
                    position += 1
                } else {
                    guard position == bytes.count || Self.ends(bytes[position]) else {
                        throw Mistake(line: line, reason: "text behind a closing quote; a comma is wanted there")
                    }
                    return String(decoding: content, as: UTF8.self)
                }
            }
            throw Mistake(line: start, reason: "a quote is opened and never closed")
        }

        private static func ends(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        }
    }
}
