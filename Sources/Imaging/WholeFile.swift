import Foundation

/// Files that are there whole or not at all: written aside in the same folder, synced, renamed.
///
/// The one place that writes so. Modules word the failure in errors of their own.
public enum WholeFile {
    /// What the system said: `errno`.
    public struct Failure: Error, Equatable, Sendable {
        /// The number that the system gives it.
        public let number: Int32

        /// The system's words for it.
        public var words: String { String(cString: strerror(number)) }
    }

    /// - Throws: `Failure`; then nothing of the new file is left, and a file of that name is as it was.
    public static func write(_ bytes: [UInt8], to file: URL) throws(Failure) {
        // A file may carry a name of the longest length; the one aside is longer.
        let name = ".\(file.lastPathComponent.suffix(100)).\(UUID().uuidString.prefix(8)).part"
        let aside = file.deletingLastPathComponent().appending(path: name).path
        let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Failure(number: errno) }
        var number = fill(descriptor, bytes)
        if number == 0 && fsync(descriptor) != 0 { number = errno }
        if close(descriptor) != 0 && number == 0 { number = errno }
        if number == 0 && rename(aside, file.path) != 0 { number = errno }
        if number != 0 {
            unlink(aside)
            throw Failure(number: number)
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
