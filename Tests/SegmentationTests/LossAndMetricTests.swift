import Foundation
import TestSupport
import Testing
import Torch

@testable import Segmentation

@Suite struct LossAndMetricTests {
    private struct Losses: Decodable {
        struct Gradient: Decodable {
            let norm: Double
            let first: [Double]
        }
        let values, valuesEmptyTarget: [String: Double]
        let gradients: [String: Gradient]
    }
    private struct Metrics: Decodable {
        let tp, fp, fn, tn: [Int]
        let values: [String: Double]
    }

    @Test func diceLossEqualsSMP() throws {
        let golden = try Golden.decoder.decode(Losses.self, from: Golden.json("losses.json"))
        let logits = try Golden.noiseTensor([2, 1, 16, 16], stream: 9999, scale: 4)
        try logits.requireGradient()
        let loss = try diceLoss(logits: logits, target: Golden.target([2, 1, 16, 16]))
        #expect(abs(try loss.item() / #require(golden.values["dice"]) - 1) < 1e-6)
        try loss.backward()
        let gradient: [Double] = try #require(try logits.gradient).array()
        let expected = try #require(golden.gradients["dice"])
        #expect(relativeDifference(Array(gradient.prefix(4)), expected.first) < 1e-5)
        let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
        #expect(abs(norm / expected.norm - 1) < 1e-5)
        let empty = try diceLoss(logits: logits, target: .zeros([2, 1, 16, 16])).item()
        #expect(empty == golden.valuesEmptyTarget["dice"])
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
        func mean(_ value: (OverlapCounts) -> Double) -> Double { counts.map(value).reduce(0, +) / 3 }
        let means = [
            "f1_score": mean(\.dice), "iou_score": mean(\.iou), "precision": mean(\.precision),
            "specificity": mean(\.specificity), "accuracy": mean(\.accuracy),
        ]
        for (name, value) in means {
            #expect(abs(value - (try #require(golden.values["\(name)/micro-imagewise"]))) < 1e-6, "\(name)")
        }
    }

    @Test func emptyMasksFollowTheRule() {
        let both = OverlapCounts(truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 9)
        let one = OverlapCounts(truePositives: 0, falsePositives: 3, falseNegatives: 0, trueNegatives: 6)
        #expect(both.dice == 1 && both.iou == 1)
        #expect(one.dice == 0 && one.iou == 0)
    }

    @Test func freshWeightsFollowSMPsDistributions() throws {
        struct Initial: Decodable {
            struct Moments: Decodable {
                let count: Int
                let mean, deviation, largest: Double
            }
            let seeds: Int
            let keys: [String: Moments]
        }
        let golden = try Golden.decoder.decode(Initial.self, from: Golden.json("initial_unet_resnet34.json"))
        var sums: [String: (count: Int, sum: Double, squares: Double)] = [:]
        let seeds: UInt64 = 4
        for seed in 0..<seeds {
            let model = try UNet(encoder: .named("resnet34"))
            try model.initialise(seed: seed)
            for (key, tensor) in model.state() where tensor.dtype.isFloatingPoint {
                let exact = try tensor.detached().to(.float64)
                let old = sums[key] ?? (0, 0, 0)
                let squares = try (exact * exact).sum().item()
                sums[key] = (old.count + tensor.count, try old.sum + exact.sum().item(), old.squares + squares)
            }
        }
        #expect(Set(sums.keys) == Set(golden.keys.keys))
        for (key, sum) in sums {
            let expected = try #require(golden.keys[key])
            let mean = sum.sum / Double(sum.count)
            let deviation = max(sum.squares / Double(sum.count) - mean * mean, 0).squareRoot()
            if expected.deviation == 0 {
                #expect(mean == expected.mean && deviation == 0, "\(key)")
            } else {
                let tolerance = max(0.03, 4 / Double(sum.count).squareRoot())
                #expect(abs(deviation / expected.deviation - 1) < tolerance, "\(key)")
            }
        }
    }
}
