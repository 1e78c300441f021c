import Foundation
import TestSupport
import Testing

@testable import Datasets

/// Makes empty files; pairing never opens them.
private func make(_ paths: [String], in root: URL) throws {
    for path in paths {
        let file = root.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: file)
    }
}

/// The message of what `body` throws.
private func message(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "nothing was thrown"
    } catch {
        return "\(error)"
    }
}

@Suite struct LayoutTests {
    @Test func pairsByStem() throws {
        try withTemporaryFolder { root in
            try make(
                [
                    "images/b.PNG", "images/a.jpeg", "images/c.tif", "images/.hidden.png", "images/Thumbs.db",
                    "notes.txt",
                ]
                    + ["masks/a.png", "masks/b_mask.png", "masks/d.png"], in: root)
            let set = try DataSet(root, name: "set")
            #expect(set.layout == .pairs)
            #expect(set.pairs.map(\.name) == ["images/a.jpeg", "images/b.PNG"])
            #expect(set.pairs.map(\.group) == ["a", "b"])
            #expect(set.pairs.map { $0.maskFiles.map(\.lastPathComponent) } == [["a.png"], ["b_mask.png"]])
            #expect(set.imagesWithoutMask == ["images/c.tif"])
            #expect(set.masksWithoutImage == ["masks/d.png"])
        }
    }

    @Test func shenzhen() throws {
        try withTemporaryFolder { root in
            try make(
                ["CXR_png/C_0001_0.png", "CXR_png/C_0002_1.png", "CXR_png/Thumbs.db", "ClinicalReadings/C_0001_0.txt"]
                    + ["mask/C_0001_0_mask.png"], in: root)
            let set = try DataSet(root)
            #expect(set.layout == .shenzhen)
            #expect(set.pairs.map(\.name) == ["CXR_png/C_0001_0.png"])
            #expect(set.imagesWithoutMask == ["CXR_png/C_0002_1.png"])
        }
    }

    @Test func montgomeryJoinsBothMasksAndNamesTheMissingOne() throws {
        try withTemporaryFolder { root in
            let (left, right) = ("ManualMask/leftMask", "ManualMask/rightMask")
            try make(
                [
                    "CXR_png/a.png", "CXR_png/b.png", "CXR_png/c.png", "\(left)/a.png", "\(right)/a.png",
                    "\(left)/b.png",
                ],
                in: root)
            let set = try DataSet(root)
            #expect(set.layout == .montgomery)
            #expect(set.pairs.count == 1)
            #expect(set.pairs.first?.maskFiles.map(\.path).map { $0.hasSuffix("leftMask/a.png") } == [true, false])
            #expect(set.imagesWithoutMask == ["CXR_png/b.png (no ManualMask/rightMask)", "CXR_png/c.png"])
        }
    }

    @Test func foldersThatFitNoLayout() throws {
        try withTemporaryFolder { root in
            #expect(message { _ = try DataSet(root) }.contains("is empty; a data set holds images/ + masks/ (or"))
            try make(["pictures/a.png"], in: root)
            let text = message { _ = try DataSet(root) }
            #expect(text.contains("looked for images/ + masks/ (or") && text.contains("or CXR_png/ + mask/ (shenzhen)"))
            #expect(text.contains("found folders pictures"))
            #expect(
                message { _ = try DataSet(root.appending(path: "none")) }.contains("there is no such folder or file"))
            #expect(
                message { _ = try DataSet(root.appending(path: "pictures/a.png")) }.contains("a data set is a folder"))
        }
    }

    @Test func aParentOfSetsNamesThem() throws {
        try withTemporaryFolder { root in
            try make(["A/images/a.png", "A/masks/a.png", "B/CXR_png/b.png", "B/mask/b_mask.png"], in: root)
            let text = message { _ = try DataSet(root) }
            #expect(text.contains("holds 2; name them: "))
            #expect(text.contains("/A ") && text.hasSuffix("/B"))
        }
    }

    @Test func theLayoutCanBeSaid() throws {
        try withTemporaryFolder { root in
            try make(["images/a.png", "masks/a.png", "CXR_png/b.png", "mask/b_mask.png"], in: root)
            #expect(message { _ = try DataSet(root) }.contains("fits the layouts pairs and shenzhen"))
            #expect(try DataSet(root, DataRules(layout: .layout(.shenzhen))).pairs.map(\.name) == ["CXR_png/b.png"])
            #expect(
                message { _ = try DataSet(root, DataRules(layout: .layout(.montgomery))) }.contains(
                    "looked for CXR_png/ + Man"))
        }
        #expect(LayoutChoice.allCases.prefix(4).map(\.rawValue) == ["auto", "pairs", "shenzhen", "montgomery"])
        #expect(LayoutChoice.allCases.allSatisfy { LayoutChoice(rawValue: $0.rawValue) == $0 })
        #expect(LayoutChoice(rawValue: "other") == nil)
    }

    @Test func emptyAndAmbiguousFolders() throws {
        try withTemporaryFolder { root in
            try make(["images/a.webp", "masks/a.png"], in: root)
            #expect(message { _ = try DataSet(root) }.contains("holds no image that Pleura reads; found files of"))
            try make(["images/a.png"], in: root)
            try make(["masks/a_mask.png"], in: root)
            #expect(
                message { _ = try DataSet(root) }.contains(
                    "masks/a.png and masks/a_mask.png are both masks of images/a.png"))
            #expect(
                try DataSet(root, DataRules(maskSuffix: "_mask")).pairs.map(\.maskFiles.first?.lastPathComponent)
                    == ["a_mask.png"])
            try FileManager.default.removeItem(at: root.appending(path: "masks"))
            try make(["masks/z.png"], in: root)
            #expect(message { _ = try DataSet(root) }.contains("no image has a mask: 1 images (images/a.png)"))
        }
    }
}

