import Files
import Foundation

/// `AtomicFile` with the errors of reports.
enum ReportFile {
    /// - Throws: `ReportError.unwritable`; then nothing of the new file is left.
    static func write(_ bytes: [UInt8], to file: URL) throws(ReportError) {
        do throws(FileError) { try AtomicFile.write(bytes, to: file) } catch { throw ReportError(error) }
    }

    /// Makes a folder and those above it, where they are not there.
    /// - Throws: `ReportError.unwritable`.
    static func makeFolder(_ folder: URL) throws(ReportError) {
        do throws(FileError) { try AtomicFile.makeFolder(folder) } catch { throw ReportError(error) }
    }
}

extension ReportError {
    fileprivate init(_ error: FileError) { self = .unwritable(file: error.path, reason: error.reason) }
}
