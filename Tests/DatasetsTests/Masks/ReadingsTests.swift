import Foundation
import Imaging
import TestSupport
import Testing

@testable import Datasets

private let small: Preprocessing? = try? Preprocessing(size: PixelSize(height: 32, width: 32))

/// Sets of files, read as a whole.
@Suite struct ReadingsTests {
    /// Writes `images/N.png` and `masks/N.png` of 32 x 32 pixels, masks of these values in vertical stripes.
    private func write(_ masks: [[UInt8]], to folder: URL) throws {
        for place in ["images", "masks"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: place), withIntermediateDirectories: true)
        }
        for (i, values) in masks.enumerated() {
            let image = (0..<1024).map { UInt8(($0 * 7 + i * 31) % 256) }
            let mask = (0..<1024).map { values[$0 % 32 * values.count / 32] }
            try Codec.write(Image(grey: image, width: 32, height: 32), to: folder.appending(path: "images/\(i).png"))
            try Codec.write(Image(grey: mask, width: 32, height: 32), to: folder.appending(path: "masks/\(i).png"))
        }
    }

    private func store(_ folders: URL..., truth: TruthOptions = TruthOptions()) throws -> ImageStore {
        try ImageStore(loading: Inventory(folders).pairs, preprocessing: #require(small), truth: truth, threads: 2)
    }

    @Test func twoSetsAreReadEachByItsOwnConvention() throws {
        try withTemporaryFolder { folder in
            let (a, b) = (folder.appending(path: "a"), folder.appending(path: "b"))
            try write([[0, 255, 1, 1], [0, 1], [0, 255], [0, 0]], to: a)
            try write([[0, 255], [0, 0, 255, 255]], to: b)
            let store = try store(a, b)
            #expect(
                store.readings.lines == [
                    "a: foreground: 1; 255 is ignored; by the values of 4 masks",
                    "b: foreground: 255; by the values of 2 masks",
                ])
            #expect(store.truths.map { $0.values.count { $0 == 1 } } == [512, 512, 0, 0, 512, 512])
            #expect(store.truths.map { $0.values.count { $0 == 255 } } == [256, 0, 512, 0, 0, 0])
            #expect(store.hasForeground == [true, true, false, false, true, true])
            // One by one, as test and report read them.
            for (i, pair) in store.pairs.enumerated() {
                #expect(try store.readings.truth(of: pair) == store.truths[i])
            }
            let checked = try ImageStore.check(store.pairs, preprocessing: #require(small))
            #expect(checked.readings == store.readings && checked.sizes.count == 6)
        }
    }

    @Test func severalMeaningsAreRefusedSetBySet() throws {
        try withTemporaryFolder { folder in
            let (a, b) = (folder.appending(path: "a"), folder.appending(path: "b"))
            try write([[0, 1, 2, 3]], to: a)
            try write([[0, 1], [0, 255]], to: b)
            #expect {
                _ = try store(a, b)
            } throws: {
                guard case DatasetError.masks(let text) = $0 else { return false }
                return text.contains("the masks of a look like") && text.contains("the masks of b hold 1 in some")
            }
            let all = try store(a, b, truth: TruthOptions(foreground: .nonzero))
            #expect(all.truths.map { $0.values.count { $0 == 1 } } == [768, 512, 512])
            #expect(throws: DatasetError.self) { try store(a, truth: TruthOptions(foreground: .values([7]))) }
            // A damaged file is named beside them.
            try Data("text".utf8).write(to: a.appending(path: "images/0.png"))
            #expect { _ = try store(a, b) } throws: {
                "\($0)".contains("images/0.png: is not an image")
                    && "\($0)".contains("masks of b: the masks of b hold 1")
            }
        }
    }

    @Test func storedValuesOfABilevelTIFF() throws {
        try withTemporaryFolder { folder in
            try write([[0, 1]], to: folder)
            try FileManager.default.removeItem(at: folder.appending(path: "masks/0.png"))
            let pixels = (0..<1024).map { UInt8($0 % 32 < 5 ? 1 : 0) }
            try MadeFiles.bilevel(pixels, width: 32).write(to: folder.appending(path: "masks/0.tif"))
            let store = try store(folder)
            #expect(store.truths[0].values == pixels)
            #expect(store.readings.lines[0].contains("stored values count, although 1 file says that 0 is white"))
        }
    }

    @Test func classesThatBeginAtOne() throws {
        try withTemporaryFolder { folder in
            try write([[1, 2], [1, 3, 255, 255]], to: folder)
            let classes = try Classes(count: 3)
            let store = try ImageStore(
                loading: Inventory([folder]).pairs, preprocessing: #require(small), classes: classes)
            #expect(store.occurringLabels == [0, 1, 2, 255] && store.absentClasses.isEmpty)
            #expect(Set(store.truths[0].values) == [0, 1])
            #expect {
                _ = try ImageStore(
                    loading: Inventory([folder]).pairs, preprocessing: #require(small), classes: classes,
                    truth: TruthOptions(foreground: .half))
            } throws: { "\($0)".contains("--foreground goes with one class") }
        }
    }

    @Test func ignoredPixelsAtTheNetworksSize() throws {
        // Columns: foreground, ignored, background, each 8 wide; to a quarter.
        let soft = (0..<64 * 24).map { UInt8($0 % 24 < 8 ? 255 : 0) }
        let ignored = (0..<64 * 24).map { UInt8((8..<16).contains($0 % 24) ? 1 : 0) }
        let mask = Mask(width: 24, height: 64, soft: soft, ignored: ignored)
        let little = try mask.resized(to: PixelSize(height: 16, width: 6))
        #expect(Array(little.ignored?.prefix(6) ?? []) == [0, 0, 1, 1, 0, 0])
        #expect(Array(little.binary.prefix(6)) == [1, 1, 0, 0, 0, 0])
        // Foreground keeps its value beside ignored pixels, which would draw it towards background.
        #expect(little.soft[1] == 255)
        let all = Mask(width: 24, height: 64, soft: soft, ignored: [UInt8](repeating: 0, count: soft.count))
        let plain = try Mask(width: 24, height: 64, soft: soft).resized(to: PixelSize(height: 16, width: 6))
        #expect(try all.resized(to: PixelSize(height: 16, width: 6)) == plain)
    }

    @Test func batchesSayWhatCounts() throws {
        try withTemporaryFolder { folder in
            try write([[0, 1, 255, 0], [0, 1], [1, 255]], to: folder)
            let store = try store(folder)
            let source = BatchSource(
                store, indices: [0, 1, 2], batchSize: 3, seed: 4, augmentation: .flips, device: .cpu)
            for epoch in 0..<4 {
                let batch = try source.batch(of: [0, 1, 2], epoch: epoch)
                let counted = try #require(batch.counted)
                #expect(counted.shape == [3, 1, 32, 32])
                for i in 0..<3 {
                    let flip = Augmentation.flips.flip(seed: 4, epoch: epoch, index: i)
                    let row: [Float] = try counted[i][0][0].array()
                    let expected = store.truths[i].values.prefix(32).map { $0 == 255 ? Float(0) : 1 }
                    #expect(row == (flip.leftRight ? expected.reversed() : expected))
                }
            }
            #expect(try source.batch(of: [1], epoch: 0).counted == nil)
        }
    }
}
