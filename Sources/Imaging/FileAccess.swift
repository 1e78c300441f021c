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
        guard state.st_size <= FileLayout.byteLimit else {
            throw .unsupported(file: file.path, reason: "it has \(state.st_size) bytes, Pleura takes up to 2 GiB.")
        }
        let (bytes, failure) = contents(descriptor, length: Int(state.st_size))
        guard failure == 0 else { throw unreadable(reason(failure)) }
        return bytes
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
        let folder = file.deletingLastPathComponent()
        let aside = folder.appending(path: ".\(file.lastPathComponent).\(UUID().uuidString.prefix(8)).part").path
        let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .unwritable(file: file.path, reason: reason(errno)) }
        var failure = fill(descriptor, bytes)
        if failure == 0 && fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0 && failure == 0 { failure = errno }
        if failure == 0 && rename(aside, file.path) != 0 { failure = errno }
        if failure != 0 {
            unlink(aside)
            throw .unwritable(file: file.path, reason: reason(failure))
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

    private static func reason(_ number: Int32) -> String {
        switch number {
        case ENOENT: "there is no such file or folder. Check the path."
        case EACCES, EPERM: "permission denied. Check who may read and write there."
        case ENOSPC, EDQUOT: "no space left on the device. Free some, or choose another folder."
        case EISDIR: "there is a folder of this name."
        default: String(cString: strerror(number)) + "."
        }
    }
}
