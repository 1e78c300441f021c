import Files
import Foundation

/// The kinds of files of tensors, told apart by their first bytes and never by their names.
enum TensorFileKind: Equatable {
    case safetensors
    /// A zip archive: torch's form since 1.6.
    case zip
    /// Pickles in binary form: torch's older form.
    case pickle

    init?(_ data: Data) {
        let first = [UInt8](data.prefix(9))
        if first.starts(with: Array("PK".utf8)) {
            self = .zip
        } else if first.count == 9, first[5..<8].allSatisfy({ $0 == 0 }), first[8] == UInt8(ascii: "{") {
            // The length of a header of less than a terabyte, and the brace that the header begins with.
            self = .safetensors
        } else if first.first == 0x80 {
            self = .pickle
        } else {
            return nil
        }
    }
}

/// A file of named tensors of any kind that Pleura reads: safetensors, or either form of torch's `.pth`.
public enum TensorFile {
    /// All tensors of the file, copied: a `.pth` file's in its own order, a safetensors file's sorted by name.
    ///
    /// The kind is told by the file's first bytes. No kind can make Pleura run code.
    /// - Throws: `TensorFileError`, which names the file and what is wrong with it.
    public static func read(_ url: URL) throws(TensorFileError) -> [(name: String, tensor: Tensor)] {
        try contents(of: url).tensors
    }

    /// The tensors as `read` gives them, and the free texts of a safetensors file; other kinds have none.
    /// - Throws: As `read`.
    public static func contents(of url: URL) throws(TensorFileError) -> (
        tensors: [(name: String, tensor: Tensor)], metadata: [String: String]
    ) {
        try contents(try mapped(url), file: url.path)
    }

    /// The free texts of a safetensors file, without a look at its tensors; none where the file is another one.
    /// - Throws: `TensorFileError` where the file or its header is damaged.
    public static func metadata(of url: URL) throws(TensorFileError) -> [String: String] {
        let data = try mapped(url)
        return TensorFileKind(data) == .safetensors ? try Safetensors(data, file: url.path).metadata : [:]
    }

    static func read(_ data: Data, file: String) throws(TensorFileError) -> [(name: String, tensor: Tensor)] {
        try contents(data, file: file).tensors
    }

    private static func contents(_ data: Data, file: String) throws(TensorFileError) -> (
        tensors: [(name: String, tensor: Tensor)], metadata: [String: String]
    ) {
        switch TensorFileKind(data) {
        case .zip, .pickle: return (try PyTorchFile(data, file: file).ordered, [:])
        case .safetensors:
            let safetensors = try Safetensors(data, file: file)
            var all: [(name: String, tensor: Tensor)] = []
            for name in safetensors.names { all.append((name, try safetensors.tensor(name))) }
            return (all, safetensors.metadata)
        case nil:
            guard data.count >= 9 else { throw .malformed(file: file, reason: "it has \(data.count) bytes") }
            let start = data.prefix(9).map { String($0) }.joined(separator: " ")
            throw .refused(
                file: file, reason: "its first bytes (\(start)) are neither those of safetensors nor of torch's files")
        }
    }

    /// The file's bytes, mapped into memory.
    static func mapped(_ url: URL) throws(TensorFileError) -> Data {
        do throws(FileError) { return try FileContents.data(of: url, options: .alwaysMapped) } catch {
            throw .unreadable(file: url.path, reason: error.reason)
        }
    }
}
