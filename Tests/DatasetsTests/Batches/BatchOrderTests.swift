import Testing

@testable import Datasets

@Suite struct BatchOrderTests {
    @Test func everyImageOnce() {
        let order = BatchOrder(count: 100, batchSize: 32, seed: 7)
        #expect(order.places(epoch: 0).map(\.count) == [32, 32, 32, 4])
        #expect(order.places(epoch: 0).joined().sorted() == Array(0..<100))
        #expect(order.order(epoch: 0) != order.order(epoch: 1))
        #expect(order.order(epoch: 3) == BatchOrder(count: 100, batchSize: 8, seed: 7).order(epoch: 3))
        #expect(order.order(epoch: 0) != BatchOrder(count: 100, batchSize: 32, seed: 8).order(epoch: 0))
    }

    @Test func theLastBatch() {
        func sizes(_ count: Int, _ batch: Int, seed: UInt64? = 0, dropLast: Bool = false) -> [Int] {
            let order = BatchOrder(count: count, batchSize: batch, seed: seed, dropLast: dropLast)
            let places = order.places(epoch: 0)
            #expect(places.count == order.batches)
            return places.map(\.count)
        }
        #expect(sizes(9, 4) == [4, 4])  // a single image would be left
        #expect(sizes(9, 4, seed: nil) == [4, 4, 1])  // evaluation leaves nothing out
        #expect(sizes(10, 4) == [4, 4, 2])
        #expect(sizes(10, 4, dropLast: true) == [4, 4])
        #expect(sizes(3, 1) == [1, 1, 1])
        #expect(sizes(1, 4) == [1])
        #expect(sizes(3, 4, dropLast: true) == [])
        #expect(sizes(0, 4) == [])
    }

    @Test func withoutASeedAsTheyLie() {
        #expect(BatchOrder(count: 5, batchSize: 2, seed: nil).places(epoch: 9) == [[0, 1], [2, 3], [4]])
    }
}

@Suite struct AugmentationTests {
    @Test func aFunctionOfSeedEpochAndIndex() {
        for augmentation in Augmentation.allCases {
            #expect(
                (0..<50).map { augmentation.flip(seed: 1, epoch: 2, index: $0) }
                    == (0..<50).map { augmentation.flip(seed: 1, epoch: 2, index: $0) })
        }
        let flips = (0..<4000).map { Augmentation.flips.flip(seed: 1, epoch: 0, index: $0) }
        // Four standard deviations of 4000 fair draws are 126, of a quarter 110.
        #expect(abs(flips.count { $0.leftRight } - 2000) < 126)
        #expect(abs(flips.count { $0.topBottom } - 2000) < 126)
        #expect(abs(flips.count { $0.leftRight && $0.topBottom } - 1000) < 110)
        #expect(flips != (0..<4000).map { Augmentation.flips.flip(seed: 1, epoch: 1, index: $0) })
        let mirrored = (0..<4000).map { Augmentation.mirror.flip(seed: 1, epoch: 0, index: $0) }
        #expect(mirrored.map(\.leftRight) == flips.map(\.leftRight))
        #expect(mirrored.allSatisfy { !$0.topBottom })
        #expect((0..<99).allSatisfy { Augmentation.none.flip(seed: 1, epoch: 0, index: $0) == .init() })
    }
}
