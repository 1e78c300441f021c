import Files
import Foundation

/// Whole files in and out, each failure with the system's reason.
enum FileAccess {
    /// All bytes of a regular file.
    static func read(_ file: URL) throws(ImageError) -> [UInt8] {
        func unreadable(_ reason: String) -> ImageError { .unreadable(file: file.path, reason: reason) }
        // Not blocking: somebody may name a pipe that nobody writes to.
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(reason(errno)) }
        defer { close(descriptor) }
        var state = stat()
        guard fstat(descriptor, &state) == 0 else { throw unreadable(reason(errno)) }
        switch state.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw unreadable("it is a folder. Name the files in it.")
        default: throw unreadable("it is not a regular file.")
        }
        guard state.st_size <= ImageSource.byteLimit else {
            throw .unsupported(file: file.path, reason: "it has \(state.st_size) bytes, Pleura takes up to 2 GiB.")
        }
        let (bytes, failure) = contents(descriptor, length: Int(state.st_size))
        guard failure == 0 else { throw unreadable(reason(failure)) }
        return bytes
    }

    /// The first bytes of a regular file, fewer where it is shorter; nil where it cannot be read.
    static func start(of file: URL, count: Int) -> [UInt8]? {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var state = stat()
        guard fstat(descriptor, &state) == 0, state.st_mode & S_IFMT == S_IFREG else { return nil }
        let (bytes, failure) = contents(descriptor, length: min(count, Int(state.st_size)))
        return failure == 0 ? bytes : nil
    }

    private static func contents(_ descriptor: Int32, length: Int) -> ([UInt8], failure: Int32) {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            while count < length {
                let got = Foundation.read(descriptor, buffer.baseAddress.map { $0 + count }, length - count)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { return }
                count += got
            }
        }
        return (bytes, failure)
    }

    /// Writes a file so that it is there whole or not at all: aside in the same folder, synced, renamed.
    static func write(_ bytes: [UInt8], to file: URL) throws(ImageError) {
        do throws(FileError) {
            try AtomicFile.write(bytes, to: file)
        } catch { throw .unwritable(file: file.path, reason: error.reason + ".") }
    }
    private static func reason(_ number: Int32) -> String { FileError.reason(number) + "." }
}
