import Datasets
import Foundation

/// A lock on a folder that processes of one machine share (`flock`). The system gives it back when the process ends,
/// however it ends. Where the file system knows no locks, everybody gets one.
public final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Nil where somebody else holds it.
    /// - Parameter folder: exists.
    /// - Throws: `DatasetError.file` where the folder cannot be opened.
    public init?(_ folder: URL) throws(DatasetError) {
        descriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .file(folder.path, reason: "cannot be opened: \(String(cString: strerror(errno)))")
        }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return nil }
    }

    deinit {
        guard descriptor >= 0 else { return }
        // Closing alone would leave the lock to a child process that was forked and has not called exec yet.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
