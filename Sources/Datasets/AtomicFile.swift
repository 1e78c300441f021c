import Foundation

/// Files that are there whole or not at all: written aside in the same folder, synced, renamed.
public enum AtomicFile {
    /// - Throws: `DatasetError.file` with the system's reason (a full disk, no permission); nothing is left behind.
    public static func write(_ bytes: [UInt8], to file: URL) throws(DatasetError) {
        let folder = file.deletingLastPathComponent()
        let aside = folder.appending(path: ".\(file.lastPathComponent).\(UUID().uuidString.prefix(8)).part").path
        let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(file, errno) }
        var number = fill(descriptor, bytes)
        if number == 0 && fsync(descriptor) != 0 { number = errno }
        if close(descriptor) != 0 && number == 0 { number = errno }
        if number == 0 && rename(aside, file.path) != 0 { number = errno }
        if number != 0 {
            unlink(aside)
            throw failure(file, number)
        }
    }

    /// The text as UTF-8.
    /// - Throws: As `write(_:to:)` of bytes.
    public static func write(_ text: String, to file: URL) throws(DatasetError) {
        try write(Array(text.utf8), to: file)
    }

    /// - Returns: The system's error number, 0 after success.
    private static func fill(_ descriptor: Int32, _ bytes: [UInt8]) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let written = Foundation.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if written < 0 && errno == EINTR { continue }
                if written < 0 { return errno }
                done += written
            }
            return 0
        }
    }

    private static func failure(_ file: URL, _ number: Int32) -> DatasetError {
        let reason =
            switch number {
            case ENOENT: "there is no such folder; check the path"
            case EACCES, EPERM: "permission denied; check who may write there"
            case ENOSPC, EDQUOT: "no space left on the device; free some, or choose another folder"
            default: String(cString: strerror(number))
            }
        return .file(file.path, reason: "cannot be written: \(reason)")
    }
}
