import Foundation
import TestSupport
import Testing
import Torch

@testable import Segmentation

/// A `forward_*.json` of SMP's.
private struct ForwardCase: Decodable {
    struct Summary: Decodable {
        let mean, norm: Double
        let first: [Double]
    }
    struct Output: Decodable {
        let shape: [Int]
        let logits: Summary
        let logitsRow0, logitsMiddleRow: [Double]
        let encoderFeatures: [Summary]
    }
    let encoder: String
    let inChannels, classes, parameters: Int
    let keys: [String: [Int]]
    let outputs: [Output]
}

/// A `training_*.json` of SMP's.
private struct TrainingCase: Decodable {
    struct Summary: Decodable {
        let norm: Double
        let first: [Double]
    }
    let losses: [Double]
    let gradientsStep1: [String: Summary]
    let stateAfter: [String: Summary]
}

private func expectClose(_ tensor: Tensor, _ expected: Double, _ first: [Double], _ tolerance: Double, _ what: String)
    throws
{
    let values = try tensor.contiguous().array(of: Double.self)
    let norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(abs(norm - expected) <= tolerance * abs(expected), "\(what): norm \(norm), SMP's \(expected)")
    let head = Array(values.prefix(first.count))
    let scale = max(norm / Double(values.count).squareRoot(), 1e-12)
    let worst = zip(head, first).map { abs($0 - $1) }.max() ?? 0
    #expect(worst <= tolerance * 10 * max(scale, first.map(abs).max() ?? 0), "\(what): first values differ by \(worst)")
}

@Suite struct UNetGoldenTests {
    @Test(arguments: ["3to1", "1to1", "3to4"])
    func forwardEqualsSMP(_ variant: String) throws {
        let name = "forward_unet_resnet34_\(variant).json"
        let golden = try Golden.decoder.decode(ForwardCase.self, from: Golden.json(name))
        let model = try UNet(
            encoder: .named(golden.encoder), inputChannels: golden.inChannels, classes: golden.classes)
        let state = model.state()
        let orderedKeys = try orderedKeys(of: name)
        #expect(state.map(\.name) == orderedKeys)
        for (key, tensor) in state { #expect(golden.keys[key] == tensor.shape, "\(key)") }
        #expect(model.parameters.reduce(0) { $0 + $1.value.count } == golden.parameters)
        try Golden.fill(model)
        model.train(false)
        try noGrad {
            for output in golden.outputs {
                let x = try Golden.input(output.shape)
                let logits = try model(x)
                try expectClose(logits, output.logits.norm, output.logits.first, 1e-5, "\(variant) logits")
                let height = output.shape[2]
                for (row, expected) in [(0, output.logitsRow0), (height / 2, output.logitsMiddleRow)] {
                    let actual: [Double] = try logits[.at(0), .at(0), .at(row)].array()
                    #expect(relativeDifference(actual, expected) < 1e-5)
                }
                for (feature, expected) in zip(try model.encoderFeatures(x), output.encoderFeatures) {
                    try expectClose(feature, expected.norm, expected.first, 1e-5, "\(variant) feature")
                }
            }
        }
    }

    @Test(arguments: ["adam", "sgd"], [DType.float64, .float32])
    func fiveStepsEqualSMP(_ optimiser: String, _ type: DType) throws {
        let golden = try Golden.decoder.decode(
            TrainingCase.self, from: Golden.json("training_unet_resnet34_\(optimiser).json"))
        let model = try UNet(encoder: .named("resnet34"))
        try Golden.fill(model)
        try model.to(nil, type, type == .float32 ? .channelsLast : nil)
        let target = try Golden.discs(count: 4, side: 64).to(type)
        let input = try Golden.input([4, 3, 64, 64]).to(type) + target
        let stepper: any Optimiser =
            optimiser == "adam"
            ? try Adam(model, learningRate: 1e-3) : try SGD(model, learningRate: 0.01, momentum: 0.9)
        let exact = type == .float64
        for (step, expected) in golden.losses.enumerated() {
            try stepper.clearGradients()
            let loss = try diceLoss(logits: model(input), target: target)
            try loss.backward()
            let tolerance = exact ? (step == 0 ? 1e-9 : 1e-8) : (step == 0 ? 1e-5 : 1e-2)
            #expect(abs(try loss.item() / expected - 1) < tolerance, "loss of step \(step + 1)")
            if step == 0 {
                for (key, parameter) in model.namedParameters() {
                    let gradient = try #require(try parameter.value.gradient)
                    let wanted = try #require(golden.gradientsStep1[key])
                    try expectClose(gradient, wanted.norm, wanted.first, exact ? 1e-8 : 5e-2, "gradient of \(key)")
                }
            }
            try stepper.step()
        }
        for (key, tensor) in model.state() where tensor.dtype.isFloatingPoint {
            let wanted = try #require(golden.stateAfter[key])
            try expectClose(tensor, wanted.norm, wanted.first, exact ? 1e-8 : 5e-2, "\(key) after five steps")
        }
    }

    private func orderedKeys(of name: String) throws -> [String] {
        // JSONDecoder loses the order; the file has one key a line and one number a line.
        let text = try String(contentsOf: Fixtures.golden(name), encoding: .utf8)
        let start = try #require(text.range(of: "\"keys\": {"))
        let end = try #require(text.range(of: "\"outputs\""))
        return text[start.upperBound..<end.lowerBound].split(separator: "\n").compactMap { line in
            line.hasPrefix("\"") ? String(line.dropFirst().prefix { $0 != "\"" }) : nil
        }
    }
}
