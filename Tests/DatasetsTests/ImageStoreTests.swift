import Foundation
import Imaging
import TestSupport
import Testing
import Torch

@testable import Datasets

/// A film of `side` pixels that depends on `seed`, and its mask: a square.
private func write(_ name: String, in root: URL, side: Int = 48, seed: Int = 0, foreground: UInt8 = 255) throws {
    let film = (0..<side * side).map { (i: Int) -> UInt8 in UInt8(truncatingIfNeeded: i * 7 + i / side * 13 + seed * 31)
    }
    let mask = (0..<side * side).map { (i: Int) -> UInt8 in max(i % side, i / side) < side / 2 ? foreground : 0 }
    for (folder, pixels) in [("images", film), ("masks", mask)] {
        let folder = root.appending(path: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Codec.write(Image(grey: pixels, width: side, height: side), to: folder.appending(path: name))
    }
}

private let small: Preprocessing? = try? Preprocessing(size: PixelSize(height: 32, width: 32))

@Suite struct ImageStoreTests {
    @Test func readOnceAndPacked() throws {
        try withTemporaryFolder { root in
            for i in 0..<9 { try write("\(i).png", in: root, side: 48 + i, seed: i) }
            let pairs = try Inventory([root]).pairs
            let preprocessing = try #require(small)
            var progress: [Int] = []
            let store = try ImageStore(loading: pairs, preprocessing: preprocessing, threads: 2) { done, total in
                progress.append(done)
                #expect(total == 9)
            }
            #expect(progress == [4, 8, 9])
            #expect(store.images.map(\.own.width) == Array(48...56))
            #expect(store.byteCount == 9 * 2 * 32 * 32)
            #expect(ImageStore.estimatedBytes(of: pairs, preprocessing: preprocessing) == store.byteCount)
            #expect(store.scales == [root.lastPathComponent: .byte])
            let alone = try ImageStore(loading: pairs, preprocessing: preprocessing, threads: 1)
            #expect(alone.images == store.images && alone.truths == store.truths)
            for (pair, image) in zip(pairs, store.images) {
                #expect(try preprocessing.stored(Codec.decode(pair.image)) == image)
            }
            #expect(try Mask(of: pairs[0]).area == 24 * 24)
        }
    }

    @Test func readingStopsWhereItIsAskedTo() throws {
        try withTemporaryFolder { root in
            for i in 0..<9 { try write("\(i).png", in: root, seed: i) }
            let (pairs, preprocessing) = (try Inventory([root]).pairs, try #require(small))
            var done: [Int] = []
            #expect(throws: DatasetError.interrupted) {
                _ = try ImageStore(
                    loading: pairs, preprocessing: preprocessing, threads: 1,
                    progress: { read, _ in done.append(read) },
                    isInterrupted: { done.count == 2 })
            }
            #expect(done == [2, 4])
            #expect(throws: DatasetError.interrupted) {
                _ = try ImageStore.check(pairs, preprocessing: preprocessing, isInterrupted: { true })
            }
            var asked = 0
            #expect(throws: DatasetError.interrupted) {
                _ = try DataDigests(of: pairs, threads: 1) {
                    asked += 1
                    return asked == 2
                }
            }
        }
    }

    @Test func allBadFilesAtOnce() throws {
        try withTemporaryFolder { root in
            for i in 0..<8 { try write("\(i).png", in: root, side: 64, seed: i) }
            let (images, masks) = (root.appending(path: "images"), root.appending(path: "masks"))
            // 0: cut off; 1: no image at all; 2: another size; 3: colour; 4: labels; 5: an image in the mask's place
            let whole = try Data(contentsOf: images.appending(path: "0.png"))
            try whole.prefix(whole.count / 2).write(to: images.appending(path: "0.png"))
            try Data("text".utf8).write(to: masks.appending(path: "1.png"))
            try Codec.write(
                Image(grey: [UInt8](repeating: 0, count: 63 * 64), width: 63, height: 64),
                to: masks.appending(path: "2.png"))
            let colour = (0..<64 * 64).flatMap { (i: Int) -> [UInt8] in [0, 0, i == 70 ? 9 : 0] }
            try Codec.write(
                Image(width: 64, height: 64, channels: 3, bytes: colour), to: masks.appending(path: "3.png"))
            let labels = (0..<64 * 64).map { (i: Int) -> UInt8 in UInt8(i / 1500 * 100) }
            try Codec.write(Image(grey: labels, width: 64, height: 64), to: masks.appending(path: "4.png"))
            let photograph = (0..<64 * 64).map { (i: Int) -> UInt8 in UInt8(60 + i * 37 % 150) }
            try Codec.write(Image(grey: photograph, width: 64, height: 64), to: masks.appending(path: "5.png"))

            let pairs = try Inventory([root]).pairs
            do {
                _ = try ImageStore(loading: pairs, preprocessing: #require(small), threads: 3)
                Issue.record("nothing was thrown")
            } catch let error as DatasetError {
                guard case .badFiles(let files) = error else {
                    Issue.record("\(error)")
                    return
                }
                let found = files.map { ($0.file.split(separator: "/").suffix(2).joined(separator: "/"), $0.reason) }
                let wanted = [
                    ("images/0.png", "is damaged or cut off"), ("masks/1.png", "is not an image that Pleura reads"),
                    ("masks/2.png", "is 63 x 64 pixels, its image images/2.png is 64 x 64"),
                    ("masks/3.png", "is a colour mask (pixel 6, 1 is 0 0 9)"),
                    ("masks/4.png", "is a mask whose 2 values are one area each"),
                    ("masks/5.png", "an image in the place of a mask?"),
                ]
                #expect(found.map(\.0) == wanted.map(\.0))
                #expect(zip(found, wanted).allSatisfy { $0.1.contains($1.1) })
                #expect("\(error)".hasPrefix("6 files cannot be used:\n  /"))
            }
        }
    }

    @Test func bothLungsAreJoined() throws {
        try withTemporaryFolder { root in
            func write(_ path: String, _ pixel: (Int) -> UInt8) throws {
                let file = root.appending(path: path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Codec.write(Image(grey: (0..<1024).map(pixel), width: 32, height: 32), to: file)
            }
            try write("CXR_png/a.png") { UInt8($0 % 251) }
            try write("ManualMask/leftMask/a.png") { $0 % 32 < 8 ? 255 : 0 }
            try write("ManualMask/rightMask/a.png") { $0 % 32 >= 24 ? 255 : 0 }
            let pair = try #require(try Inventory([root]).pairs.first)
            #expect(try Mask(of: pair).binary == (0..<1024).map { ($0 % 32 < 8 || $0 % 32 >= 24) ? 1 : 0 })
            try Codec.write(
                Image(grey: [UInt8](repeating: 0, count: 1056), width: 32, height: 33),
                to: root.appending(path: "ManualMask/rightMask/a.png"))
            #expect {
                _ = try Mask(of: pair)
            } throws: {
                "\($0)".contains("rightMask/a.png: is 32 x 33 pixels, the other part of the mask is 32 x 32")
            }
        }
    }

    @Test func oneScaleForASet() throws {
        try withTemporaryFolder { root in
            try write("a.png", in: root, side: 32, foreground: 1)
            let first = try Inventory([root])
            #expect(try ImageStore(loading: first.pairs, preprocessing: #require(small)).scales.values.first == .one)
            // Beside a mask that reaches 65535, edges smoothed up to 255 mean something else.
            for name in ["a.png", "b.png", "c.png"] { try write(name, in: root, side: 32) }
            let smooth = (0..<1024).map { (i: Int) -> UInt8 in [0, 80, 200, 255][min(i % 32, 3)] }
            try Codec.write(
                Image(grey: smooth, width: 32, height: 32), to: root.appending(path: "masks/b.png"))
            let pairs = try Inventory([root]).pairs
            #expect(try ImageStore(loading: pairs, preprocessing: #require(small)).scales.values.first == .byte)
            let deep = try Image(
                width: 32, height: 32, component: .uint16, bytes: [UInt8](repeating: 255, count: 2048))
            try Codec.write(deep, to: root.appending(path: "masks/c.png"))
            #expect {
                _ = try ImageStore(loading: pairs, preprocessing: #require(small))
            } throws: {
                "\($0)".contains(
                    "masks/b.png: is a mask with smoothed edges up to 255 in a set whose masks reach 65535")
            }
        }
    }

    @Test(.enabled(if: Fixtures.realData != nil, "../shared/data is not here"))
    func realFilmsAndMasks() throws {
        let data = try #require(Fixtures.realData)
        let names = ["lungs/ShenzhenSet", "lungs/MontgomerySet", "membrane", "nuclei"]
        let pairs = try Inventory(names.map { data.appending(path: $0) }).pairs
        let store = try ImageStore(loading: pairs, preprocessing: #require(small))
        #expect(store.images.count == 457)
        #expect(Set(store.scales.values) == [.byte])
        // Not the nuclei: the smallest vanish at 32 x 32 pixels.
        #expect(store.truths[..<382].allSatisfy { $0.values.contains(1) })
        // Lungs fill a fifth to a third of a film.
        let lungs = store.truths[..<352].map { Double($0.values.count { $0 == 1 }) / 1024 }.reduce(0, +) / 352
        #expect(lungs > 0.15 && lungs < 0.4)
    }
}

@Suite struct BatchSourceTests {
    @Test func batchesHoldTheRightImages() throws {
        try withTemporaryFolder { root in
            for i in 0..<7 { try write("\(i).png", in: root, side: 32 + 8 * i, seed: i) }
            let store = try ImageStore(loading: Inventory([root]).pairs, preprocessing: #require(small))
            let indices = [6, 4, 3, 1, 0]
            let source = BatchSource(
                store, indices: indices, batchSize: 2, seed: 3, augmentation: .flips, device: .cpu)
            // A fifth image would be a batch of its own and is left out.
            #expect(source.batchesPerEpoch == 2)
            for epoch in 0..<2 {
                for list in source.batches(epoch: epoch) {
                    let batch = try source.batch(of: list, epoch: epoch)
                    #expect(batch.indices == list && Set(list).isSubset(of: indices))
                    #expect(batch.images.shape == [2, 3, 32, 32] && batch.masks.shape == [2, 1, 32, 32])
                    let flips = list.map { Augmentation.flips.flip(seed: 3, epoch: epoch, index: $0) }
                    let expected = try store.preprocessing.batch(
                        list.map { store.images[$0] }, flips: flips, on: .cpu)
                    #expect(try batch.images.isEqual(to: expected))
                    let area = list.map { store.truths[$0].values.count { $0 == 1 } }.reduce(0, +)
                    #expect(try batch.masks.sum().item() == Double(area))
                }
            }
            let evaluation = BatchSource(store, indices: indices, batchSize: 2, seed: nil, device: .cpu)
            #expect(evaluation.batches(epoch: 0) == [[6, 4], [3, 1], [0]])
        }
    }
}
