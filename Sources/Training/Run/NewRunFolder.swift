import Files
import Foundation
import Synchronization

/// The folder of a new run, made by this process alone and locked before anything is read.
public final class NewRunFolder: Sendable {
    /// Where it is.
    public let folder: RunFolder
    /// Held as long as the run is.
    let lock: FileLock
    private let folders: MadeFolders
    private let isDiscarded = Atomic(false)

    private init(_ folder: RunFolder, _ lock: FileLock, _ folders: MadeFolders) {
        (self.folder, self.lock, self.folders) = (folder, lock, folders)
    }

    /// Makes exactly this folder, and the folders above it that are missing.
    /// - Throws: `TrainingError.runExists` where anything is there, be it made in this moment by another process;
    ///   `FileError` where the folder cannot be made.
    public static func make(_ folder: RunFolder) throws -> NewRunFolder {
        guard let made = try makeIfFree(folder) else {
            throw TrainingError.runExists(
                folder.url.path, canResume: FileManager.default.fileExists(atPath: folder.state.path))
        }
        return made
    }

    /// Makes the next free `runs/NAME-N` below the working directory, also where other processes do the same.
    /// - Throws: `FileError` where the folder cannot be made.
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
        folders.removeThoseAbove()
    }

    /// Nil where something is there already.
    private static func makeIfFree(_ folder: RunFolder) throws -> NewRunFolder? {
        let folders = try MadeFolders(folder.url)
        guard folders.isNew else {
            folders.remove()
            return nil
        }
        guard let lock = try FileLock(folder.url) else { throw TrainingError.inUse(run: folder.url.path) }
        return NewRunFolder(folder, lock, folders)
    }
}
