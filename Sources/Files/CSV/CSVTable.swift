import Foundation

/// A table of a run folder, read strictly by RFC 4180: a header, and rows of the header's length.
public struct CSVTable: Sendable, Equatable {
    /// One row. Fields are reached by the name of their column; messages know the file and the line.
    public struct Row: Sendable, Equatable {
        /// The line of the file on which the row begins, from 1 (the header's).
        public let line: Int
        let file: String
        let fields: [String: String]
    }

    /// The file's name, for messages.
    public let file: String
    /// The header's names, in order.
    public let columns: [String]
    /// The rows below the header, in order.
    public let rows: [Row]

    /// - Parameters:
    ///   - bytes: the whole file, UTF-8.
    ///   - file: the name that messages use.
    ///   - required: columns without which the table is of no use.
    /// - Throws: `CSVError.malformed`, `.missingColumn`.
    public init(_ bytes: [UInt8], file: String, required: [String] = []) throws(CSVError) {
        var parser = CSVParser(bytes, file: file)
        let records = try parser.records()
        guard let header = records.first else {
            throw .malformed(file: file, line: 1, reason: "the file is empty; wanted: a header line")
        }
        columns = header.fields
        if let twice = Dictionary(grouping: columns, by: \.self).filter({ $1.count > 1 }).keys.min() {
            throw .malformed(file: file, line: 1, reason: "the column \"\(twice)\" is there more than once")
        }
        for column in required where !columns.contains(column) {
            throw .missingColumn(file: file, column: column, found: columns)
        }
        self.file = file
        var rows: [Row] = []
        for record in records.dropFirst() {
            guard record.fields.count == columns.count else {
                throw .malformed(
                    file: file, line: record.line,
                    reason: "\(record.fields.count) fields where the header has \(columns.count)")
            }
            let fields = Dictionary(uniqueKeysWithValues: zip(columns, record.fields))
            rows.append(Row(line: record.line, file: file, fields: fields))
        }
        self.rows = rows
    }

    /// Reads a file.
    /// - Throws: `CSVError`, every case.
    public init(contentsOf url: URL, required: [String] = []) throws(CSVError) {
        let data: Data
        do throws(FileError) { data = try FileContents.data(of: url) } catch {
            throw .unreadable(file: url.path, reason: error.reason)
        }
        try self.init([UInt8](data), file: url.path, required: required)
    }
}

extension CSVTable.Row {
    /// The text of a field; empty where it is empty or where the table has no such column.
    public func text(_ column: String) -> String { fields[column] ?? "" }

    /// The number of a field; nil where it is empty or where the table has no such column. `nan` and `inf` are numbers.
    /// - Throws: `CSVError.badValue` where the field is not a number.
    public func number(_ column: String) throws(CSVError) -> Double? {
        let text = text(column)
        if text.isEmpty { return nil }
        guard let number = Double(text) else { throw bad(column, wanted: "a number, or nothing") }
        return number
    }

    /// The whole number of a field that may not be empty.
    /// - Throws: `CSVError.badValue`.
    public func whole(_ column: String) throws(CSVError) -> Int {
        guard let number = Int(text(column)) else { throw bad(column, wanted: "a whole number") }
        return number
    }

    /// The error that says what is wrong with a field of this row.
    public func bad(_ column: String, wanted: String) -> CSVError {
        .badValue(file: file, line: line, column: column, found: text(column), wanted: wanted)
    }
}
