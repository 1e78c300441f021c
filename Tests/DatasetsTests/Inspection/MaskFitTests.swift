import Foundation
import Imaging
import TestSupport
import Testing

@testable import Datasets

/// Masks that do not fit their images, found by edges.
struct MaskFitTests {
    private static func candidates(_ set: PhantomSet) throws -> [MaskFit.Candidate] {
        try MeasuredPairs(of: try Inventory([set.root]).pairs).pairs.compactMap { pair in
            guard let image = pair.image, let mask = pair.mask, let edges = EdgeMap(image.copy),
                let outline = MaskOutline(mask.copy)
            else { return nil }
            return MaskFit.Candidate(edges: edges, outline: outline, size: image.size)
        }
    }

    private static func withCandidates(_ body: ([MaskFit.Candidate]) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let set = try PhantomSet(folder.appending(path: "films"), count: 24, size: 96, seed: 13)
            let candidates = try candidates(set)
            try #require(candidates.count == 24)
            try body(candidates)
        }
    }

    private static func exchanged(
        _ candidates: [MaskFit.Candidate], _ mask: (Int) -> Int
    ) -> [MaskFit.Candidate?] {
        candidates.indices.map { i in
            MaskFit.Candidate(
                edges: candidates[i].edges, outline: candidates[mask(i)].outline, size: candidates[i].size)
        }
    }

    @Test func anySwapOfTwoMasksIsFound() throws {
        try Self.withCandidates { candidates in
            for i in stride(from: 0, to: 22, by: 3) {
                let j = (i * 7 + 5) % 24
                if i == j { continue }
                let fit = MaskFit(Self.exchanged(candidates) { $0 == i ? j : $0 == j ? i : $0 }, threads: 1)
                #expect(fit.misfits == [i: .belongs(to: j), j: .belongs(to: i)], "\(i) and \(j)")
            }
        }
    }

    @Test func masksThatAllBelongToTheNextImageAreFound() throws {
        try Self.withCandidates { candidates in
            let fit = MaskFit(Self.exchanged(candidates) { max($0 - 1, 0) }, threads: 2)
            #expect(fit.misfits.count >= 22)
            #expect(fit.misfits[5] == .belongs(to: 4))
        }
    }

    @Test func cyclesOfThreeAreFound() throws {
        try Self.withCandidates { candidates in
            let next = [3: 8, 8: 15, 15: 3]
            let fit = MaskFit(Self.exchanged(candidates) { next[$0] ?? $0 }, threads: 1)
            #expect(Set(fit.misfits.keys) == [3, 8, 15])
        }
    }

    /// Where outlines tell nothing, nothing is said.
    @Test func noiseHasNoMisfits() throws {
        try Self.withCandidates { candidates in
            let noise = (0..<24).compactMap { place -> EdgeMap? in
                var state = UInt64(place + 1)
                let values = (0..<256 * 256).map { _ -> UInt8 in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return UInt8(state >> 56)
                }
                return EdgeMap(SmallCopy(side: 256, values: values))
            }
            let all = zip(candidates, noise).map {
                MaskFit.Candidate(edges: $1, outline: $0.outline, size: $0.size)
            }
            #expect(MaskFit(all, threads: 1).misfits.isEmpty)
        }
    }

    @Test func fewPairsAreNotJudged() throws {
        try Self.withCandidates { candidates in
            let few = Array(candidates.prefix(4))
            #expect(MaskFit(Self.exchanged(few) { 3 - $0 }, threads: 1).misfits.isEmpty)
        }
    }
}
