import Foundation
import Imaging
import TestSupport
import Testing

@testable import Datasets

/// Sets in the folders and names of public ones, made by Fixtures/make_layouts.py.
@Suite struct PublicLayoutTests {
    static let folder = Fixtures.tests.appending(path: "DatasetsTests/Fixtures/layouts")

    private static func set(_ name: String, _ rules: DataRules = DataRules()) throws -> DataSet {
        try DataSet(folder.appending(path: name), name: "set", rules)
    }

    private static func subsets(_ set: DataSet) -> [Subset: Int] {
        set.pairs.reduce(into: [:]) { counts, pair in if let subset = pair.subset { counts[subset, default: 0] += 1 } }
    }

    @Test(arguments: [
        ("subfolders", "pairs", 4, 4), ("imgs-masks", "pairs", 3, 3), ("images-labels", "pairs", 3, 3),
        ("images-annotations", "pairs", 3, 3), ("image-label", "pairs", 3, 3), ("train-val-test", "pairs", 9, 9),
        ("suffix", "suffix", 3, 3), ("isic", "isic", 9, 9), ("busi", "busi", 9, 9), ("drive", "drive", 6, 6),
        ("carvana", "carvana", 8, 4), ("kvasir", "pairs", 3, 3), ("dsb2018", "dsb2018", 3, 3),
        ("nnunet/Dataset007_Cells", "nnunet", 6, 6), ("shenzhen", "shenzhen", 4, 4),
        ("montgomery", "montgomery", 3, 3), ("chest-joined", "chest", 7, 7), ("chest-images", "pairs", 7, 7),
        ("one-stem", "pairs", 4, 4), ("table/films.csv", "manifest", 6, 4), ("labelme", "annotated", 3, 3),
        ("coco", "pairs", 4, 4), ("yolo", "pairs", 4, 4),
    ])
    func isFound(name: String, layout: String, images: Int, groups: Int) throws {
        let set = try Self.set(name)
        #expect(set.layout.name == layout)
        #expect(set.pairs.count == images)
        #expect(Set(set.pairs.map(\.group)).count == groups)
        #expect(Set(set.pairs.map(\.name)).count == images, "names are unique")
        #expect(set.imagesWithoutMask.isEmpty && set.masksWithoutImage.isEmpty)
        // Said, the layout finds the same.
        if layout != "manifest" {
            let choice = try #require(LayoutChoice(rawValue: layout))
            #expect(try Self.set(name, DataRules(layout: choice)).pairs == set.pairs)
        }
        for file in set.pairs.flatMap({ $0.images + $0.maskFiles }) {
            #expect(FileManager.default.fileExists(atPath: file.path))
        }
    }

