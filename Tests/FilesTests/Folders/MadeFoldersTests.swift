import Files
import Foundation
import Synchronization
import TestSupport
import Testing

struct MadeFoldersTests {
    private func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

    @Test func onlyWhatWasMadeGoesAgain() throws {
        try withTemporaryFolder { folder in
            let there = folder.appending(path: "there")
            try FileManager.default.createDirectory(at: there, withIntermediateDirectories: true)
            let made = try MadeFolders(there.appending(path: "a/b"))
            #expect(made.isNew && exists(there.appending(path: "a/b")))
            let again = try MadeFolders(there.appending(path: "a/b"))
            #expect(!again.isNew)
            again.remove()
            #expect(exists(there.appending(path: "a/b")), "somebody else made it")
            try Data().write(to: there.appending(path: "a/file"))
            made.remove()
            #expect(exists(there.appending(path: "a/file")) && !exists(there.appending(path: "a/b")))
        }
    }

    @Test func ofManyAtOnceOneHasMadeIt() throws {
        try withTemporaryFolder { folder in
            let made = Mutex(0)
            DispatchQueue.concurrentPerform(iterations: 8) { _ in
                guard let folders = try? MadeFolders(folder.appending(path: "x/y")) else { return }  // counted below
                if folders.isNew { made.withLock { $0 += 1 } }
            }
            #expect(made.withLock(\.self) == 1)
        }
    }

    /// A link to nowhere is no folder, and cannot be made one: once, that was tried for ever.
    @Test func aLinkThatLeadsNowhereIsNamed() throws {
        try withTemporaryFolder { folder in
            let link = folder.appending(path: "link")
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder.appending(path: "gone"))
            let error = #expect(throws: FileError.self) { try MadeFolders(link.appending(path: "run")) }
            #expect(error?.number == ENOENT && error?.path == link.appending(path: "run").path)
        }
    }

    @Test func whatCannotBeMadeLeavesNothing() throws {
        try withTemporaryFolder { folder in
            let long = String(repeating: "x", count: 300)
            let error = #expect(throws: FileError.self) { try MadeFolders(folder.appending(path: "a/\(long)")) }
            #expect(error?.number == ENAMETOOLONG && !exists(folder.appending(path: "a")))
        }
    }
}
