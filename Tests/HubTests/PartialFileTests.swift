import Foundation
import TestSupport
import Testing

@testable import Hub

@Suite struct PartialFileTests {
    @Test func whatCameIsFoundAgain() throws {
        try withTemporaryFolder { folder in
            let (target, url) = (folder.appending(path: "m.safetensors"), try #require(URL(string: "http://h/m")))
            let part = PartialFile(of: target)
            #expect(part.resumption(from: url) == nil)
            try part.begin(at: 0, .init(url: "http://h/m", tag: "\"t\""), wanted: 6)
            #expect(try part.append(Data("abc".utf8)) == 3)
            part.finishWriting()
            let again = PartialFile(of: target)
            let found = try #require(again.resumption(from: url))
            #expect(found == (3, "\"t\""))
            // Of another address it is no part.
            #expect(again.resumption(from: try #require(URL(string: "http://h/n"))) == nil)
            try again.begin(at: 3, .init(url: "http://h/m", tag: "\"t\""), wanted: 6)
            #expect(try again.append(Data("def".utf8)) == 6)
            #expect(try again.digest() == "bef57ec7f53a6d40beb640a780a639c83bc29ac8a9816f1fc6c5c6dcd93c4721")
            try again.place(at: target)
            #expect(try Data(contentsOf: target) == Data("abcdef".utf8))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["m.safetensors"])
        }
    }

    @Test func damagedRecordsStartAnew() throws {
        try withTemporaryFolder { folder in
            let (target, url) = (folder.appending(path: "m.safetensors"), try #require(URL(string: "http://h/m")))
            try Data("abc".utf8).write(to: target.appendingPathExtension("part"))
            #expect(PartialFile(of: target).resumption(from: url) == nil)
            try Data("{\"url\"".utf8).write(to: target.appendingPathExtension("part.json"))
            #expect(PartialFile(of: target).resumption(from: url) == nil)
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full here"))
    func fullDiskIsNamed() throws {
        try withTemporaryFolder { folder in
            let target = folder.appending(path: "m.safetensors")
            let file = target.appendingPathExtension("part")
            try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: "/dev/full")
            let part = PartialFile(of: target)
            try part.begin(at: 1, .init(url: "http://h/m", tag: nil), wanted: 46_000_000)
            let error = #expect(throws: HubError.diskFull(file: file.path, wanted: 46_000_000)) {
                try part.append(Data("abc".utf8))
            }
            #expect(error?.description.hasPrefix("the disk is full: \(file.path) needs 46000000 bytes") == true)
        }
    }

}
