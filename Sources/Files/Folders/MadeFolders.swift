import Foundation

/// A folder, with those above it that were missing, and which of them this process made: they go again where the work
/// fails.
public struct MadeFolders: Sendable {
    /// Whether the folder itself was made by this call: of several processes that try, exactly one has made it.
    public let isNew: Bool
    /// The folders that this call made, the outermost first.
    private let made: [URL]

    /// How often the folders above may vanish in between before that is an error.
    private static let attempts = 100

    /// Makes the folder and those above it.
    /// - Throws: `FileError` with the folder that cannot be made; then none of them is left.
    public init(_ folder: URL) throws(FileError) {
        let folder = folder.standardizedFileURL
        for attempt in 1...Self.attempts {
            let (made, failure) = Self.make(Self.missing(folder))
            guard let failure else {
                (self.made, isNew) = (made, made.last == folder)
                return
            }
            Self.remove(made)
            // A process that made a folder above has failed and removed it in between.
            guard failure.number == ENOENT, attempt < Self.attempts else { throw failure }
        }
        throw FileError(path: folder.path, number: ENOENT, action: .make)
    }

    /// Removes the folders that were made, the innermost first, until one holds something.
    public func remove() { Self.remove(made) }

    /// The same without the folder itself, which the caller has removed with what is in it.
    public func removeThoseAbove() { Self.remove(isNew ? made.dropLast() : made[...]) }

    /// The folders that are not there, the outermost first.
    private static func missing(_ folder: URL) -> [URL] {
        var missing: [URL] = []
        var next = folder
        while !FileManager.default.fileExists(atPath: next.path), next.pathComponents.count > 1 {
            missing.insert(next, at: 0)
            next.deleteLastPathComponent()
        }
        return missing
    }

    private static func make(_ folders: [URL]) -> (made: [URL], failure: FileError?) {
        var made: [URL] = []
        for folder in folders {
            if mkdir(folder.path, 0o777) == 0 {
                made.append(folder)
            } else if errno != EEXIST {
                return (made, FileError(path: folder.path, number: errno, action: .make))
            }
        }
        return (made, nil)
    }

    private static func remove(_ folders: some BidirectionalCollection<URL>) {
        // A folder that holds something else stays, and those above it.
        for folder in folders.reversed() where rmdir(folder.path) != 0 { return }
    }
}
