import Files
import Foundation
import TestSupport
import Testing

@Suite struct FileErrorTests {
    @Test func readingSaysWhatTheSystemSays() throws {
        try withTemporaryFolder { folder in
            func fault(_ name: String) -> FileError? {
                #expect(throws: FileError.self) { try FileContents.text(of: folder.appending(path: name)) }
            }
            try Data([0x63, 0xE9]).write(to: folder.appending(path: "latin1"))
            try FileManager.default.createDirectory(
                at: folder.appending(path: "folder"), withIntermediateDirectories: true)
            #expect(fault("none")?.number == ENOENT && fault("folder")?.number == EISDIR)
            #expect(fault("latin1")?.number == EILSEQ && fault("latin1/x")?.number == ENOTDIR)
            let path = folder.appending(path: "latin1").path
            #expect(
                fault("latin1")?.description == "\(path): cannot be read: it is no text in UTF-8; save it as UTF-8")
            #expect(try FileContents.data(of: folder.appending(path: "latin1")) == Data([0x63, 0xE9]))
        }
    }

    @Test func foundationsErrorsBecomeOurs() throws {
        try withTemporaryFolder { folder in
            let (file, below) = (folder.appending(path: "file"), folder.appending(path: "file/x"))
            try Data().write(to: file)
            func expect(
                _ path: String, _ number: Int32, _ action: FileError.Action, _ body: () throws -> Void
            ) throws {
                let error = #expect(throws: (any Error).self) { try body() }
                let fault = FileError(try #require(error))
                #expect(fault == FileError(path: path, number: number, action: action), "\(String(describing: error))")
            }
            try expect(below.path, ENOTDIR, .write) {
                try FileManager.default.createDirectory(at: below, withIntermediateDirectories: true)
            }
            try expect(folder.appending(path: "none").path, ENOENT, .read) {
                _ = try Data(contentsOf: folder.appending(path: "none"))
            }
            try expect(folder.appending(path: "none/y").path, ENOENT, .write) {
                try Data().write(to: folder.appending(path: "none/y"))
            }
            #expect(FileError(CancellationError()) == nil)
            #expect(FileError(FileError(path: "a", number: EIO))?.path == "a")
        }
    }

    @Test func whatIsNotFoundSaysWhy() throws {
        try withTemporaryFolder { folder in
            try Data().write(to: folder.appending(path: "file"))
            #expect(FileError.absence(of: folder.appending(path: "file")) == nil)
            #expect(FileError.absence(of: folder.appending(path: "none"))?.number == ENOENT)
            #expect(FileError.absence(of: folder.appending(path: "file/x"))?.number == ENOTDIR)
        }
    }

    @Test func aTemporaryFolderIsMadeWhereItCan() throws {
        try withTemporaryFolder { folder in
            let none = folder.appending(path: "none")
            let made = try TemporaryFolder.make("x", in: [none, folder])
            #expect(made.deletingLastPathComponent().path == folder.path && made.lastPathComponent.hasPrefix("x-"))
            #expect(throws: FileError.self) { try TemporaryFolder.make("x", in: [none]) }
        }
    }
}
