import Files
import Foundation

extension CSV {
    /// The records of a table that people wrote.
    /// - Parameter wanted: what the table should be, for the message where it cannot be read.
    /// - Throws: `DatasetError.file` where it cannot be read, `.table` for what is no CSV.
    static func records(of file: URL, wanted: String? = nil) throws(DatasetError) -> [Record] {
        let text: String
        do throws(FileError) { text = try FileContents.text(of: file) } catch {
            throw .file(file.path, reason: "cannot be read: \(error.reason)" + (wanted.map { ". \($0)" } ?? ""))
        }
        do { return try records(of: text, file: file.path) } catch { throw .table(error) }
    }
}
