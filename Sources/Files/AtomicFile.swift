import Foundation

/// Files that are there whole or not at all: written aside in the same folder, synced, renamed. A reader sees the old
/// file or the new one.
///
/// The one place that writes so; nothing else in Pleura opens a file to write results into it.
public enum AtomicFile {
    /// Writes text as UTF-8.
    /// - Throws: as for bytes.
    public static func write(_ text: String, to file: URL) throws(FileError) {
        try write(Array(text.utf8), to: file)
    }

    /// Makes a folder and those above it, where they are not there.
    /// - Throws: `FileError` with the path of the folder.
    public static func makeFolder(_ folder: URL) throws(FileError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            // Foundation wraps the system's error number in an error of its own.
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            throw FileError(path: folder.path, number: cause.map { Int32($0.code) } ?? EIO)
        }
    }

    /// Writes bytes.
    /// - Throws: `FileError`; then nothing of the new file is left, and a file of that name is as it was.
    public static func write(_ bytes: [UInt8], to file: URL) throws(FileError) {
        // A file may carry a name of the longest length; the one aside is longer.
        let name = ".\(file.lastPathComponent.suffix(100)).\(UUID().uuidString.prefix(8)).part"
        let aside = file.deletingLastPathComponent().appending(path: name).path
        let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileError(path: file.path, number: errno) }
        var number = fill(descriptor, bytes)
        if number == 0 && fsync(descriptor) != 0 { number = errno }
        if close(descriptor) != 0 && number == 0 { number = errno }
        if number == 0 && rename(aside, file.path) != 0 { number = errno }
        if number != 0 {
            unlink(aside)
            throw FileError(path: file.path, number: number)
        }
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
}
