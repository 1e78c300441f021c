import Foundation
import TestSupport
import Testing
import Torch

@testable import Segmentation

/// `losses.json` of SMP's.
private struct Losses: Decodable {
    struct Gradient: Decodable {
        let norm: Double
        let first: [Double]
    }
    struct MultiClass: Decodable {
        let values, valuesWithIgnored: [String: Double]
        let gradients: [String: Gradient]
    }
    let values, valuesEmptyTarget: [String: Double]
    let gradients: [String: Gradient]
    let multiclass: MultiClass
}

private typealias Loss = (Tensor, Tensor) throws -> Tensor

@Suite struct LossTests {
    /// With the settings of `make_golden.py`.
    private let binary: [(name: String, loss: Loss)] = [
        ("dice", { try diceLoss(logits: $0, target: $1) }),
        ("dice_log", { try diceLoss(logits: $0, target: $1, isLogarithmic: true) }),
        ("dice_smooth_1", { try diceLoss(logits: $0, target: $1, smooth: 1) }),
        ("jaccard", { try jaccardLoss(logits: $0, target: $1) }),
        ("bce", { try crossEntropyLoss(logits: $0, target: $1) }),
        ("bce_smooth_0.1", { try crossEntropyLoss(logits: $0, target: $1, smoothing: 0.1) }),
        ("focal", { try focalLoss(logits: $0, target: $1) }),
        ("focal_alpha_0.25", { try focalLoss(logits: $0, target: $1, alpha: 0.25) }),
        ("tversky_0.3_0.7", { try tverskyLoss(logits: $0, target: $1, OverlapLossOptions(alpha: 0.3, beta: 0.7)) }),
        ("lovasz", { try lovaszLoss(logits: $0, target: $1) }),
    ]

    private let multiClass: [(name: String, loss: Loss)] = [
        ("dice", { try diceLoss(logits: $0, labels: $1) }),
        ("jaccard", { try jaccardLoss(logits: $0, labels: $1) }),
        ("focal", { try focalLoss(logits: $0, labels: $1) }),
        ("tversky_0.3_0.7", { try tverskyLoss(logits: $0, labels: $1, OverlapLossOptions(alpha: 0.3, beta: 0.7)) }),
        ("lovasz", { try lovaszLoss(logits: $0, labels: $1) }),
        ("cross_entropy", { try crossEntropyLoss(logits: $0, labels: $1) }),
        ("cross_entropy_smooth_0.1", { try crossEntropyLoss(logits: $0, labels: $1, smoothing: 0.1) }),
    ]

    private func golden() throws -> Losses {
        try Golden.decoder.decode(Losses.self, from: Golden.json("losses.json"))
    }

    private func expectEqual(
        _ loss: Loss, _ logits: Tensor, _ target: Tensor, _ value: Double?, _ gradient: Losses.Gradient?, _ name: String
    ) throws {
        let value = try #require(value)
        let expected = try #require(gradient)
        try logits.requireGradient()
        let actual = try loss(logits, target)
        #expect(abs(try actual.item() / value - 1) < 1e-6, "\(name)")
        try actual.backward()
        let given: [Double] = try #require(try logits.gradient).array()
        let norm = given.reduce(0) { $0 + $1 * $1 }.squareRoot()
        #expect(abs(norm / expected.norm - 1) < 1e-5, "\(name): gradient's norm")
        #expect(relativeDifference(Array(given.prefix(4)), expected.first) < 1e-5, "\(name): gradient")
    }

    @Test func binaryLossesEqualSMP() throws {
        let golden = try golden()
        #expect(Set(golden.values.keys) == Set(binary.map(\.name)))
        for (name, loss) in binary {
            let logits = try Golden.noiseTensor([2, 1, 16, 16], stream: 9999, scale: 4)
            let target = try Golden.target([2, 1, 16, 16])
            try expectEqual(loss, logits, target, golden.values[name], golden.gradients[name], name)
            let empty = try #require(golden.valuesEmptyTarget[name])
            let actual = try loss(logits.detached(), .zeros([2, 1, 16, 16])).item()
            #expect(abs(actual - empty) <= 1e-6 * empty, "\(name): empty target")
        }
    }

