import Foundation
import TestSupport
import Testing
import Torch

@testable import Segmentation

/// A `forward_*.json` of SMP's.
private struct ForwardCase: Decodable {
    struct Options: Decodable {
        let encoderDepth: Int?
        let decoderChannels: [Int]?
        let decoderAttentionType: Attention?
        let decoderInterpolation: Upsampling?
    }
    struct Output: Decodable {
        let shape: [Int]
        let logits: Summary
        let encoderFeatures: [Summary]
    }
    let architecture, encoder: String
    let inChannels, classes, parameters: Int
    let options: Options
    let keys: [String: [Int]]
    let outputs: [Output]

    var description: NetworkDescription {
        NetworkDescription(
            architecture: architecture, encoder: encoder, channels: inChannels, classes: classes,
            depth: options.encoderDepth ?? 5, decoderWidths: options.decoderChannels,
            attention: options.decoderAttentionType, upsampling: options.decoderInterpolation ?? .nearest)
    }
}

@Suite(.serialized) struct ForwardGoldenTests {
    @Test func everyNetworkIsThere() throws {
        #expect(goldenNames("forward").count == 24)
        #expect(try Self.whole().keys.sorted() == goldenNames("forward"))
    }

    @Test(arguments: goldenNames("forward"))
    func forwardEqualsSMP(_ name: String) throws {
        try computeOnOneThread()
        let file = "forward_\(name).json"
        let golden = try Golden.decoder.decode(ForwardCase.self, from: Golden.json(file))
        let model = try golden.description.makeNetwork()
        let state = model.state()
        #expect(try state.map(\.name) == orderedKeys(of: file))
        for (key, tensor) in state where golden.keys[key] != tensor.shape {
            Issue.record("\(key) is \(tensor.shape), SMP's \(golden.keys[key] ?? [])")
        }
        #expect(model.parameters.reduce(0) { $0 + $1.value.count } == golden.parameters)
        try Golden.fill(model)
        model.train(false)
        let whole = try #require(Self.whole()[name])
        #expect(whole.map(\.shape) == golden.outputs.map(\.shape) && whole.first?.logits != nil)
        let directions = try Directions(count: 1 << 19)
        // The sigmoids of scse amplify; see the README of the golden files.
        let tolerance = name == "unet_resnet34_3to1_scse" ? 1e-3 : 1e-5
        try noGrad {
            for (output, whole) in zip(golden.outputs, whole) {
                let x = try Golden.input(output.shape)
                try expectEqual(try model(x), output, whole, directions, tolerance)
                let features = try model.encoder.features(x)
                #expect(features.map { $0.shape[1] } == model.encoder.featureChannels)
                try expectEqual(features, output, whole, directions)
            }
        }
    }

    private static func whole() throws -> [String: [WholeLogits.Output]] {
        try Golden.decoder.decode(WholeLogits.self, from: Golden.json("logits.json")).cases
    }

    /// Every value: the logits themselves where the file has them, their projections always.
    private func expectEqual(
        _ logits: Tensor, _ output: ForwardCase.Output, _ whole: WholeLogits.Output, _ directions: Directions,
        _ tolerance: Double
    ) throws {
        try expectClose(logits, output.logits, tolerance, "logits")
        try directions.expectClose(
            logits, whole.logitsProjections, norm: output.logits.norm, tolerance, "logits")
        guard let expected = whole.logits else { return }
        let actual: [Double] = try logits.contiguous().array()
        #expect(relativeDifference(actual, expected.values) < tolerance, "logits of \(output.shape)")
    }

    private func expectEqual(
        _ features: [Tensor], _ output: ForwardCase.Output, _ whole: WholeLogits.Output, _ directions: Directions
    ) throws {
        #expect(features.count == output.encoderFeatures.count)
        #expect(features.count == whole.featureProjections.count)
        for (k, feature) in features.enumerated() {
            let expected = output.encoderFeatures[k]
            try expectClose(feature, expected, 1e-5, "feature \(k)")
            try directions.expectClose(
                feature, whole.featureProjections[k], norm: expected.norm, 1e-5, "feature \(k)")
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
