import Foundation
import TestSupport
import Testing
import Torch

/// Against PyTorch's optimisers, step by step, in float64 (`Tests/Golden/make_optimisers.py`).
@Suite struct OptimiserTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let make: @Sendable (Module) throws -> any Optimiser
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "adam") { try Adam($0, learningRate: 0.1) },
        Case(name: "adam weight decay") {
            try Adam($0, learningRate: 0.1, betas: (0.8, 0.95), epsilon: 1e-6, weightDecay: 0.1)
        },
        Case(name: "adamw") { try Adam($0, learningRate: 0.1, weightDecay: 0.1, decoupled: true) },
        Case(name: "sgd") { try SGD($0, learningRate: 0.1) },
        Case(name: "sgd weight decay") { try SGD($0, learningRate: 0.1, weightDecay: 0.1) },
        Case(name: "sgd momentum") { try SGD($0, learningRate: 0.1, momentum: 0.9) },
        Case(name: "sgd momentum weight decay") {
            try SGD($0, learningRate: 0.1, momentum: 0.9, weightDecay: 0.1)
        },
        Case(name: "sgd nesterov") {
            try SGD($0, learningRate: 0.1, momentum: 0.9, weightDecay: 0.1, nesterov: true)
        },
    ]

    private struct Reference: Decodable { let steps: [String: [[Double]]] }

    private final class Weight: Module {
        let weight: Parameter

        init(_ values: [Double]) throws {
            weight = try Parameter(Tensor(values))
            super.init()
        }
    }

    private static func numbers(_ stream: Int) -> [Double] { (0..<6).map { noise($0, stream: stream) } }

    /// One step down the loss sum(c (w - t)^2 + sin(w)), whose gradient is stated here and given by autograd.
    private static func step(_ model: Weight, _ optimiser: any Optimiser) throws {
        let weight = model.weight.value
        let target = try Tensor(numbers(2))
        let scale = try Tensor(numbers(3).map { 1 + $0 * $0 })
        try optimiser.clearGradients()
        try (scale * (weight - target).power(2) + call("aten::sin", weight)).sum().backward()
        try optimiser.step()
    }

    @Test(arguments: cases) func everyStepIsPyTorchs(_ example: Case) throws {
        let reference = try JSONDecoder().decode(Reference.self, from: Golden.json("optimisers.json"))
        let expected = try #require(reference.steps[example.name])
        let model = try Weight(Self.numbers(1))
        let optimiser = try example.make(model)
        for (i, wanted) in expected.enumerated() {
            if i == 3 { optimiser.learningRate /= 2 }
            try Self.step(model, optimiser)
            #expect(relativeDifference(try model.weight.value.array(), wanted) < 1e-13, "step \(i + 1)")
        }
    }

    @Test(arguments: cases) func anotherOptimiserGoesOnFromItsState(_ example: Case) throws {
        let model = try Weight(Self.numbers(1))
        let optimiser = try example.make(model)
        for _ in 0..<2 { try Self.step(model, optimiser) }
        let copy = try Weight(Self.numbers(1))
        let resumed = try example.make(copy)
        try copy.load(["weight": model.weight.value.detached()])
        try resumed.load(Dictionary(uniqueKeysWithValues: optimiser.state.map { ($0.name, $0.tensor) }))
        for _ in 0..<2 {
            try Self.step(model, optimiser)
            try Self.step(copy, resumed)
        }
        #expect(try copy.weight.value.isEqual(to: model.weight.value))
    }

    @Test func aStateThatDoesNotFitIsRefused() throws {
        let optimiser = try Adam(Weight(Self.numbers(1)))
        #expect(optimiser.state.map(\.name) == ["weight.exp_avg", "weight.exp_avg_sq", "weight.step"])
        #expect(throws: StateError.missing(keys: ["weight.exp_avg", "weight.exp_avg_sq", "weight.step"])) {
            try optimiser.load([:])
        }
        var state = Dictionary(uniqueKeysWithValues: optimiser.state.map { ($0.name, $0.tensor) })
        // It would be broadcast without a word.
        state["weight.exp_avg"] = try .zeros([1], .float64)
        #expect(throws: StateError.shape(key: "weight.exp_avg", expected: [6], actual: [1])) {
            try optimiser.load(state)
        }
    }

    @Test func aParameterWithoutAGradientStays() throws {
        let model = try Weight(Self.numbers(1))
        let optimiser = try Adam(model)
        try optimiser.step()
        #expect(try model.weight.value.array() == Self.numbers(1))
        #expect(try optimiser.state.last?.tensor.item() == 0)
    }
}
