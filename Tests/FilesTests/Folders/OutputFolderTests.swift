import Files
import Foundation
import TestSupport
import Testing

struct OutputFolderTests {
    private struct Fault: Error {}

    @Test func onlyAnEmptyFolderIsTaken() throws {
        try withTemporaryFolder { folder in
            let out = folder.appending(path: "a/out")
            _ = try OutputFolder(out)
            _ = try OutputFolder(out)
            try Data().write(to: out.appending(path: "file"))
            #expect(throws: OutputFolderError.exists(folder: out.path)) { try OutputFolder(out) }
            let file = out.appending(path: "file")
            #expect(throws: OutputFolderError.exists(folder: file.path)) { try OutputFolder.requireFree(file) }
        }
    }

    @Test func whatFailsLeavesNothing() throws {
        try withTemporaryFolder { folder in
            func fail(_ out: OutputFolder) {
                #expect(throws: Fault.self) {
                    try out.filling {
                        try Data().write(to: out.url.appending(path: "file"))
                        throw Fault()
                    }
                }
            }
            let new = folder.appending(path: "new")
            fail(try OutputFolder(new))
            #expect(!FileManager.default.fileExists(atPath: new.path))
            // A folder that was there stays, empty.
            fail(try OutputFolder(folder))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }
}
