import Imaging
import TestSupport
import Testing

struct ConnectedComponentsTests {
    @Test func cornersJoinOrDoNot() throws {
        let mask = try BinaryMask(
            [
                0, 1, 0, 1,
                1, 0, 0, 1,
                0, 0, 0, 0,
                9, 0, 1, 1,
            ], width: 4, height: 4)
        let byCorners = try ConnectedComponents(of: mask, connectivity: .corners)
        #expect(byCorners.labels == [0, 1, 0, 2, 1, 0, 0, 2, 0, 0, 0, 0, 3, 0, 4, 4])
        #expect(byCorners.areas == [2, 2, 1, 2])
        let bySides = try ConnectedComponents(of: mask, connectivity: .sides)
        #expect(bySides.labels == [0, 1, 0, 2, 3, 0, 0, 2, 0, 0, 0, 0, 4, 0, 5, 5])
        #expect(bySides.count == 5)
    }

    @Test func theSmallestMasks() throws {
        for connectivity in ConnectedComponents.Connectivity.allCases {
            let one = try ConnectedComponents(of: BinaryMask([1], width: 1, height: 1), connectivity: connectivity)
            #expect(one.labels == [1] && one.areas == [1])
            let none = try ConnectedComponents(of: BinaryMask([0], width: 1, height: 1), connectivity: connectivity)
            #expect(none.labels == [0] && none.count == 0)
        }
    }

    @Test func aCombIsOnePiece() throws {
        // Its teeth meet in the last row: labels of its rows are united late.
        let (width, height) = (101, 60)
        let comb = (0..<width * height).map { UInt8($0 % width % 2 == 0 || $0 / width == height - 1 ? 1 : 0) }
        let parts = try ConnectedComponents(
            of: BinaryMask(comb, width: width, height: height), connectivity: .sides)
        #expect(parts.areas == [comb.count { $0 != 0 }])
    }

    /// More components than 16 bits hold.
    @Test func countsFar() throws {
        let (width, height) = (601, 600)
        let dots = (0..<width * height).map { UInt8($0 % width % 2 == 0 && $0 / width % 2 == 0 ? 1 : 0) }
        let parts = try ConnectedComponents(
            of: BinaryMask(dots, width: width, height: height), connectivity: .corners)
        #expect(parts.count == 301 * 300)
        #expect(parts.areas.allSatisfy { $0 == 1 })
    }
}
