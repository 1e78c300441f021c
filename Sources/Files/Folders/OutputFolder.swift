import Foundation

/// A folder for results: it must not hold anything yet, and is removed again where the work fails.
public struct OutputFolder: Sendable {
    /// The folder, which exists from `init` on.
    public let url: URL
    private let isNew: Bool

    /// Makes the folder, and those above it.
    /// - Throws: `OutputFolderError.exists` where it exists with something in it, `.file` where it cannot be made.
    public init(_ url: URL) throws(OutputFolderError) {
        isNew = !FileManager.default.fileExists(atPath: url.path)
        self.url = url
        try Self.requireFree(url)
        do throws(FileError) { try AtomicFile.makeFolder(url) } catch { throw .file(error) }
    }

    /// - Throws: `OutputFolderError.exists` where something is there that is no empty folder.
    public static func requireFree(_ url: URL) throws(OutputFolderError) {
        guard isFree(url) else { throw .exists(folder: url.path) }
    }

    /// Whether nothing is there, or an empty folder.
    public static func isFree(_ url: URL) -> Bool {
        guard FileManager.default.fileExists(atPath: url.path) else { return true }
        let names = try? FileManager.default.contentsOfDirectory(atPath: url.path)  // unlistable: not known to be empty
        return names?.isEmpty == true
    }

    /// Runs `body`; where it fails, what it wrote is removed, and a folder that `init` made with it.
    /// - Throws: what `body` throws.
    public func filling<R>(_ body: () throws -> R) throws -> R {
        do {
            return try body()
        } catch {
            // The error that came first is the one to report.
            if isNew {
                try? FileManager.default.removeItem(at: url)  // as above
            } else {
                Self.empty(url)
            }
            throw error
        }
    }

    /// Removes what is in a folder, as far as that goes: called after an error, which is the one to report.
    public static func empty(_ url: URL) {
        let names = try? FileManager.default.contentsOfDirectory(atPath: url.path)  // as above
        for name in names ?? [] { try? FileManager.default.removeItem(at: url.appending(path: name)) }  // as above
    }
}

/// Why there is no folder for results.
public enum OutputFolderError: Error, Equatable, Sendable, CustomStringConvertible {
    /// It holds something already, or is a file.
    case exists(folder: String)
    /// It cannot be made.
    case file(FileError)

    /// The message for people: what is wrong, and the way out.
    public var description: String {
        switch self {
        case .exists(let folder): "\(folder) exists already; name another folder with --out, or remove it"
        case .file(let error): "\(error.path) cannot be \(error.action.rawValue): \(error.reason)"
        }
    }
}
