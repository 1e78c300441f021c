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
    private let lock: FolderLock
    /// The folders that this call made, the outermost first.
    private let made: [URL]

    /// - Throws: `StudyError.inUse` where another process works in the folder, `.notAStudy` where it holds something
    ///   else, `.unreadable` where it cannot be made. Nothing is left then.
    init(_ study: StudyFolder) throws {
        folder = study.url.standardizedFileURL
        made = try Self.make(folder)
        // Who has not got the lock removes nothing: the folder, made by this call or not, is another's.
        let before = Self.number(of: folder)
        let lock: FolderLock?
        do { lock = try FolderLock(folder) } catch {
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
        // The error that comes first is the one to report, so none of these is.
        let contents = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        for item in contents ?? [] { try? FileManager.default.removeItem(at: item) }  // as above
        for url in made.reversed() { rmdir(url.path) }
    }

    /// Makes the folder and those above it.
    /// - Returns: those that did not exist before.
    private static func make(_ folder: URL) throws(StudyError) -> [URL] {
        var missing: [URL] = []
        var next = folder
        while !FileManager.default.fileExists(atPath: next.path), next.pathComponents.count > 1 {
            missing.insert(next, at: 0)
            next.deleteLastPathComponent()
        }
        var made: [URL] = []
        for url in missing {
            if mkdir(url.path, 0o777) == 0 {
                made.append(url)
            } else if errno != EEXIST {
                let reason = FileError.reason(errno)
                for url in made.reversed() { rmdir(url.path) }
                throw .unreadable(
                    file: folder.path, reason: "the folder cannot be made: \(reason); name another one with --out")
            }
        }
        return made
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
