import Foundation
import TestSupport
import Testing
import Torch

@testable import Segmentation

@Suite struct OverlapCountsTests {
    private struct Metrics: Decodable {
        let tp, fp, fn, tn: [Int]
        let values: [String: Double]
    }

    @Test func countsAndMetricsEqualSMP() throws {
        let golden = try Golden.decoder.decode(Metrics.self, from: Golden.json("metrics.json"))
        let target = try Golden.target([3, 1, 16, 16])
        try target[2].fill(0)
        let counts = try overlapCounts(logits: Golden.input([3, 1, 16, 16]), target: target)
        #expect(counts.map(\.truePositives) == golden.tp)
        #expect(counts.map(\.falsePositives) == golden.fp)
        #expect(counts.map(\.falseNegatives) == golden.fn)
        #expect(counts.map(\.trueNegatives) == golden.tn)
        // SMP's zero_division is 1: of image 2, whose reference is empty, the recall is undefined here.
        #expect(counts[2].recall == nil)
        func mean(_ value: (OverlapCounts) -> Double?) -> Double { counts.reduce(0) { $0 + (value($1) ?? 1) } / 3 }
        let together = OverlapCounts(
            truePositives: golden.tp.reduce(0, +), falsePositives: golden.fp.reduce(0, +),
            falseNegatives: golden.fn.reduce(0, +), trueNegatives: golden.tn.reduce(0, +))
        let metrics: [(String, (OverlapCounts) -> Double?)] = [
            ("f1_score", \.dice), ("iou_score", \.iou), ("precision", \.precision), ("recall", \.recall),
            ("specificity", \.specificity), ("accuracy", \.accuracy),
        ]
        #expect(golden.values.count == 2 * metrics.count)
        for (name, metric) in metrics {
            #expect(abs(mean(metric) - (try #require(golden.values["\(name)/micro-imagewise"]))) < 1e-6, "\(name)")
            let value = try #require(metric(together))
            #expect(abs(value - (try #require(golden.values["\(name)/micro"]))) < 1e-6, "\(name)")
        }
    }

    @Test func countsOfClassesEqualSMP() throws {
        struct Counts: Decodable { let tp, fp, fn, tn: [[Int]] }
        let golden = try Golden.decoder.decode(Counts.self, from: Golden.json("class_counts.json"))
        let labels = (0..<2 * 16 * 16).map { i -> Int64 in
            if i / 16 % 16 < 4 { return Int64(ignoredLabel) }
            return i >= 256 && i / 5 % 3 == 2 ? 0 : Int64(i / 5 % 3)
        }
        let counts = try overlapCounts(
            logits: Golden.input([2, 3, 16, 16]), labels: Tensor(labels, shape: [2, 16, 16]))
        #expect(counts.map { $0.map(\.truePositives) } == golden.tp)
        #expect(counts.map { $0.map(\.falsePositives) } == golden.fp)
        #expect(counts.map { $0.map(\.falseNegatives) } == golden.fn)
        #expect(counts.map { $0.map(\.trueNegatives) } == golden.tn)
        #expect(throws: TorchError.self) {
            try overlapCounts(logits: .zeros([1, 2, 4, 4]), labels: .zeros([1, 4, 5], .int64))
        }
    }

    @Test func emptyMasksFollowTheRule() {
        let both = OverlapCounts(truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 9)
        #expect(both.dice == nil && both.iou == nil && both.precision == nil && both.recall == nil)
        #expect(both.specificity == 1 && both.accuracy == 1)
        let falseAlarm = OverlapCounts(truePositives: 0, falsePositives: 3, falseNegatives: 0, trueNegatives: 6)
        #expect(falseAlarm.dice == 0 && falseAlarm.iou == 0 && falseAlarm.precision == 0 && falseAlarm.recall == nil)
        let missed = OverlapCounts(truePositives: 0, falsePositives: 0, falseNegatives: 3, trueNegatives: 6)
        #expect(missed.dice == 0 && missed.iou == 0 && missed.precision == nil && missed.recall == 0)
        let full = OverlapCounts(truePositives: 9, falsePositives: 0, falseNegatives: 0, trueNegatives: 0)
        #expect(full.dice == 1 && full.specificity == nil)
    }
}