    @Test func setsKeepTheirOwnSubsets() throws {
        #expect(Self.subsets(try Self.set("train-val-test")) == [.train: 4, .validation: 2, .test: 3])
        #expect(Self.subsets(try Self.set("isic")) == [.train: 3, .validation: 3, .test: 3])
        #expect(Self.subsets(try Self.set("drive")) == [.train: 3, .test: 3])
        #expect(Self.subsets(try Self.set("nnunet/Dataset007_Cells")) == [.train: 4, .test: 2])
        for name in ["busi", "carvana"] { #expect(try Self.subsets(Self.set(name)).isEmpty) }
        let split = try Split(of: Self.set("isic").pairs, seed: 0)
        for (word, subset) in [("Training", Subset.train), ("Validation", .validation), ("Test", .test)] {
            let own = split.entries.filter { $0.key.name.contains("_\(word)_") }
            #expect(own.count == 3 && own.allSatisfy { $0.subset == subset })
        }
        // Without validation images of its own, some of the training images are drawn.
        let drive = try Split(of: Self.set("drive").pairs, seed: 0)
        #expect([Subset.train, .validation, .test].map(drive.count) == [2, 1, 3])
        #expect(drive.entries.filter { $0.subset == .test }.allSatisfy { $0.key.name.hasPrefix("test/") })
    }

    @Test func masksOfSeveralFilesAreJoined() throws {
        let busi = try Self.set("busi")
        let second = try #require(busi.pairs.first { $0.name == "benign/benign (2).png" })
        #expect(second.maskFiles.map(\.lastPathComponent) == ["benign (2)_mask.png", "benign (2)_mask_1.png"])
        #expect(busi.pairs.map { $0.columns["class"] } == ["benign", "malignant", "normal"].flatMap { [$0, $0, $0] })
        #expect(try Self.set("dsb2018").pairs.allSatisfy { $0.masks.count == 2 })
        #expect(try Self.set("montgomery").pairs.allSatisfy { $0.masks.count == 2 })
        let truth = try Mask(of: second)
        let parts = try second.masks.map { try #require(try? Codec.decode($0.file)) }
        #expect(truth.area == zip(parts[0].bytes, parts[1].bytes).count { max($0, $1) > 0 })
    }

    @Test func channelFilesAreOneImage() throws {
        let set = try Self.set("nnunet/Dataset007_Cells")
        let pair = set.pairs[0]
        #expect(pair.images.map(\.lastPathComponent) == (0..<3).map { "cells_001_000\($0).png" })
        #expect(pair.name == "imagesTr/cells_001_0000.png")
        let image = try pair.decode()
        let channels = try pair.images.map { try Codec.decode($0).bytes }
        #expect(image.channels == 3 && !image.hasAlpha)
        #expect(
            (0..<3).allSatisfy { channel in
                stride(from: channel, to: image.bytes.count, by: 3).map { image.bytes[$0] } == channels[channel]
            })
        #expect(try DataDigests(of: set.pairs).entries.count == 6)
    }

    @Test func whatIsNotUsedIsCountedAndNamed() throws {
        #expect(try Self.set("carvana").otherPictures == ["test/0004d4463b50_01.jpg"])
        let id = String(repeating: "ab", count: 32)
        #expect(try Self.set("dsb2018").otherPictures == ["stage1_test/\(id)/images/\(id).png"])
        let drive = try Self.set("drive")
        #expect(drive.otherPictures.isEmpty)
        #expect(
            drive.notes == [
                "3 files in training/mask/ (the field of view) not used",
                "3 files in test/mask/ (the field of view) not used",
                "1 file in test/2nd_manual/ (a second observer's masks) not used",
            ])
        let carvana = try Inventory([Self.folder.appending(path: "carvana")])
        #expect(carvana.warnings() == ["carvana: 1 other picture left out: test/0004d4463b50_01.jpg"])
        #expect {
            try carvana.requireComplete()
        } throws: {
            "\($0)".contains("carvana/test/0004d4463b50_01.jpg is not used")
        }
    }

    @Test func twoImagesOfOneStemAreSaid() throws {
        let set = try Self.set("one-stem")
        #expect(
            set.notes == [
                "images/a.png and images/a.tif have the same name but for the extension; each is an image of its own"
            ])
        #expect(set.pairs.map(\.maskFiles.first?.lastPathComponent) == ["a.png", "a.tif", "b.png", "c.png"])
        #expect(set.pairs.map(\.group) == ["images/a.png", "images/a.tif", "b", "c"])
    }

    @Test func patientsByThePublicSetsOwnNames() throws {
        #expect(try Self.set("carvana").grouping.rule == .layout("carvana", words: "cars"))
        #expect(try Self.set("shenzhen").grouping.rule == .layout("shenzhen", words: "one image of each"))
        #expect(try Self.set("busi").grouping.rule == Grouping.Rule.none)
        let lines = try Inventory(["carvana", "busi"].map { Self.folder.appending(path: $0) }).groupLines
        #expect(
            lines == [
                "carvana: 8 images of 4 patients, by the layout carvana (cars)",
                "busi: 9 images; each counts as a patient, since nothing says whom they show (--group-by, --groups)",
            ])
    }
}