@Suite struct InventoryTests {
    @Test func setsAreJoinedUnderUniqueNames() throws {
        try withTemporaryFolder { root in
            for set in ["x/lungs", "y/lungs", "hearts"] {
                try make(["\(set)/images/a.png", "\(set)/masks/a.png"], in: root)
            }
            let folders = ["x/lungs", "hearts", "y/lungs/"].map { root.appending(path: $0) }
            let inventory = try Inventory(folders)
            #expect(inventory.sets.map(\.name) == ["x-lungs", "hearts", "y-lungs"])
            #expect(inventory.pairs.map(\.set) == ["x-lungs", "hearts", "y-lungs"])
            #expect(inventory.warnings().isEmpty)
            try inventory.requireComplete()
            let again = folders[1].appending(path: "../hearts")
            #expect(message { _ = try Inventory([folders[1], again]) }.contains("is named twice"))
        }
        #expect(message { _ = try Inventory([]) }.contains("no data set is named"))
    }

    @Test func whatHasNoPartnerIsNamed() throws {
        try withTemporaryFolder { root in
            try make((0..<12).map { "images/\($0 + 10).png" } + ["masks/10.png", "masks/x.png"], in: root)
            let inventory = try Inventory([root])
            let set = root.lastPathComponent
            let named = (11...18).map { "images/\($0).png" }.joined(separator: ", ")
            #expect(
                inventory.warnings() == [
                    "\(set): 11 images without a mask left out: \(named) and 3 more",
                    "\(set): 1 mask without an image left out: masks/x.png",
                ])
            let text = message { try inventory.requireComplete() }
            #expect(
                text.contains("\(set)/images/21.png has no mask") && text.contains("\(set)/masks/x.png has no image"))
        }
    }

    @Test(.enabled(if: Fixtures.realData != nil, "../shared/data is not here"))
    func realSets() throws {
        let data = try #require(Fixtures.realData)
        let names = ["lungs/ShenzhenSet", "lungs/MontgomerySet", "membrane", "nuclei"]
        let inventory = try Inventory(names.map { data.appending(path: $0) })
        #expect(inventory.sets.map(\.layout) as [Layout] == [.shenzhen, .montgomery, .pairs, .pairs])
        #expect(inventory.sets.map(\.pairs.count) == [283, 69, 30, 75])
        #expect(inventory.warnings().isEmpty)
    }
}

@Suite struct ImageFilesTests {
    @Test func filesFoldersAndDataSets() throws {
        try withTemporaryFolder { root in
            try make(["a/x.png", "a/y.JPG", "a/.z.png", "a/n.txt", "set/images/x.tif", "set/masks/x.png"], in: root)
            try make(["empty/deeper/x.png", "one/film.img"], in: root)
            let found = try ImageFile.found(in: ["one/film.img", "a", "set"].map { root.appending(path: $0) })
            #expect(found.map(\.name) == ["film", "x.png", "y", "x.tif"])
            #expect(found.last?.url.path.hasSuffix("set/images/x.tif") == true)
            #expect(
                message { _ = try ImageFile.found(in: [root.appending(path: "empty")]) }
                    .contains("holds no image that Pleura reads; found folders deeper"))
            #expect(
                message { _ = try ImageFile.found(in: [root.appending(path: "none.png")]) }
                    .contains("there is no such folder or file"))
        }
    }

    /// Neither left out in silence nor opened under another name.
    @Test func namesThatAreNotUTF8AreNamedEscaped() throws {
        try withTemporaryFolder { root in
            try make(["images/a.png", "masks/a.png", "notes.txt"], in: root)
            guard try NotUTF8.file("caf\u{E9}.png", in: root.appending(path: "images")) else { return }
            try NotUTF8.file("caf\u{E9}.PNG", in: root.appending(path: "masks"))
            try NotUTF8.file("caf\u{E9}.txt", in: root.appending(path: "masks"))
            try NotUTF8.file("caf\u{E9}.png", in: root)
            let text = message { _ = try DataSet(root) }
            #expect(text.contains("2 files cannot be used:"), "\(text)")
            for name in ["images/caf\\xe9.png", "masks/caf\\xe9.PNG"] {
                #expect(text.contains("/\(name): has a name that is not UTF-8; rename it"), "\(text)")
            }
            let found = message { _ = try ImageFile.found(in: [root.appending(path: "images")]) }
            #expect(found.contains("1 file cannot be used:") && found.contains("caf\\xe9.png"), "\(found)")
        }
    }

    /// Results are named after images: "NAME.png" must be a name that a file can have.
    @Test func longNamesMakeNamesThatFilesCanHave() throws {
        try withTemporaryFolder { root in
            let name = String(repeating: "肺", count: 85)
            try make(["one/\(name)", "two/\(name)", "one/short.png"], in: root)
            let files = try ImageFile.found(
                in: ["one/\(name)", "two/\(name)", "one/short.png"].map { root.appending(path: $0) })
            #expect(files.map(\.name.utf8.count).allSatisfy { $0 <= 251 })
            #expect(files[0].name == String(repeating: "肺", count: 83) && files[1].name.hasSuffix("肺-2"))
            #expect(files[2].name == "short")
        }
    }
}
