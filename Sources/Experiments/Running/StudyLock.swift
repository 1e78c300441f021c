import Files
import Foundation
import Training

/// A study's folder: made where there was none, and locked as long as this value lives.
///
/// Both are done before anything in the folder is read, so that of two processes one works in it and the other is
/// refused before it has changed anything.
struct StudyLock: Sendable {
    /// Whether the folder is made by this call, or was empty.
    let isNew: Bool
    private let folder: URL
    private let lock: FileLock
    private let folders: MadeFolders

    /// - Throws: `StudyError.inUse` where another process works in the folder, `.notAStudy` where it holds something
    ///   else, `.unreadable` where it cannot be made. Nothing is left then.
    init(_ study: StudyFolder) throws {
        folder = study.url.standardizedFileURL
        do throws(FileError) { folders = try MadeFolders(folder) } catch {
            throw StudyError.unreadable(
                file: folder.path, reason: "the folder cannot be made: \(error.reason); name another one with --out")
        }
        // Who has not got the lock removes nothing: the folder, made by this call or not, is another's.
        let before = Self.number(of: folder)
        let lock: FileLock?
        do { lock = try FileLock(folder) } catch {
            // Gone again: it belonged to a process that failed just now.
            throw Self.number(of: folder) == nil ? StudyError.inUse(folder.path) : error
        }
        guard let lock, before == Self.number(of: folder) else { throw StudyError.inUse(folder.path) }
        self.lock = lock
        isNew = try Self.isEmpty(folder)
        guard isNew || FileManager.default.fileExists(atPath: study.plan.path) else {
            throw StudyError.notAStudy(folder.path)
        }
    }

    /// Removes what the study has written to a new folder, and the folders that were made for it. The lock is still held.
    func undo() {
        guard isNew else { return }
        OutputFolder.empty(folder)
        folders.remove()
    }

    /// What the file system knows the folder by; nil where there is none. Another one means that the locked folder was
    /// removed, and made again by another process.
    private static func number(of folder: URL) -> UInt64? {
        var status = stat()
        return stat(folder.path, &status) == 0 ? UInt64(status.st_ino) : nil
    }

    private static func isEmpty(_ folder: URL) throws(StudyError) -> Bool {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty
        } catch { throw .notAStudy(folder.path) }
    }
}
