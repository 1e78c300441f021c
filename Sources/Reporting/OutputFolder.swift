import Foundation

/// A folder for results: it must not hold anything yet, and is removed again where the work fails.
public struct OutputFolder: Sendable {
    /// The folder, which exists from `init` on.
    public let url: URL
    private let isNew: Bool

    /// Makes the folder, and those above it.
    /// - Throws: `ReportError.unwritable` where it exists with something in it, or cannot be made.
    public init(_ url: URL) throws(ReportError) {
        let files = FileManager.default
        isNew = !files.fileExists(atPath: url.path)
        self.url = url
        if !isNew {
            var isFolder: ObjCBool = false
            _ = files.fileExists(atPath: url.path, isDirectory: &isFolder)
            // What cannot be listed is not known to be empty.
            guard isFolder.boolValue, (try? files.contentsOfDirectory(atPath: url.path))?.isEmpty == true else {
                throw .unwritable(
                    file: url.path, reason: "it exists already; name another folder with --out, or remove it")
            }
        }
        try AtomicFile.makeFolder(url)
    }

    /// Runs `body`; where it fails, what it wrote is removed, and a folder that `init` made with it.
    /// - Throws: what `body` throws.
    public func filling<R>(_ body: () throws -> R) throws -> R {
        do {
            return try body()
        } catch {
            // The error that came first is the one to tell.
            if isNew {
                try? FileManager.default.removeItem(at: url)
            } else {
                for name in (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? [] {
                    try? FileManager.default.removeItem(at: url.appending(path: name))
                }
            }
            throw error
        }
    }
}
