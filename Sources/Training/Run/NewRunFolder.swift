import Datasets
import Files
import Foundation
import Synchronization

/// The folder of a new run, made by this process alone and locked before anything is read.
public final class NewRunFolder: Sendable {
    /// Where it is.
    public let folder: RunFolder
    /// Held as long as the run is.
    let lock: FolderLock
    /// Folders above it that were made for it, the innermost first.
    private let parents: [URL]
    private let isDiscarded = Atomic(false)

    private init(_ folder: RunFolder, _ lock: FolderLock, parents: [URL]) {
        (self.folder, self.lock, self.parents) = (folder, lock, parents)
    }

    /// Makes exactly this folder, and the folders above it that are missing.
    /// - Throws: `TrainingError.runExists` where anything is there, be it made in this moment by another process;
    ///   `DatasetError.file` where the folder cannot be made.
    public static func make(_ folder: RunFolder) throws -> NewRunFolder {
        guard let made = try makeIfFree(folder) else {
            throw TrainingError.runExists(
                folder.url.path, canResume: FileManager.default.fileExists(atPath: folder.state.path))
        }
        return made
    }

    /// Makes the next free `runs/NAME-N` below the working directory, also where other processes do the same.
    /// - Throws: `DatasetError.file` where the folder cannot be made.
    public static func next(_ name: String) throws -> NewRunFolder {
        var number = 1
        while true {
            if let made = try makeIfFree(RunFolder(URL(filePath: "runs/\(name)-\(number)"))) { return made }
            number += 1
        }
    }

    /// Removes the folder with all that is in it, and the folders that were made for it where nothing else is in them.
    public func discard() {
        guard !isDiscarded.exchange(true, ordering: .relaxed) else { return }
        try? FileManager.default.removeItem(at: folder.url)  // what came before is the error to report
        Self.remove(parents)
    }

    /// Nil where something is there already.
    private static func makeIfFree(_ folder: RunFolder) throws -> NewRunFolder? {
        while true {
            let parents = try makeParents(of: folder.url.standardizedFileURL)
            if mkdir(folder.url.path, 0o777) == 0 {
                guard let lock = try FolderLock(folder.url) else { throw TrainingError.inUse(run: folder.url.path) }
                return NewRunFolder(folder, lock, parents: parents)
            }
            let number = errno
            remove(parents)
            if number == EEXIST { return nil }
            // A process that made the folder above as well has given it up in between.
            guard number == ENOENT, !parents.isEmpty else { throw Self.unmakable(folder.url, number) }
        }
    }

    /// - Returns: the folders that were made, the innermost first.
    private static func makeParents(of folder: URL) throws -> [URL] {
        var missing: [URL] = []
        var above = folder.deletingLastPathComponent()
        while !FileManager.default.fileExists(atPath: above.path), above.path != "/" {
            missing.append(above)
            above = above.deletingLastPathComponent()
        }
        for folder in missing.reversed() where mkdir(folder.path, 0o777) != 0 && errno != EEXIST {
            throw unmakable(folder, errno)
        }
        return missing
    }

    private static func remove(_ folders: [URL]) {
        // A folder that holds something else stays, and those above it.
        for folder in folders where rmdir(folder.path) != 0 { return }
    }

    private static func unmakable(_ folder: URL, _ number: Int32) -> DatasetError {
        .file(folder.path, reason: "cannot be made: \(FileError.reason(number))")
    }
}
