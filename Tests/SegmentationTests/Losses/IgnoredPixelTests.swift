import Foundation
import TestSupport
import Testing
import Torch

@testable import Segmentation

/// `ignored.json`: losses and counts of one class by SMP and PyTorch, where some pixels are ignored.
private struct Ignored: Decodable {
    let values, gradientNorms: [String: Double]
    let tp, fp, fn, tn: [Int]
}

private typealias Loss = (_ logits: Tensor, _ target: Tensor, _ counted: Tensor?) throws -> Tensor

@Suite struct IgnoredPixelTests {
    /// With the settings of `make_ignored.py`.
    private let losses: [(name: String, loss: Loss)] = [
        ("dice", { try diceLoss(logits: $0, target: $1, counted: $2) }),
        ("jaccard", { try jaccardLoss(logits: $0, target: $1, counted: $2) }),
        ("bce", { try crossEntropyLoss(logits: $0, target: $1, counted: $2) }),
        ("focal", { try focalLoss(logits: $0, target: $1, counted: $2) }),
        ("focal_alpha_0.25", { try focalLoss(logits: $0, target: $1, counted: $2, alpha: 0.25) }),
        (
            "tversky_0.3_0.7",
            { try tverskyLoss(logits: $0, target: $1, counted: $2, OverlapLossOptions(alpha: 0.3, beta: 0.7)) }
        ),
        ("lovasz", { try lovaszLoss(logits: $0, target: $1, counted: $2) }),
    ]

    private let shape = [2, 1, 16, 16]

    private func golden() throws -> Ignored {
        try Golden.decoder.decode(Ignored.self, from: Golden.json("ignored.json"))
    }

    private func logits() throws -> Tensor { try Golden.noiseTensor(shape, stream: 9999, scale: 4) }

    /// 0 in rows 0 to 3, and in columns 12 to 15 of the second image.
    private func counted() throws -> Tensor {
        let values = (0..<512).map { i in i / 16 % 16 < 4 || (i >= 256 && i % 16 >= 12) ? Float(0) : 1 }
        return try Tensor(values, shape: shape)
    }

    @Test func lossesAndGradientsEqualTheReferences() throws {
        let golden = try golden()
        #expect(Set(golden.values.keys) == Set(losses.map(\.name)))
        for (name, loss) in losses {
            let logits = try logits()
            try logits.requireGradient()
            let value = try loss(logits, Golden.target(shape), counted())
            #expect(abs(try value.item() / (try #require(golden.values[name])) - 1) < 1e-6, "\(name)")
            try value.backward()
            let gradient = try #require(try logits.gradient)
            let norm = try gradient.to(.float64).norm().item()
            #expect(abs(norm / (try #require(golden.gradientNorms[name])) - 1) < 1e-5, "\(name): gradient's norm")
            #expect(try gradient.narrowed(axis: 2, start: 0, length: 4).absolute().maximum().item() == 0, "\(name)")
        }
    }

    @Test func whatIgnoredPixelsHoldChangesNothing() throws {
        let counted = try counted()
        let target = try Golden.target(shape)
        let other = try target * counted + (1 - target) * (1 - counted)
        let noisy = try logits() + (1 - counted) * 7
        for (name, loss) in losses {
            let (a, b) = (try loss(logits(), target, counted).item(), try loss(noisy, other, counted).item())
            #expect(a == b, "\(name)")
        }
        #expect(
            try overlapCounts(logits: logits(), target: target, counted: counted)
                == overlapCounts(logits: noisy, target: other, counted: counted))
        #expect(
            try imageDice(logits: logits(), target: target, counted: counted)
                == imageDice(logits: noisy, target: other, counted: counted))
    }

    @Test func nothingButIgnoredPixelsCostsNothing() throws {
        for (name, loss) in losses {
            #expect(try loss(logits(), Golden.target(shape), .zeros(shape)).item() == 0, "\(name)")
        }
    }

    @Test func lossesByNameTakeThem() throws {
        for loss in SegmentationLoss.allCases {
            let plain = try loss(logits: logits(), target: Golden.target(shape)).item()
            #expect(try loss(logits: logits(), target: Golden.target(shape), counted: counted()).item() != plain)
        }
        #expect(throws: TorchError.self) {
            try SegmentationLoss.dice(logits: logits(), target: Golden.target(shape), counted: .zeros([2, 1, 16, 15]))
        }
    }

    @Test func countsEqualSMP() throws {
        let golden = try golden()
        let counts = try overlapCounts(logits: logits(), target: Golden.target(shape), counted: counted())
        #expect(counts.map(\.truePositives) == golden.tp)
        #expect(counts.map(\.falsePositives) == golden.fp)
        #expect(counts.map(\.falseNegatives) == golden.fn)
        #expect(counts.map(\.trueNegatives) == golden.tn)
    }
}
