import Foundation
import Statistics
import TestSupport
import Testing
import Torch

@testable import Segmentation

/// A `training_*.json` of SMP's: five steps.
private struct TrainingCase: Decodable {
    let architecture, encoder, optimizer: String
    let lr: Double
    let momentum: Double?
    let losses: [Double]
    let gradientsStep1: [String: Summary]
    let stateAfter: [String: Summary]
}

@Suite(.serialized) struct TrainingGoldenTests {
    @Test func everyTrainingIsThere() throws {
        #expect(goldenNames("training").count == 4)
        #expect(try Self.projections().keys.sorted() == goldenNames("training"))
    }

    private static func projections() throws -> [String: TrainingProjections.Case] {
        try Golden.decoder.decode(TrainingProjections.self, from: Golden.json("projections.json")).cases
    }

    @Test(arguments: goldenNames("training"), [DType.float64, .float32])
    func fiveStepsEqualSMP(_ name: String, _ type: DType) throws {
        try computeOnOneThread()
        let golden = try Golden.decoder.decode(TrainingCase.self, from: Golden.json("training_\(name).json"))
        let model = try NetworkDescription(architecture: golden.architecture, encoder: golden.encoder).makeNetwork()
        try Golden.fill(model)
        try model.to(nil, type, type == .float32 ? .channelsLast : nil)
        let target = try Golden.discs(count: 4, side: 64).to(type)
        let input = try Golden.input([4, 3, 64, 64]).to(type) + target
        let stepper: any Optimiser =
            golden.optimizer == "adam"
            ? try Adam(model, learningRate: golden.lr)
            : try SGD(model, learningRate: golden.lr, momentum: golden.momentum ?? 0)
        let whole = try #require(Self.projections()[name])
        let compare = Comparison(exact: type == .float64, directions: try Directions(count: 1 << 22))
        for (step, expected) in golden.losses.enumerated() {
            try stepper.clearGradients()
            let loss = try diceLoss(logits: model(input), target: target)
            try loss.backward()
            let tolerance = compare.lossTolerance(whole.lossesFloat32[step], step)
            #expect(abs(try loss.item() / expected - 1) < tolerance, "loss of step \(step + 1)")
            if step == 0 {
                let gradients = try model.namedParameters().map {
                    ($0.name, try #require(try $0.parameter.value.gradient))
                }
                try compare.expectEqual(gradients, golden.gradientsStep1, whole.gradientsStep1, "gradient")
            }
            try stepper.step()
        }
        let state = model.state().filter { $0.tensor.dtype.isFloatingPoint }.map { ($0.name, $0.tensor) }
        try compare.expectEqual(state, golden.stateAfter, whole.stateAfter, "after five steps")
    }
}

/// How close a training is to SMP's in float64: in float64 to rounding; in float32 three times as far as SMP's own
/// float32 trainings are, tensor by tensor.
private struct Comparison {
    let exact: Bool
    let directions: Directions

    func lossTolerance(_ float32: Double, _ step: Int) -> Double {
        exact ? (step == 0 ? 1e-9 : 1e-8) : 3 * float32 + 1e-6
    }

    func expectEqual(
        _ tensors: [(key: String, tensor: Tensor)], _ summaries: [String: Summary],
        _ whole: [String: TrainingProjections.Tensor], _ what: String
    ) throws {
        #expect(tensors.count == summaries.count && tensors.count == whole.count)
        for (key, tensor) in tensors {
            let expected = try #require(whole[key])
            let tolerance = exact ? 1e-8 : 3 * expected.float32 + 1e-6
            try directions.expectClose(
                tensor, expected.projections, norm: expected.norm, tolerance, "\(key), \(what)")
            if exact { try expectClose(tensor, try #require(summaries[key]), 1e-8, "\(key), \(what)") }
        }
    }
}
