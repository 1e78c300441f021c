import Foundation

/// A folder for results: it must not hold anything yet, and is removed again where the work fails.
public struct OutputFolder: Sendable {
    /// The folder, which exists from `init` on.
    public let url: URL
    private let isNew: Bool

    /// Makes the folder, and those above it.
    /// - Throws: `ReportError.exists` where it exists with something in it, `.unwritable` where it cannot be made.
    public init(_ url: URL) throws(ReportError) {
        isNew = !FileManager.default.fileExists(atPath: url.path)
        self.url = url
        try Self.requireFree(url)
        try ReportFile.makeFolder(url)
    }

    /// - Throws: `ReportError.exists` where something is there that is no empty folder.
    public static func requireFree(_ url: URL) throws(ReportError) {
        guard FileManager.default.fileExists(atPath: url.path) else { return }
        // What cannot be listed is not known to be empty, and a file cannot be listed.
        guard (try? FileManager.default.contentsOfDirectory(atPath: url.path))?.isEmpty == true else {
            throw .exists(folder: url.path)
        }
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
