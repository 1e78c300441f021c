import Foundation
import TestSupport
import Testing

@testable import Datasets

/// Makes empty files; pairing never opens them.
func makeEmpty(_ paths: [String], in root: URL) throws {
    for path in paths {
        let file = root.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: file)
    }
}

/// The message of what `body` throws.
func faultMessage(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "nothing was thrown"
    } catch {
        return "\(error)"
    }
}

@Suite struct FolderPairingTests {
    private func pairs(_ paths: [String], _ rules: DataRules = DataRules()) throws -> [String: [String]] {
        try withTemporaryFolder { root in
            try makeEmpty(paths, in: root)
            let pairs = try DataSet(root, rules).pairs
            return Dictionary(uniqueKeysWithValues: pairs.map { ($0.name, $0.maskFiles.map(\.lastPathComponent)) })
        }
    }

    @Test func subfoldersArePairedByTheirPaths() throws {
        let found = try pairs([
            "images/a/1.png", "images/b/1.png", "images/2.png", "masks/a/1.png", "masks/b/1_mask.png",
            "masks/deep/2.png",
        ])
        #expect(found == ["images/a/1.png": ["1.png"], "images/b/1.png": ["1_mask.png"], "images/2.png": ["2.png"]])
    }

    @Test func suffixesPrefixesAndWordsOfBoth() throws {
        #expect(try pairs(["imgs/x.jpg", "masks/x-seg.png"]) == ["imgs/x.jpg": ["x-seg.png"]])
        #expect(
            try pairs(["images/image_001.png", "masks/mask_001.png", "images/image_002.png", "masks/mask_002.png"])
                == ["images/image_001.png": ["mask_001.png"], "images/image_002.png": ["mask_002.png"]])
        #expect(try pairs(["images/7_sat.jpg", "labels/7_mask.png"]) == ["images/7_sat.jpg": ["7_mask.png"]])
        #expect(
            try pairs(["images/x.png", "masks/x_vessel.png", "masks/x_vessel_2.png"], DataRules(maskSuffix: "_vessel"))
                == ["images/x.png": ["x_vessel.png", "x_vessel_2.png"]])
        #expect(
            try pairs(["x.png", "x_outline.png", "y.png", "y_outline.png"], DataRules(maskSuffix: "_outline"))
                == ["x.png": ["x_outline.png"], "y.png": ["y_outline.png"]])
        // The stem itself goes before any suffix.
        #expect(
            try pairs(["images/x.png", "images/x_mask.png", "masks/x.png", "masks/x_mask.png"])
                == ["images/x.png": ["x.png"], "images/x_mask.png": ["x_mask.png"]])
    }

    @Test func subsetsByTheFirstFolder() throws {
        try withTemporaryFolder { root in
            let names = ["train/a", "train/b", "val/c", "test/d"]
            try makeEmpty(names.flatMap { ["images/\($0).png", "masks/\($0).png"] }, in: root)
            #expect(try DataSet(root).pairs.map(\.subset) == [.test, .train, .train, .validation])
            try makeEmpty(["images/other/e.png", "masks/other/e.png"], in: root)
            #expect(try DataSet(root).pairs.allSatisfy { $0.subset == nil })
        }
    }

    @Test func formatsThatAreNotReadAreNamed() throws {
        try withTemporaryFolder { root in
            try makeEmpty(
                ["images/a.png", "masks/a.png", "images/b.webp", "masks/b.webp", "notes.pdf", "preview.png"], in: root)
            let set = try DataSet(root)
            #expect(
                set.otherPictures == [
                    "images/b.webp (a format that is not read)", "masks/b.webp (a format that is not read)",
                    "preview.png",
                ])
        }
    }

    @Test func oneMaskForTwoImagesOfOneStem() throws {
        let both = try pairs(["images/a.png", "images/a.jpg", "masks/a.tif"])
        #expect(both == ["images/a.png": ["a.tif"], "images/a.jpg": ["a.tif"]])
        try withTemporaryFolder { root in
            try makeEmpty(["images/a.png", "images/a.jpg", "masks/a.png"], in: root)
            let set = try DataSet(root)
            #expect(set.pairs.map(\.name) == ["images/a.png"] && set.imagesWithoutMask == ["images/a.jpg"])
        }
    }

    @Test func withoutMasksTheWayOutIsSaid() throws {
        try withTemporaryFolder { root in
            try makeEmpty(["images/a.png", "masks/z.png"], in: root)
            let text = faultMessage { _ = try DataSet(root) }
            #expect(text.contains("no image has a mask") && text.contains("--mask-suffix"))
            #expect(faultMessage { _ = try DataSet(root, DataRules(layout: .layout(.manifest))) }.contains("FILE.csv"))
        }
    }
}
