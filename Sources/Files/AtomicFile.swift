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
        } catch { throw .of(error, path: folder.path, action: .make) }
    }

    /// Writes bytes.
    /// - Throws: `FileError`; then nothing of the new file is left, and a file of that name is as it was.
    public static func write(_ bytes: [UInt8], to file: URL) throws(FileError) {
        let aside = aside(file)
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

    /// Makes `file` have the bytes of `source`, at once: a hard link, or a copy where the file system has none.
    /// - Throws: `FileError` where `source` cannot be read or `file` not written; `file` is as it was.
    public static func link(_ source: URL, to file: URL) throws(FileError) {
        let aside = aside(file)
        guard Foundation.link(source.path, aside) == 0 else {
            let bytes: Data
            do { bytes = try Data(contentsOf: source) } catch { throw .of(error, path: source.path, action: .read) }
            return try write([UInt8](bytes), to: file)
        }
        let number = rename(aside, file.path) == 0 ? 0 : errno
        // Renaming one link of a file to another one does nothing: the one aside is still there.
        unlink(aside)
        if number != 0 { throw FileError(path: file.path, number: number) }
    }

    /// Gives a file another name in the same file system, replacing a file of that name at once.
    /// - Throws: `FileError`; then both names are as they were.
    public static func move(_ source: URL, to file: URL) throws(FileError) {
        guard rename(source.path, file.path) == 0 else { throw FileError(path: file.path, number: errno) }
    }

    private static func aside(_ file: URL) -> String {
        // The file may have a name of the longest length. Some file systems take 143 bytes.
        let name = ".\(NameBytes.prefix(file.lastPathComponent, bytes: 100)).\(UUID().uuidString.prefix(8)).part"
        return file.deletingLastPathComponent().appending(path: name).path
    }
}
