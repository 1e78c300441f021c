import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite struct FingerprintTests {
    @Test func changesWithTheData() throws {
        try withTemporaryFolder { root in
            func write(_ path: String, _ text: String) throws -> URL {
                let file = root.appending(path: path)
                try Data(text.utf8).write(to: file)
                return file
            }
            let (image, mask, other) = (try write("i", "1"), try write("m", "2"), try write("o", "3"))
            func pair(_ name: String, _ masks: [URL], set: String = "s") -> Pair {
                Pair(image: image, masks: masks, set: set, name: name, group: name)
            }
            let both = [pair("a", [mask]), pair("b", [mask, other])]
            let first = try Fingerprint(of: both)
            #expect(first.digest.count == 64)
            #expect(try Fingerprint(of: both.reversed(), threads: 1) == first)
            var seen: Set = [first.digest]
            #expect(seen.insert(try Fingerprint(of: [both[0]]).digest).inserted)
            #expect(seen.insert(try Fingerprint(of: [pair("a", [mask]), pair("c", [mask, other])]).digest).inserted)
            #expect(seen.insert(try Fingerprint(of: [pair("a", [mask], set: "t"), both[1]]).digest).inserted)
            #expect(seen.insert(try Fingerprint(of: [pair("a", [other]), both[1]]).digest).inserted)
            _ = try write("o", "4")
            #expect(seen.insert(try Fingerprint(of: both).digest).inserted)
            try FileManager.default.removeItem(at: other)
            #expect {
                _ = try Fingerprint(of: both)
            } throws: {
                "\($0)".contains("\(other.path): cannot be read")
            }
        }
    }
}
