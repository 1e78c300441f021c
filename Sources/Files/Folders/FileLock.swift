import Foundation

/// A lock on a file or folder that the processes of one machine share (`flock`). The system gives it back when the
/// process ends, however it ends.
public final class FileLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    /// Locks a file or folder that exists, without waiting. Where the file system knows no locks, everybody gets one.
    /// - Returns: nil where somebody else holds it.
    /// - Throws: `FileError` where it cannot be opened.
    public init?(_ url: URL) throws(FileError) {
        descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: url.path, number: errno, action: .read) }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return nil }
    }

    deinit {
        guard descriptor >= 0 else { return }
        // Closing alone would leave the lock to a child process that was forked and has not called exec yet.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Makes a file where there is none, and waits until nobody else holds its lock. The wait is a thread of its own: the
    /// tasks that end it need theirs. The file stays where it is.
    /// - Parameter waiting: called once where somebody holds it.
    /// - Throws: `FileError` where the file cannot be made or the file system knows no locks.
    public static func acquire(_ file: URL, waiting: @Sendable () -> Void = {}) async throws(FileError) -> FileLock {
        let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileError(path: file.path, number: errno) }
        let lock = FileLock(descriptor: descriptor)
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return lock }
        guard errno == EWOULDBLOCK else { throw FileError(path: file.path, number: errno) }
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
        guard number == 0 else { throw FileError(path: file.path, number: number) }
        return lock
    }
}
