import Foundation

/// Whole files read, each failure with the system's reason and the way out.
public enum FileContents {
    /// The bytes of a file.
    /// - Throws: `FileError`.
    public static func data(of file: URL, options: Data.ReadingOptions = []) throws(FileError) -> Data {
        do { return try Data(contentsOf: file, options: options) } catch {
            // Foundation does not always name the cause; the system does.
            let fault = FileError.of(error, path: file.path, action: .read)
            throw fault.number == EIO ? FileError(path: file.path, number: cause(file) ?? EIO, action: .read) : fault
        }
    }

    /// The text of a file in UTF-8, byte order mark and line ends as they are.
    /// - Throws: `FileError`; its number is `EILSEQ` for bytes that are not UTF-8.
    public static func text(of file: URL) throws(FileError) -> String {
        guard let text = String(validating: try data(of: file), as: UTF8.self) else {
            throw FileError(path: file.path, number: EILSEQ, action: .read)
        }
        return text
    }

    /// The system's reason for not reading a file; nil where it does.
    private static func cause(_ file: URL) -> Int32? {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        var byte: UInt8 = 0
        return Foundation.read(descriptor, &byte, 1) < 0 ? errno : nil
    }
}
