import Imaging
import TestSupport
import Testing

struct DistanceMapTests {
    /// From every pixel to every pixel.
    private static func byHand(_ mask: BinaryMask, _ spacing: [Double]) -> [Double] {
        mask.pixels.indices.map { i in
            mask.pixels.indices.filter { mask.pixels[$0] != 0 }
                .map { j in
                    let x = Double(i % mask.width - j % mask.width) * spacing[0]
                    let y = Double(i / mask.width - j / mask.width) * spacing[1]
                    return (x * x + y * y).squareRoot()
                }
                .min() ?? .infinity
        }
    }

    @Test(arguments: [[1, 1], [0.35, 1.25], [7, 0.1]] as [[Double]])
    func isExact(spacing: [Double]) throws {
        for (place, size) in [(1, 1), (1, 9), (9, 1), (2, 2), (13, 17), (40, 3)].enumerated() {
            for share in [0, 0.02, 0.2, 0.7, 1.1] {
                let pixels = (0..<size.0 * size.1).map { UInt8((noise($0, stream: place) + 1) / 2 < share ? 7 : 0) }
                let mask = try BinaryMask(pixels, width: size.0, height: size.1)
                let map = try DistanceMap(to: mask, spacing: spacing)
                let expected = Self.byHand(mask, spacing)
                #expect(map.distances.count == expected.count)
                for (a, b) in zip(map.distances, expected) { #expect(a == b || abs(a - b) < 1e-13 * b) }
            }
        }
    }

    @Test func isZeroInsideAndInfiniteWithoutForeground() throws {
        let full = try BinaryMask([UInt8](repeating: 1, count: 35), width: 5, height: 7)
        #expect(try DistanceMap(to: full).distances.allSatisfy { $0 == 0 })
        #expect(try DistanceMap(to: full.inverted).distances.allSatisfy { $0 == .infinity })
        // Deep inside of a block too, where ITK measures to the contour.
        let block = try BinaryMask((0..<81).map { $0 / 9 > 0 ? 1 : 0 }, width: 9, height: 9)
        #expect(try DistanceMap(to: block).distances[9...].allSatisfy { $0 == 0 })
    }

    @Test func aLongFilmIsMeasuredFromOneEndToTheOther() throws {
        var pixels = [UInt8](repeating: 0, count: 3 * 70_000)
        pixels[0] = 1
        let map = try DistanceMap(to: BinaryMask(pixels, width: 70_000, height: 3), spacing: [0.5, 2])
        #expect(map.distances[69_999] == 34_999.5)
        #expect(map.distances[140_000] == 4)
    }

    @Test func refusesSpacingsThatAreNone() throws {
        let mask = try BinaryMask([1], width: 1, height: 1)
        for spacing in [[1], [1, 0], [1, -1], [.nan, 1], [1, .infinity], [1, 1, 1]] as [[Double]] {
            #expect(throws: ImageError.self) { try DistanceMap(to: mask, spacing: spacing) }
        }
    }

    @Test func manyThreadsMeasureTheSame() async throws {
        let masks = try (0..<16).map { seed in
            try BinaryMask(
                (0..<61 * 47).map { noise($0, stream: seed) < -0.94 ? 1 : 0 }, width: 61, height: 47)
        }
        let alone = try masks.map { try DistanceMap(to: $0) }
        let together = try await withThrowingTaskGroup(of: (Int, DistanceMap).self) { group in
            for (i, mask) in masks.enumerated() { group.addTask { (i, try DistanceMap(to: mask)) } }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for (i, map) in alone.enumerated() { #expect(together[i] == map) }
    }
}
