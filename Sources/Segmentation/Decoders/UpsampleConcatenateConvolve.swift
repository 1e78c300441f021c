import Torch

/// conv3x3(cat(nearest_x2(x), skips...)) in one step: the same numbers with 4 multiplications instead of 9 on `x`, and
/// neither the upsampled nor the concatenated tensor is made.
///
/// Upsampling by repetition followed by a 3 x 3 convolution is a transposed convolution of the small `x` with stride 2
/// and a 4 x 4 kernel: the 3 x 3 one, turned by half a turn, convolved with a 2 x 2 box of ones. That is linear in the
/// kernel, so weights, gradients and checkpoints keep their 3 x 3 form.
///
/// - Parameters:
///   - x: (N, C, H, W)
///   - skips: (N, S, 2H, 2W) each, S of its own; none, one or several
///   - weight: (K, C + all S, 3, 3), `x` first
/// - Returns: (N, K, 2H, 2W)
func upsampleConcatenateConvolve(_ x: Tensor, skips: [Tensor], weight: Tensor) throws(TorchError) -> Tensor {
    let outputs = weight.shape[0]
    let channels = x.shape[1]
    let own = skips.isEmpty ? weight : try weight.narrowed(axis: 1, start: 0, length: channels)
    // In full precision also under autocast: the sums of up to four weights are rounded once.
    let kernel = try autocast(.bfloat16, on: weight.device, enabled: false) {
        try own.transposed(0, 1).reshaped([channels * outputs, 9])
            .matmul(Tensor(boxAndTurn, shape: [9, 16], on: weight.device).to(weight.dtype))
            .reshaped([channels, outputs, 4, 4])
    }
    let fromX = try x.convTransposed2d(kernel, stride: 2, padding: 1)
    guard let first = skips.first else { return fromX }
    let rest = try weight.narrowed(axis: 1, start: channels, length: weight.shape[1] - channels)
    let skip = skips.count == 1 ? first : try Tensor.concatenate(skips, axis: 1)
    return try fromX + skip.conv2d(rest, padding: 1)
}

/// The 3 x 3 taps' part in the 4 x 4 ones, (9, 16): turned by half a turn and convolved with a 2 x 2 box of ones. One
/// product with it: as convolutions of the kernel, the same step took as long as the convolution of the images.
private let boxAndTurn: [Float] = {
    var matrix = [Float](repeating: 0, count: 9 * 16)
    for (row, column) in (0..<9).map({ ($0 / 3, $0 % 3) }) {
        for (down, right) in (0..<4).map({ ($0 / 2, $0 % 2) }) {
            matrix[(row * 3 + column) * 16 + (3 - row - down) * 4 + (3 - column - right)] = 1
        }
    }
    return matrix
}()
