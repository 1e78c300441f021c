/// What can be wrong with a table. Every message names the file and, where there is one, the line.
public enum CSVError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file cannot be opened or read.
    case unreadable(file: String, reason: String)
    /// The file is not a table of RFC 4180 (a stray quote, a row of another length, bytes that are not UTF-8).
    case malformed(file: String, line: Int, reason: String)
    /// A column that the reader needs is not in the header.
    case missingColumn(file: String, column: String, found: [String])
    /// A field that does not hold what its column promises.
    case badValue(file: String, line: Int, column: String, found: String, wanted: String)

    /// The message for people: file, line, what was found and what was wanted.
    public var description: String {
        switch self {
        case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
        case .malformed(let file, let line, let reason): "\(file), line \(line): \(reason)"
        case .missingColumn(let file, let column, let found):
            "\(file), line 1: there is no column \"\(column)\"; the columns are \(found.joined(separator: ", "))"
        case .badValue(let file, let line, let column, let found, let wanted):
            "\(file), line \(line): \(column) is \"\(found)\"; wanted: \(wanted)"
        }
    }
}
