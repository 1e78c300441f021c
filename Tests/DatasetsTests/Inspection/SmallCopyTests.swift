import Testing

@testable import Datasets

/// Small copies of images.
struct SmallCopyTests {
    @Test func aCopyHoldsMeansOfBlocks() {
        let values = (0..<16 * 8).map { UInt8($0 % 16 < 8 ? 10 : 20) }
        let copy = SmallCopy(side: 4, width: 16, height: 8) { Float(values[$0]) }
        #expect(copy.values == [10, 10, 20, 20, 10, 10, 20, 20, 10, 10, 20, 20, 10, 10, 20, 20])
        #expect(copy.reduced(to: 2).values == [10, 20, 10, 20])
    }

    @Test func smallerImagesAreRepeated() {
        let copy = SmallCopy(side: 4, width: 2, height: 1) { $0 == 0 ? 1 : 2 }
        #expect(copy.values == [1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2])
    }

    @Test func everyPixelCountsOnce() {
        var seen = [Int](repeating: 0, count: 7 * 5)
        _ = SmallCopy(side: 3, width: 7, height: 5) {
            seen[$0] += 1
            return 0
        }
        #expect(seen.allSatisfy { $0 == 1 })
    }
}
