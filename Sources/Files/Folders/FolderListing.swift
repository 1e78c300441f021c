import Foundation

/// The names in a folder. File systems of Unix hold bytes: a name that is not UTF-8 cannot be opened through a text, so it
/// is kept apart and shown escaped.
public struct FolderListing: Equatable, Sendable {
    /// Names in UTF-8, without "." and "..", in no order.
    public let names: [String]
    /// The other names, escaped (`NameBytes.escaped`), in no order.
    public let unreadable: [String]

    /// - Throws: `FileError` where the folder cannot be read.
    public init(_ folder: URL) throws(FileError) {
        func fault() -> FileError { FileError(path: folder.path, number: errno, action: .read) }
        guard let directory = opendir(folder.path) else { throw fault() }
        defer { closedir(directory) }
        var (names, unreadable): ([String], [String]) = ([], [])
        while true {
            errno = 0
            guard let entry = readdir(directory) else {
                if errno != 0 { throw fault() }
                break
            }
            let bytes = Self.name(entry)
            guard let name = String(validating: bytes, as: UTF8.self) else {
                unreadable.append(NameBytes.escaped(bytes))
                continue
            }
            if name != "." && name != ".." { names.append(name) }
        }
        (self.names, self.unreadable) = (names, unreadable)
    }

    /// The bytes of an entry's name: they may be longer than C's declaration of them.
    private static func name(_ entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        let start = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
        return (0..<strlen(start)).map { UInt8(bitPattern: start[$0]) }
    }
}
