import Torch

/// A pretrained first convolution for another number of input channels, by SMP's rule: for one channel the sum over the
/// three, so that a grey image gives what it gives as RGB; for others the three by turns, times 3 / channels, so that
/// equal channels give the same again.
///
/// - Parameters:
///   - weight: (K, 3, height, width)
///   - inputChannels: at least 1
/// - Returns: (K, inputChannels, height, width)
/// - Throws: `TorchError.shape` where `weight` has other channels or none are asked for.
public func adaptedFirstConvolution(_ weight: Tensor, inputChannels: Int) throws(TorchError) -> Tensor {
    guard weight.rank == 4, weight.shape[1] == 3, inputChannels > 0 else {
        throw .shape(
            .init(
                operation: "adaptedFirstConvolution", shapes: [weight.shape],
                message: "(K, 3, height, width) and at least one channel are wanted"))
    }
    switch inputChannels {
    case 3: return weight
    case 1: return try weight.sum(axes: [1], keepAxes: true)
    default:
        let sources = try Tensor((0..<inputChannels).map { Int64($0 % 3) }).to(weight.device)
        return try weight.selected(sources, axis: 1) * (3 / Double(inputChannels))
    }
}