    private func labels(ignoring rows: Int = 0) throws -> Tensor {
        let values = (0..<2 * 16 * 16).map { i in i / 16 % 16 < rows ? Int64(ignoredLabel) : Int64(i / 5 % 3) }
        return try Tensor(values, shape: [2, 16, 16])
    }

    private func logits() throws -> Tensor { try Golden.noiseTensor([2, 3, 16, 16], stream: 9999, scale: 4) }

    @Test func multiClassLossesEqualSMP() throws {
        let golden = try golden().multiclass
        #expect(Set(golden.values.keys) == Set(multiClass.map(\.name)))
        for (name, loss) in multiClass {
            try expectEqual(loss, logits(), labels(), golden.values[name], golden.gradients[name], name)
            // SMP has no Jaccard loss with an ignored label in this file.
            guard let ignoring = golden.valuesWithIgnored[name] else { continue }
            let actual = try loss(logits(), labels(ignoring: 4)).item()
            #expect(abs(actual / ignoring - 1) < 1e-6, "\(name): four rows ignored")
        }
    }

    @Test func ignoredPixelsHaveNoGradient() throws {
        for (name, loss) in multiClass {
            let logits = try logits()
            try logits.requireGradient()
            try loss(logits, labels(ignoring: 4)).backward()
            let gradient = try #require(try logits.gradient)
            let ignored = try gradient.narrowed(axis: 2, start: 0, length: 4).absolute().maximum().item()
            #expect(ignored == 0, "\(name)")
            #expect(try gradient.absolute().maximum().item() > 0, "\(name)")
        }
    }

    @Test func nothingButIgnoredPixelsCostsNothing() throws {
        for (name, loss) in multiClass {
            let value = try loss(logits(), labels(ignoring: 16)).item()
            #expect(value == 0, "\(name)")
        }
    }

    @Test func narrowLogitsAreSummedInFloat32() throws {
        for (name, loss) in multiClass {
            #expect(try loss(logits().to(.bfloat16), labels()).dtype == .float32, "\(name)")
        }
    }

    @Test func shapesThatDoNotFitAreRefused() throws {
        for (_, loss) in binary {
            #expect(throws: TorchError.self) { try loss(.zeros([2, 1, 4, 4]), .zeros([2, 1, 4, 5])) }
        }
        for (_, loss) in multiClass {
            #expect(throws: TorchError.self) { try loss(.zeros([2, 3, 4, 4]), .zeros([2, 3, 4, 4], .int64)) }
            #expect(throws: TorchError.self) { try loss(.zeros([2, 3, 4, 4]), .full([2, 4, 4], 3, .int64)) }
        }
    }

    @Test func lossesByNameAreThese() throws {
        let golden = try golden()
        let pairs = [
            (SegmentationLoss.dice, "dice", "dice"), (.jaccard, "jaccard", "jaccard"), (.focal, "focal", "focal"),
            (.crossEntropy, "bce", "cross_entropy"), (.tversky, "tversky_0.3_0.7", "tversky_0.3_0.7"),
            (.lovasz, "lovasz", "lovasz"),
        ]
        #expect(pairs.map(\.0.rawValue).sorted() == SegmentationLoss.allCases.map(\.rawValue).sorted())
        let binaryLogits = try Golden.noiseTensor([2, 1, 16, 16], stream: 9999, scale: 4)
        for (loss, binaryName, name) in pairs {
            let one = try loss(logits: binaryLogits, target: Golden.target([2, 1, 16, 16])).item()
            #expect(abs(one / (try #require(golden.values[binaryName])) - 1) < 1e-6)
            let several = try loss(logits: logits(), target: labels()).item()
            #expect(abs(several / (try #require(golden.multiclass.values[name])) - 1) < 1e-6)
        }
    }
}
