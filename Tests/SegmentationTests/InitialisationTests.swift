import Foundation
import TestSupport
import Testing
import Torch

@testable import Segmentation

/// An `initial_*.json` of SMP's: moments of freshly made weights.
private struct Initial: Decodable {
    struct Moments: Decodable {
        let mean, deviation, largest: Double
    }
    let architecture, encoder: String
    let keys: [String: Moments]
}

@Suite(.serialized) struct InitialisationTests {
    @Test(arguments: goldenNames("initial"))
    func freshWeightsFollowSMPsDistributions(_ name: String) throws {
        try computeOnOneThread()
        let golden = try Golden.decoder.decode(Initial.self, from: Golden.json("initial_\(name).json"))
        var sums: [String: (count: Int, sum: Double, squares: Double)] = [:]
        let network = try NetworkDescription(architecture: golden.architecture, encoder: golden.encoder).makeNetwork()
        for seed in UInt64(0)..<3 {
            try network.initialise(seed: seed)
            for (key, tensor) in network.state() where tensor.dtype.isFloatingPoint {
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
    /// SMP replaces the first convolution by PyTorch's own draw, uniform within 1 over the root of the fan-in.
    @Test func firstConvolutionOfOtherChannelsIsUniform() throws {
        for encoder in ["resnet18", "tf_efficientnet_lite0"] {
            let network = try NetworkDescription(encoder: encoder, channels: 2).makeNetwork()
            try network.initialise(seed: 5)
            let weight = try #require(network.encoder.state().first).tensor
            let bound = 1 / Double(weight.count / weight.shape[0]).squareRoot()
            let values: [Double] = try weight.array()
            #expect(values.allSatisfy { abs($0) <= bound })
            let deviation = (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
            #expect(abs(deviation / (bound / 3.0.squareRoot()) - 1) < 4 / Double(values.count).squareRoot())
        }
    }

    @Test func theSameSeedGivesTheSameWeights() throws {
        let description = NetworkDescription(architecture: "unetplusplus", encoder: "tf_efficientnet_lite0")
        let networks = try [3, 3, 4 as UInt64].map { seed in
            let network = try description.makeNetwork()
            try network.initialise(seed: seed)
            return network.state()
        }
        for ((one, same), other) in zip(zip(networks[0], networks[1]), networks[2]) where one.tensor.rank == 4 {
            #expect(try one.tensor.isEqual(to: same.tensor))
            #expect(try !one.tensor.isEqual(to: other.tensor))
        }
    }
}
