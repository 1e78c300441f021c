import Torch

/// Convolution, batch normalisation, ReLU: SMP's `Conv2dReLU`, a list whose keys are 0, 1 (and 2, which holds nothing).
func convolutionBlock(_ input: Int, _ output: Int) throws(TorchError) -> [Module] {
    [try Conv2d(input, output, kernel: 3, padding: 1), try BatchNorm2d(output), ReLU()]
}

/// A block of the decoder (Ronneberger et al. 2015, figure 1, right side): upsample, join the skips, convolve twice.
///
/// Upsampling and joining happen in here and nowhere else, so that the fused form can stand for them.
final class DecoderBlock: Module {
    // Declared in SMP's order: it is the order of the state.
    let conv1: [Module], attention1: SqueezeAndExcitation?
    let conv2: [Module], attention2: SqueezeAndExcitation?
    private let upsampling: Upsampling

    /// - Parameter skip: channels of all skips together; 0 for none.
    init(_ input: Int, skip: Int, _ output: Int, _ options: DecoderOptions) throws(TorchError) {
        let attended = options.attention == .scse
        conv1 = try convolutionBlock(input + skip, output)
        attention1 = attended ? try SqueezeAndExcitation(input + skip) : nil
        conv2 = try convolutionBlock(output, output)
        attention2 = attended ? try SqueezeAndExcitation(output) : nil
        upsampling = options.upsampling
        super.init()
    }

    /// - Parameters:
    ///   - x: (N, input, H, W)
    ///   - skips: (N, _, 2H, 2W) each, together of the channels that the block was made for.
    /// - Returns: (N, output, 2H, 2W)
    func callAsFunction(_ x: Tensor, skips: [Tensor]) throws(TorchError) -> Tensor {
        var y = try joined(x, skips)
        y = try conv2(y)
        return try attention2?(y) ?? y
    }

    private func joined(_ x: Tensor, _ skips: [Tensor]) throws(TorchError) -> Tensor {
        let isAttended = attention1 != nil && !skips.isEmpty
        if let convolution = conv1.first as? Conv2d, upsampling == .nearest, !isAttended {
            let y = try upsampleConcatenateConvolve(x, skips: skips, weight: convolution.weight.value)
            return try Array(conv1.dropFirst())(y)
        }
        let large = try upsampling(x)
        guard !skips.isEmpty else { return try conv1(large) }
        let all = try Tensor.concatenate([large] + skips, axis: 1)
        return try conv1(attention1?(all) ?? all)
    }

    /// For one image; `grid` is the output's.
    func multiplyAdds(on grid: Grid, hasSkips: Bool) -> Int {
        let convolutions = (conv1 + conv2).compactMap { $0 as? Conv2d }
        let attentions = [hasSkips ? attention1 : nil, attention2].compactMap { $0 }
        return convolutions.reduce(0) { $0 + $1.multiplyAdds(on: grid) }
            + attentions.reduce(0) { $0 + $1.multiplyAdds(on: grid) }
    }
}

/// What all blocks of a decoder have in common.
struct DecoderOptions: Sendable {
    /// Channels of the blocks' outputs, the coarsest first.
    let widths: [Int]
    let attention: Attention?
    let upsampling: Upsampling
}
