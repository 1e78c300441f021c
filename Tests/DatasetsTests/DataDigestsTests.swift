import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite struct DataDigestsTests {
    /// Files that need not be images, named as a data set of pairs.
    private static func write(_ folder: URL, _ contents: [String: String]) throws {
        for place in ["images", "masks"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: place), withIntermediateDirectories: true)
            for (name, text) in contents {
                try Data("\(place) \(text)".utf8).write(to: folder.appending(path: "\(place)/\(name).png"))
            }
        }
    }

    private static func split(_ inventory: Inventory) -> Split {
        Split(entries: inventory.pairs.map { .init(key: $0.key, subset: .train, group: $0.group) })
    }

    @Test func writtenAndRead() throws {
        try withTemporaryFolder { folder in
            try Self.write(folder.appending(path: "a, b"), ["x": "1", "\"y\"": "2"])
            let digests = try DataDigests(of: Inventory([folder.appending(path: "a, b")]).pairs)
            let file = folder.appending(path: "digests.csv")
            try digests.write(to: file)
            #expect(try DataDigests(file: file) == digests)
            // sha256sum of "images 1".
            #expect(
                try String(contentsOf: file, encoding: .utf8).contains(
                    "images/x.png,\"a, b\",3ef6ce012e63c8ec8209008d21bb95a30c1149ab26b74ab37c2d8277cfc93c64,"))
            for wrong in ["", "image,set\n", digests.csv + "a,s,12,34\n", digests.csv + "a,s\n"] {
                try Data(wrong.utf8).write(to: file)
                #expect(throws: DatasetError.self) { _ = try DataDigests(file: file) }
            }
        }
    }

    @Test func setsAreFoundAgainUnderOtherNamesAndInAnotherOrder() throws {
        try withTemporaryFolder { folder in
            // The sets have the same file names: their content alone tells them apart.
            let (a, b) = (folder.appending(path: "a"), folder.appending(path: "b"))
            try Self.write(a, ["1": "one", "2": "two"])
            try Self.write(b, ["1": "three", "2": "four"])
            let before = try Inventory([a, b])
            let digests = try DataDigests(of: before.pairs)
            let known = KnownSets(names: ["a", "b"], digests: digests, split: Self.split(before))
            // The names are exchanged, and one set more is there.
            let (x, y, z) = (folder.appending(path: "x"), folder.appending(path: "new/a"), folder.appending(path: "z"))
            try Self.write(z, ["9": "nine"])
            try FileManager.default.createDirectory(
                at: y.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.moveItem(at: a, to: x)
            try FileManager.default.moveItem(at: b, to: y)
            let now = try Inventory([z, y, x])
            let found = now.recognised(as: known, by: try DataDigests(of: now.pairs))
            #expect(found.inventory.sets.map(\.name) == ["a", "b"])
            #expect(found.inventory.sets.map(\.root.lastPathComponent) == ["x", "a"])
            #expect(found.inventory.pairs.map(\.key) == before.pairs.map(\.key), "the order of images is kept")
            #expect(found.digests == digests && Fingerprint(of: found.digests) == Fingerprint(of: digests))
            #expect(found.digests.changes(since: digests) == nil)
            #expect(found.others.map(\.name) == ["z"])
            // Without digests the names of the images must do.
            let byNames = now.recognised(
                as: KnownSets(names: ["a", "b"], digests: nil, split: Self.split(before)),
                by: try DataDigests(of: now.pairs))
            #expect(byNames.inventory.sets.map(\.root.lastPathComponent) == ["a", "x"])
            #expect(now.recognised(as: ["a", "b"], by: Self.split(before)).sets.map(\.name) == ["a", "b"])
            #expect(now.renamed(["r", "s", "t"])?.pairs.map(\.key.set) == ["r", "s", "s", "t", "t"])
            #expect(now.renamed(["r"]) == nil)
        }
    }

    @Test func whatHasChangedIsNamed() throws {
        try withTemporaryFolder { folder in
            try Self.write(folder, ["1": "one", "2": "two", "3": "three"])
            let name = folder.lastPathComponent
            let before = try DataDigests(of: Inventory([folder]).pairs)
            try Data("other".utf8).write(to: folder.appending(path: "masks/1.png"))
            for place in ["images", "masks"] {
                try FileManager.default.removeItem(at: folder.appending(path: "\(place)/2.png"))
                try Data("new".utf8).write(to: folder.appending(path: "\(place)/4.png"))
            }
            let now = try DataDigests(of: Inventory([folder]).pairs)
            #expect(
                now.changes(since: before)
                    == "1 image has changed (\(name)/images/1.png), 1 image is missing (\(name)/images/2.png), "
                    + "1 image is new (\(name)/images/4.png)")
        }
    }
}
