import Foundation
import Imaging
import Synchronization
import TestSupport
import Testing

@testable import Phantoms

@Suite struct PhantomWriterTests {
    private func contents(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test func anInterruptionLeavesNothing() throws {
        try withTemporaryFolder { folder in
            #expect(throws: PhantomError.interrupted) {
                try PhantomWriter.write(
                    count: 3, size: 64, seed: 5, to: folder.appending(path: "set"), isInterrupted: { true })
            }
            let left = try contents(folder)
            #expect(left.isEmpty)
        }
    }

    @Test func writesFilmsAndMasksUnderTheSameNames() throws {
        try withTemporaryFolder { folder in
            let out = folder.appending(path: "new/set")
            let calls = Mutex([Int]())
            try PhantomWriter.write(
                count: 3, size: 64, seed: 5, to: out, progress: { done in calls.withLock { $0.append(done) } })
            #expect(calls.withLock { $0 } == [1, 2, 3])
            #expect(try contents(out) == ["README.txt", "images", "masks"])
            let names = ["phantom-0001.png", "phantom-0002.png", "phantom-0003.png"]
            #expect(try contents(out.appending(path: "images")) == names)
            #expect(try contents(out.appending(path: "masks")) == names)
            #expect(try contents(folder.appending(path: "new")) == ["set"])
            let phantom = try ChestPhantom(size: 64, seed: 5, index: 1)
            #expect(try Codec.decode(out.appending(path: "images/phantom-0002.png")) == phantom.film)
            #expect(try Codec.decode(out.appending(path: "masks/phantom-0002.png")) == phantom.mask)
            let readme = try String(contentsOf: out.appending(path: "README.txt"), encoding: .utf8)
            #expect(readme.contains("Synthetic"))
        }
    }

    @Test func namesSortAsTheirNumbersDo() {
        #expect(PhantomWriter.name(index: 0) == "phantom-0001.png")
        #expect(PhantomWriter.name(index: 9999) == "phantom-10000.png")
    }

    @Test func anEmptyFolderIsFilled() throws {
        try withTemporaryFolder { folder in
            try PhantomWriter.write(count: 1, size: 32, seed: 0, to: folder)
            #expect(try contents(folder) == ["README.txt", "images", "masks"])
        }
    }

    @Test func aFolderWithFilesIsRefusedAndLeftAlone() throws {
        try withTemporaryFolder { folder in
            try Data("mine".utf8).write(to: folder.appending(path: "notes.txt"))
            #expect(throws: PhantomError.exists(folder: folder.path)) {
                try PhantomWriter.write(count: 1, size: 32, seed: 0, to: folder)
            }
            #expect(try contents(folder) == ["notes.txt"])
            let file = folder.appending(path: "notes.txt")
            #expect(throws: PhantomError.exists(folder: file.path)) {
                try PhantomWriter.write(count: 1, size: 32, seed: 0, to: file)
            }
        }
    }

    /// A file stands where a folder above would have to be: that fails for every user, root too.
    @Test func aFolderThatCannotBeMadeIsNamed() throws {
        try withTemporaryFolder { folder in
            try Data().write(to: folder.appending(path: "file"))
            let out = folder.appending(path: "file/set")
            do throws(PhantomError) {
                try PhantomWriter.write(count: 1, size: 32, seed: 0, to: out)
                Issue.record("no error")
            } catch {
                guard case .unwritable(out.path, _) = error else {
                    Issue.record("\(error)")
                    return
                }
            }
            #expect(try contents(folder) == ["file"])
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may write anywhere"))
    func aReadOnlyFolderIsNamed() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
            defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path) }
            #expect(throws: PhantomError.self) {
                try PhantomWriter.write(count: 1, size: 32, seed: 0, to: folder.appending(path: "set"))
            }
            let left = try contents(folder)
            #expect(left.isEmpty)
        }
    }

    @Test func countsAndSizesOutsideTheRangeAreRefused() throws {
        try withTemporaryFolder { folder in
            let out = folder.appending(path: "set")
            #expect(throws: PhantomError.count(0)) { try PhantomWriter.write(count: 0, size: 64, seed: 0, to: out) }
            #expect(throws: PhantomError.size(16)) { try PhantomWriter.write(count: 1, size: 16, seed: 0, to: out) }
            #expect(throws: PhantomError.size(Int.max)) {
                try PhantomWriter.write(count: 1, size: .max, seed: 0, to: out)
            }
            #expect(PhantomError.count(0).description.contains("1 to"))
            let left = try contents(folder)
            #expect(left.isEmpty)
        }
    }
}
