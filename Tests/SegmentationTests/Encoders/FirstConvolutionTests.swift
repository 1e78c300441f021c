import Foundation
import TestSupport
import Testing
import Torch

@testable import Segmentation

@Suite struct FirstConvolutionTests {
    private struct Adaption: Decodable {
        struct Case: Decodable {
            let shape: [Int]
            let norm: Double
            let first, byChannelNorm: [Double]
        }
        let channels: [String: Case]
    }

    @Test func adaptionEqualsSMP() throws {
        let golden = try Golden.decoder.decode(Adaption.self, from: Golden.json("first_convolution.json"))
        #expect(golden.channels.count == 4)
        let weight = try Golden.noiseTensor([64, 3, 7, 7], stream: 0)
        for (channels, expected) in golden.channels {
            let count = try #require(Int(channels))
            let adapted = try adaptedFirstConvolution(weight, inputChannels: count)
            #expect(adapted.shape == expected.shape)
            try expectClose(adapted, Summary(norm: expected.norm, first: expected.first), 1e-6, "\(count) channels")
            for (c, norm) in expected.byChannelNorm.enumerated() {
                let actual = try adapted.narrowed(axis: 1, start: c, length: 1).to(.float64).norm().item()
                #expect(abs(actual / norm - 1) < 1e-6, "channel \(c) of \(count)")
            }
        }
        #expect(try adaptedFirstConvolution(weight, inputChannels: 3).isEqual(to: weight))
    }

    @Test func whatIsNoFirstConvolutionIsRefused() throws {
        let weight = try Tensor.zeros([8, 4, 3, 3])
        #expect(throws: TorchError.self) { try adaptedFirstConvolution(weight, inputChannels: 1) }
        #expect(throws: TorchError.self) { try adaptedFirstConvolution(.zeros([8, 3, 3, 3]), inputChannels: 0) }
    }
}
