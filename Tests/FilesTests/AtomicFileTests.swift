import Files
import Foundation
import TestSupport
import Testing

@Suite struct AtomicFileTests {
    @Test func wholeOrNotAtAll() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "a.txt")
            try AtomicFile.write("one", to: file)
            try AtomicFile.write("two", to: file)
            #expect(try String(contentsOf: file, encoding: .utf8) == "two")
            #expect {
                try AtomicFile.write("x", to: folder.appending(path: "none/a.txt"))
            } throws: {
                "\($0)".hasSuffix("none/a.txt: cannot be written: there is no such file or folder; check the path")
            }
            // A folder of the file's name cannot be replaced; what was written aside goes again.
            let taken = folder.appending(path: "taken")
            try FileManager.default.createDirectory(
                at: taken.appending(path: "inside"), withIntermediateDirectories: true)
            #expect(throws: FileError.self) { try AtomicFile.write("x", to: taken) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a.txt", "taken"])
        }
    }

    @Test func aLinkReplacesAFileAndLeavesNothingAside() throws {
        try withTemporaryFolder { folder in
            let (source, file) = (folder.appending(path: "source"), folder.appending(path: "file"))
            try AtomicFile.write("new", to: source)
            try AtomicFile.write("old", to: file)
            // The second time both are links of one file already.
            for _ in 0..<2 { try AtomicFile.link(source, to: file) }
            #expect(try String(contentsOf: file, encoding: .utf8) == "new")
            try AtomicFile.write("newer", to: source)
            #expect(try String(contentsOf: file, encoding: .utf8) == "new", "a file is replaced, never written into")
            try AtomicFile.move(source, to: file)
            #expect(try String(contentsOf: file, encoding: .utf8) == "newer")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
            #expect(throws: FileError.self) { try AtomicFile.link(source, to: file) }
        }
    }

    /// 255 bytes, the longest that a name can have: 83 characters of 3 bytes, and the ending.
    @Test func namesOfTheLongestLengthAreWritten() throws {
        try withTemporaryFolder { folder in
            for name in [String(repeating: "肺", count: 83) + "ab.png", String(repeating: "a", count: 255)] {
                #expect(name.utf8.count == 255)
                try AtomicFile.write("one", to: folder.appending(path: name))
                try AtomicFile.write("two", to: folder.appending(path: name))
                #expect(try String(contentsOf: folder.appending(path: name), encoding: .utf8) == "two")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
            let tooLong = folder.appending(path: String(repeating: "肺", count: 86))
            #expect {
                try AtomicFile.write("x", to: tooLong)
            } throws: { ($0 as? FileError)?.number == ENAMETOOLONG }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
        }
    }

    @Test func aFolderThatCannotBeMadeSaysWhy() throws {
        try withTemporaryFolder { folder in
            try AtomicFile.write("x", to: folder.appending(path: "file"))
            let below = folder.appending(path: "file/below")
            #expect(throws: FileError(path: below.path, number: ENOTDIR, action: .make)) {
                try AtomicFile.makeFolder(below)
            }
        }
    }
}
