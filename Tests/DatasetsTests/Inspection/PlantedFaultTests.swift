import Foundation
import Imaging
import TestSupport
import Testing

@testable import Datasets

/// One fault of each kind in one set of synthetic films: all are found, with the files' names, and nothing else.
struct PlantedFaultTests {
    private static let count = 44

    @Test func everyPlantedFaultIsFoundAndNothingElse() throws {
        try withTemporaryFolder { folder in
            let set = try PhantomSet(folder.appending(path: "films"), count: Self.count, size: 112)
            var planted: [Finding.Kind: Set<String>] = [:]
            try plantFiles(in: set, &planted)
            try plantMasks(in: set, &planted)
            try plantImages(in: set, &planted)
            let split = try plantCopies(in: set, &planted)
            let inspection = try set.inspection { $0.split = split }
            let found = inspection.found
            for kind in Finding.Kind.allCases {
                #expect(found[kind] == planted[kind], "\(kind)")
            }
            #expect(planted.count >= 20)
            #expect(!inspection.isTrainable)
            let severities = inspection.findings.map(\.severity)
            #expect(severities == severities.sorted(), "the worst come first")
        }
    }

    /// 0 to 4: files that are no pairs.
    private func plantFiles(in set: PhantomSet, _ planted: inout [Finding.Kind: Set<String>]) throws {
        try Data("no picture".utf8).write(to: set.image(0))
        let whole = try Data(contentsOf: set.image(1))
        try whole.prefix(whole.count / 2).write(to: set.image(1))
        try FileManager.default.removeItem(at: set.mask(2))
        try FileManager.default.removeItem(at: set.image(3))
        try FileManager.default.copyItem(at: set.image(4), to: set.root.appending(path: "preview.png"))
        planted[.unreadable] = ["films/images/\(set.name(0))"]
        planted[.truncated] = ["films/images/\(set.name(1))"]
        planted[.missingPartner] = ["films/images/\(set.name(2))", "films/masks/\(set.name(3))"]
        planted[.unusedPicture] = ["films/preview.png"]
    }

    /// 5 to 17: masks.
    private func plantMasks(in set: PhantomSet, _ planted: inout [Finding.Kind: Set<String>]) throws {
        let size = set.size
        try set.cropped(set.image(5), toWidth: 80)
        let mask = try set.grey(set.mask(5))
        let transposed = (0..<80 * size).map { mask[$0 % size * size + $0 / size] }
        try set.write(transposed, to: set.mask(5), height: 80)
        let half = try set.grey(set.mask(6)).enumerated().filter {
            $0.offset % 2 == 0 && $0.offset / size % 2 == 0
        }.map(\.element)
        try set.write(half, to: set.mask(6), width: size / 2, height: size / 2)
        planted[.sizeMismatch] = ["films/masks/\(set.name(5))", "films/masks/\(set.name(6))"]
        try set.write(set.grey(set.image(7)), to: set.mask(7))
        planted[.maskValues] = ["films/masks/\(set.name(7))"]
        try set.change(set.mask(8)) { _, _, _ in 0 }
        planted[.emptyMask] = ["films/masks/\(set.name(8))"]
        try set.change(set.mask(9)) { _, _, _ in 255 }
        planted[.fullMask] = ["films/masks/\(set.name(9))"]
        try set.change(set.mask(10)) { value, _, _ in 255 - value }
        planted[.invertedMask] = ["films/masks/\(set.name(10))"]
        try set.change(set.mask(11)) { value, x, y in [x, y].contains { $0 == 0 || $0 == size - 1 } ? 255 : value }
        planted[.touchesBorders] = ["films/masks/\(set.name(11))"]
        let jpeg = set.mask(12, "phantom-0013.jpg")
        try Data(Codec.encodeJPEG(try Codec.decode(set.mask(12)), quality: 60)).write(to: jpeg)
        try FileManager.default.removeItem(at: set.mask(12))
        planted[.lossyMask] = ["films/masks/phantom-0013.jpg"]
        try set.change(set.mask(13)) { value, x, y in y == 0 && x < 3 ? 7 : value }
        planted[.strayValues] = ["films/masks/\(set.name(13))"]
        try set.shift(set.mask(14), x: 9, y: -5)
        planted[.shiftedMask] = ["films/masks/\(set.name(14))"]
        let first = try Data(contentsOf: set.mask(15))
        try Data(contentsOf: set.mask(16)).write(to: set.mask(15))
        try first.write(to: set.mask(16))
        planted[.maskOfAnother] = ["films/masks/\(set.name(15))", "films/masks/\(set.name(16))"]
    }

