import Foundation
import Imaging

/// `WholeFile` with the errors of data sets and runs.
public enum AtomicFile {
    /// - Throws: `DatasetError.file` with the system's reason (a full disk, no permission); nothing is left behind.
    public static func write(_ bytes: [UInt8], to file: URL) throws(DatasetError) {
        do throws(WholeFile.Failure) {
            try WholeFile.write(bytes, to: file)
        } catch { throw failure(file, error) }
    }

    /// The text as UTF-8.
    /// - Throws: As `write(_:to:)` of bytes.
    public static func write(_ text: String, to file: URL) throws(DatasetError) {
        try write(Array(text.utf8), to: file)
    }

    private static func failure(_ file: URL, _ fault: WholeFile.Failure) -> DatasetError {
        let reason =
            switch fault.number {
            case ENOENT: "there is no such folder; check the path"
            case EACCES, EPERM: "permission denied; check who may write there"
            case ENOSPC, EDQUOT: "no space left on the device; free some, or choose another folder"
            default: fault.words
            }
        return .file(file.path, reason: "cannot be written: \(reason)")
    }
}
