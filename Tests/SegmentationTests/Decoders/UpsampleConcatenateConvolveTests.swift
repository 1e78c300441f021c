import TestSupport
import Testing
import Torch

@testable import Segmentation

@Suite struct UpsampleConcatenateConvolveTests {
    /// The layers as they are defined.
    private func plain(_ x: Tensor, _ skips: [Tensor], _ weight: Tensor) throws -> Tensor {
        let large = try x.upsampledNearest(to: x.shape.suffix(2).map { 2 * $0 })
        return try Tensor.concatenate([large] + skips, axis: 1).conv2d(weight, padding: 1)
    }

    @Test(arguments: [[], [2], [2, 4, 1]])
    func theFusedFormEqualsTheLayers(_ skipChannels: [Int]) throws {
        let channels = 3
        func tensors() throws -> [Tensor] {
            let all = channels + skipChannels.reduce(0, +)
            let shapes = [[5, all, 3, 3], [2, channels, 4, 6]] + skipChannels.map { [2, $0, 8, 12] }
            return try shapes.enumerated().map { k, shape in
                let tensor = try Golden.noiseTensor(shape, stream: k).to(.float64)
                try tensor.requireGradient()
                return tensor
            }
        }
        let weighing = try Golden.noiseTensor([2, 5, 8, 12], stream: 99).to(.float64)
        let (one, other) = (try tensors(), try tensors())
        let fused = try upsampleConcatenateConvolve(one[1], skips: Array(one.dropFirst(2)), weight: one[0])
        let expected = try plain(other[1], Array(other.dropFirst(2)), other[0])
        #expect(fused.shape == expected.shape)
        #expect(relativeDifference(try fused.array(), try expected.array()) < 1e-14)
        try (fused * weighing).sum().backward()
        try (expected * weighing).sum().backward()
        for (a, b) in zip(one, other) {
            let gradient = try #require(try a.gradient)
            let wanted = try #require(try b.gradient)
            #expect(relativeDifference(try gradient.contiguous().array(), try wanted.contiguous().array()) < 1e-14)
        }
    }
}