    /// 18 to 23: images.
    private func plantImages(in set: PhantomSet, _ planted: inout [Finding.Kind: Set<String>]) throws {
        let size = set.size
        try set.change(set.image(18)) { _, _, _ in 90 }
        planted[.constantImage] = ["films/images/\(set.name(18))"]
        let turned = try Image(grey: set.grey(set.image(19)).reversed(), width: size, height: size)
        let photograph = set.image(19, "phantom-0020.jpg")
        try Data(exif(orientation: 3, in: Codec.encodeJPEG(turned, quality: 95))).write(to: photograph)
        try FileManager.default.removeItem(at: set.image(19))
        planted[.undecidedOrientation] = ["films/images/phantom-0020.jpg"]
        let deep = try set.grey(set.image(20)).map { UInt16($0) * 100 + 3000 }
        try Codec.write(Image(grey16: deep, width: size, height: size), to: set.image(20))
        planted[.mixedDepth] = ["films/images/\(set.name(20))"]
        let colours = try set.grey(set.image(21)).flatMap { [$0, $0, $0 / 2] }
        try Codec.write(Image(width: size, height: size, channels: 3, bytes: colours), to: set.image(21))
        planted[.mixedChannels] = ["films/images/\(set.name(21))"]
        try set.change(set.image(22)) { value, x, y in x < 14 && y < 20 ? 255 : UInt8(Int(value) * 3 / 4) }
        planted[.burnedInLabel] = ["films/images/\(set.name(22))"]
    }

    /// 24 to 29: copies, and a split in which one of them is tested.
    private func plantCopies(in set: PhantomSet, _ planted: inout [Finding.Kind: Set<String>]) throws -> Split {
        func copy(_ from: Int, to: Int) throws {
            for (source, target) in [(set.image(from), set.image(to)), (set.mask(from), set.mask(to))] {
                try Data(contentsOf: source).write(to: target)
            }
        }
        try copy(24, to: 25)
        planted[.exactDuplicate] = ["films/images/\(set.name(24))", "films/images/\(set.name(25))"]
        try copy(26, to: 27)
        try set.change(set.image(27)) { value, x, y in value < 250 ? value + UInt8((x + y) % 3) : value }
        planted[.nearDuplicate] = ["films/images/\(set.name(26))", "films/images/\(set.name(27))"]
        planted[.leakage] = planted[.nearDuplicate]
        let pairs = try Inventory([set.root]).pairs.filter { $0.name != "images/\(set.name(30))" }
        planted[.notInSplit] = ["films/images/\(set.name(30))"]
        return Split(
            entries: pairs.map { pair in
                let isTested = [27, 35, 36].contains { pair.name == "images/\(set.name($0))" }
                return Split.Entry(key: pair.key, subset: isTested ? .test : .train, group: pair.group)
            })
    }

    @Test(arguments: [(1, 24, 64), (2, 14, 150), (5, 10, 256)]) func cleanSetsHaveNoFindings(
        seed: Int, count: Int, size: Int
    ) throws {
        try withTemporaryFolder { folder in
            let set = try PhantomSet(folder.appending(path: "films"), count: count, size: size, seed: UInt64(seed))
            let inspection = try set.inspection()
            #expect(inspection.findings == [])
            #expect(inspection.isTrainable)
            let summary = try #require(inspection.sets.first)
            #expect(summary.images == count && summary.groups == count && summary.groupedBy == nil)
            #expect(summary.sizes == [.init(value: PixelSize(height: size, width: size), images: count)])
            #expect(summary.maskValues.map(\.value) == [0, 255])
        }
    }
}

extension PhantomSet {
    /// Moves a picture, what comes in being 0.
    fileprivate func shift(_ file: URL, x: Int, y: Int) throws {
        let grey = try grey(file)
        try write(
            grey.indices.map { place in
                let (column, row) = (place % size - x, place / size - y)
                return (0..<size).contains(column) && (0..<size).contains(row) ? grey[row * size + column] : 0
            }, to: file)
    }
}

/// A JPEG file with an EXIF block that states an orientation.
func exif(orientation: UInt8, in jpeg: [UInt8]) -> [UInt8] {
    let tiff: [UInt8] =
        [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
    let block = Array("Exif\0\0".utf8) + tiff
    let length = block.count + 2
    return jpeg.prefix(2) + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + block + jpeg.dropFirst(2)
}
