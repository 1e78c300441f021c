import Foundation
import Imaging
import TestSupport
import Testing
import Torch

@testable import Datasets

@Suite struct LabelBatchTests {
    private func preprocessing(_ fit: Preprocessing.Fit = .stretch) throws -> Preprocessing {
        try Preprocessing(size: PixelSize(height: 32, width: 32), fit: fit)
    }

    @Test func labelsAreFlippedWithTheirImages() throws {
        try withTemporaryFolder { folder in
            try ClassData.write(count: 6, side: 32, to: folder)
            let pairs = try Inventory([folder]).pairs
            let store = try ImageStore(loading: pairs, preprocessing: preprocessing(), classes: Classes(count: 3))
            #expect(store.occurringLabels == [0, 1, 2, 255] && store.absentClasses == [])
            #expect(store.byteCount == 6 * 2 * 32 * 32, "labels are bytes")
            #expect(store.scales.isEmpty)
            let source = BatchSource(
                store, indices: [4, 1, 0, 5], batchSize: 2, seed: 1, augmentation: .flips, device: .cpu)
            var flipped = 0
            for epoch in 0..<3 {
                for list in source.batches(epoch: epoch) {
                    let batch = try source.batch(of: list, epoch: epoch)
                    #expect(batch.masks.shape == [2, 32, 32] && batch.masks.dtype == .int64)
                    for (place, index) in list.enumerated() {
                        let flip = Augmentation.flips.flip(seed: 1, epoch: epoch, index: index)
                        var expected = try Tensor(store.truths[index].values, shape: [32, 32]).to(.int64)
                        if flip.leftRight { expected = try expected.flipped([1]) }
                        if flip.topBottom { expected = try expected.flipped([0]) }
                        if flip != .init() { flipped += 1 }
                        #expect(try batch.masks[place].isEqual(to: expected))
                    }
                }
            }
            #expect(flipped > 0)
        }
    }

    @Test func paddingCountsForNothing() throws {
        let mask = LabelMask(width: 2, height: 4, labels: [1, 2, 1, 2, 1, 2, 1, 2])
        let preprocessing = try preprocessing(.pad)
        let target = try preprocessing.targets([mask], own: [mask.size], on: .cpu)
        let row =
            [Int64](repeating: 255, count: 8) + [Int64](repeating: 1, count: 8)
            + [Int64](repeating: 2, count: 8) + [Int64](repeating: 255, count: 8)
        #expect(try target.array(of: Int64.self) == (0..<32).flatMap { _ in row })
    }

    @Test func aBatchIsOfOneKind() throws {
        let size = PixelSize(height: 32, width: 32)
        let truths: [Truth] = [
            .labels(LabelMask(width: 32, height: 32, labels: [UInt8](repeating: 0, count: 1024))),
            .mask(Mask(width: 32, height: 32, soft: [UInt8](repeating: 0, count: 1024))),
        ]
        #expect(throws: DatasetError.self) { try preprocessing().targets(truths, own: [size, size], on: .cpu) }
    }

    @Test func wrongValuesAndUnknownColoursNameTheFile() throws {
        try withTemporaryFolder { folder in
            try ClassData.write(count: 4, side: 32, to: folder)
            let pairs = try Inventory([folder]).pairs
            #expect {
                try ImageStore(loading: pairs, preprocessing: preprocessing(), classes: Classes(count: 2))
            } throws: {
                "\($0)".contains("masks/shapes-00.png: has the value 2 (pixel ")
                    && "\($0)".contains("masks/shapes-03.png") && !"\($0)".contains("masks/shapes-02.png")
            }
            try FileManager.default.removeItem(at: folder)
            try ClassData.write(count: 2, side: 32, colours: true, to: folder)
            #expect {
                try ImageStore(
                    loading: pairs.prefix(2) + [], preprocessing: preprocessing(), classes: Classes(count: 3))
            } throws: { "\($0)".contains("masks/shapes-01.png: is a colour mask") }
            let table = folder.appending(path: "table.csv")
            try Data("none,#000000\ndisc,#ff0000\nignored,#ffffff\n".utf8).write(to: table)
            let classes = try Classes(colourTable: table)
            #expect { try Truth(of: pairs[0], classes) } throws: {
                "\($0)".contains("masks/shapes-00.png: has the colour #0000ff (pixel ")
            }
            try Data(ClassData.table.utf8).write(to: table)
            let coloured = try Truth(of: pairs[0], Classes(colourTable: table))
            try ClassData.write(count: 1, side: 32, to: folder)
            #expect(try coloured == Truth(of: pairs[0], Classes(count: 3)))
        }
    }

    @Test func masksOfOneClassAreNoClasses() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 3, size: 32, to: folder)
            let pairs = try Inventory([folder]).pairs
            let store = try ImageStore(loading: pairs, preprocessing: preprocessing(), classes: Classes(count: 2))
            #expect(store.absentClasses == [1])
            #expect { try store.requireForeground() } throws: { "\($0)".contains("leave --classes out") }
            try ImageStore(loading: pairs, preprocessing: preprocessing()).requireForeground()
            // To be tested, too, they are refused; images of nothing but background are not.
            #expect { try store.requireOwnClasses() } throws: { "\($0)".contains("masks of one class") }
            #expect {
                _ = try ImageStore.check(pairs, preprocessing: preprocessing(), classes: Classes(count: 2))
            } throws: {
                "\($0)".contains("masks of one class")
            }
            let black = try Image(grey: [UInt8](repeating: 0, count: 32 * 32), width: 32, height: 32)
            for mask in pairs.flatMap(\.maskFiles) { try Codec.write(black, to: mask) }
            let background = try ImageStore(loading: pairs, preprocessing: preprocessing(), classes: Classes(count: 2))
            try background.requireOwnClasses()
            #expect(throws: DatasetError.self) { try background.requireForeground() }
        }
    }
}
