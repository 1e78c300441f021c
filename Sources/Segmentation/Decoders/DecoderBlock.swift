import Torch

/// Convolution, batch normalisation, ReLU: SMP's `Conv2dReLU`, a list whose keys are 0, 1 (and 2, which holds nothing).
func convolutionBlock(_ input: Int, _ output: Int) throws(TorchError) -> [Module] {
    [try Conv2d(input, output, kernel: 3, padding: 1), try BatchNorm2d(output), ReLU()]
}

/// A block of the decoder (Ronneberger et al. 2015, figure 1, right side): upsample, join the skips, convolve twice.
///
/// Upsampling and joining happen in here and nowhere else, so that the fused form can stand for them.
final class DecoderBlock: Module {
    let conv1, conv2: [Module]

    /// - Parameter skip: channels of all skips together; 0 for none.
    init(_ input: Int, skip: Int, _ output: Int) throws(TorchError) {
        conv1 = try convolutionBlock(input + skip, output)
        conv2 = try convolutionBlock(output, output)
        super.init()
    }

    /// - Parameters:
    ///   - x: (N, input, H, W)
    ///   - skips: (N, _, 2H, 2W) each; one or none
    func callAsFunction(_ x: Tensor, skips: [Tensor], to size: [Int]) throws(TorchError) -> Tensor {
        guard let convolution = conv1.first as? Conv2d, size == x.shape.suffix(2).map({ 2 * $0 }) else {
            let joined = try Tensor.concatenate([x.upsampledNearest(to: size)] + skips, axis: 1)
            return try conv2(conv1(joined))
        }
        let skip = skips.count > 1 ? try Tensor.concatenate(skips, axis: 1) : skips.first
        let y = try upsampleConcatenateConvolve(x, skip: skip, weight: convolution.weight.value)
        return try conv2(Array(conv1.dropFirst())(y))
    }
}
