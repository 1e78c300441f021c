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
        let logitsRow0, logitsMiddleRow: [Double]
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
    @Test func everyNetworkIsThere() {
        #expect(goldenNames("forward").count == 24)
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
        try noGrad { for output in golden.outputs { try expectEqual(model, output, name) } }
    }

    private func expectEqual(_ model: any SegmentationNetwork, _ output: ForwardCase.Output, _ name: String) throws {
        let x = try Golden.input(output.shape)
        let logits = try model(x)
        // The sigmoids of scse amplify: the tolerance is that of the golden files' README.
        let tolerance = name == "unet_resnet34_3to1_scse" ? 1e-3 : 1e-5
        try expectClose(logits, output.logits, tolerance, "logits")
        for (row, expected) in [(0, output.logitsRow0), (output.shape[2] / 2, output.logitsMiddleRow)] {
            let actual: [Double] = try logits[.at(0), .at(0), .at(row)].array()
            #expect(relativeDifference(actual, expected) < tolerance, "row \(row) of the logits")
        }
        let features = try model.encoder.features(x)
        #expect(features.count == output.encoderFeatures.count)
        #expect(features.map { $0.shape[1] } == model.encoder.featureChannels)
        for (k, (feature, expected)) in zip(features, output.encoderFeatures).enumerated() {
            try expectClose(feature, expected, 1e-5, "feature \(k)")
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
