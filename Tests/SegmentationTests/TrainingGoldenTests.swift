import Foundation
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
    @Test func everyTrainingIsThere() {
        #expect(goldenNames("training").count == 4)
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
        let exact = type == .float64
        for (step, expected) in golden.losses.enumerated() {
            try stepper.clearGradients()
            let loss = try diceLoss(logits: model(input), target: target)
            try loss.backward()
            let tolerance = exact ? (step == 0 ? 1e-9 : 1e-8) : (step == 0 ? 1e-5 : 1e-2)
            #expect(abs(try loss.item() / expected - 1) < tolerance, "loss of step \(step + 1)")
            if step == 0 { try expectGradients(of: model, golden, exact ? 1e-8 : 5e-2) }
            try stepper.step()
        }
        for (key, tensor) in model.state() where tensor.dtype.isFloatingPoint {
            let wanted = try #require(golden.stateAfter[key])
            try expectClose(tensor, wanted, exact ? 1e-8 : 5e-2, "\(key) after five steps")
        }
    }

    private func expectGradients(of model: Module, _ golden: TrainingCase, _ tolerance: Double) throws {
        let parameters = model.namedParameters()
        #expect(parameters.count == golden.gradientsStep1.count)
        for (key, parameter) in parameters {
            let gradient = try #require(try parameter.value.gradient)
            try expectClose(gradient, try #require(golden.gradientsStep1[key]), tolerance, "gradient of \(key)")
        }
    }
}
