import Files
import Foundation

/// A lock that processes of one machine share: `flock` on a file, which stays where it is.
///
/// The system gives it back when the process ends, however it ends.
struct FileLock: ~Copyable {
    private let descriptor: Int32

    deinit {
        // Closing alone would leave the lock to a child process that was forked and has not called exec yet.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Waits until nobody else holds it. The wait is a thread of its own: the tasks that end it need theirs.
    /// - Parameter waiting: called once where somebody holds it.
    /// - Throws: `HubError.file`.
    static func acquire(_ file: URL, waiting: @Sendable () -> Void = {}) async throws(HubError) -> FileLock {
        let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .failure(file, errno) }
        let lock = FileLock(descriptor: descriptor)
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return lock }
        guard errno == EWOULDBLOCK else { throw .failure(file, errno) }
        waiting()
        let number = await withCheckedContinuation { (continuation: CheckedContinuation<Int32, Never>) in
            Thread.detachNewThread {
                while flock(descriptor, LOCK_EX) != 0 {
                    let number = errno
                    if number != EINTR { return continuation.resume(returning: number) }
                }
                continuation.resume(returning: 0)
            }
        }
        guard number == 0 else { throw .failure(file, number) }
        return lock
    }
}

extension HubError {
    /// The system's error for a file.
    static func failure(_ file: URL, _ number: Int32, wanted: Int? = nil) -> HubError {
        failure(FileError(path: file.path, number: number), wanted: wanted)
    }

    /// The system's error for a file or folder.
    static func failure(_ error: FileError, wanted: Int? = nil) -> HubError {
        error.isDiskFull
            ? .diskFull(file: error.path, wanted: wanted)
            : .file(error.path, reason: "cannot be \(error.action.rawValue): \(error.reason)")
    }
}
