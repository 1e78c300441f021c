import Foundation
import Imaging

/// Files are written aside in the same folder, synced and renamed: a reader sees the old file or the new one whole.
enum AtomicFile {
    /// - Throws: `ReportError.unwritable`; then nothing of the new file is left.
    static func write(_ bytes: [UInt8], to file: URL) throws(ReportError) {
        do throws(WholeFile.Failure) {
            try WholeFile.write(bytes, to: file)
        } catch { throw .unwritable(file: file.path, reason: error.words) }
    }

    /// Makes a folder and those above it, where they are not there.
    /// - Throws: `ReportError.unwritable`.
    static func makeFolder(_ folder: URL) throws(ReportError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            // Foundation wraps the system's words in its own, which name neither cause nor place.
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            let reason = cause.map { String(cString: strerror(Int32($0.code))) } ?? "it cannot be made"
            throw .unwritable(file: folder.path, reason: reason)
        }
    }
}
