/// Comma-separated values as RFC 4180 has them.
///
/// Tables with a header that files of Pleura must have are read by `CSVTable`.
public enum CSV {
    /// One record and the line of the text that it begins at.
    public struct Record: Equatable, Sendable {
        /// The line of the text that it begins at, from 1.
        public let line: Int
        /// Its fields without their quotes, at least one.
        public let fields: [String]
    }

    /// One record, without the line's end: fields that hold a comma, a quote or a line's end are quoted.
    public static func line(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") }

    private static func quoted(_ field: String) -> String {
        let special = field.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
        return special ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
    }

    /// All records of a text that people may have written: empty lines are passed over.
    /// - Parameter file: the name that messages use.
    /// - Throws: `CSVError.malformed` with the line.
    public static func records(of text: String, file: String) throws(CSVError) -> [Record] {
        var parser = CSVParser(Array(text.utf8), file: file)
        return try parser.records().filter { $0.fields != [""] }
    }
}
