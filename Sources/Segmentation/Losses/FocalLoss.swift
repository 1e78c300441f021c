import Torch

/// The binary focal loss (Lin et al. 2017) from logits, the mean over the pixels that count: cross entropy, weighted by
/// (1 - p)^gamma, p being the probability given to the truth.
///
/// - Parameters:
///   - logits: (N, 1, H, W)
///   - target: the same shape, 0 or 1
///   - counted: the same shape, 1 where a pixel counts and 0 where it is ignored; nil: all count.
///   - alpha: the weight of true pixels, 1 - alpha being that of the others; nil weighs both 1.
///   - gamma: how much less the pixels count that are right already.
public func focalLoss(
    logits: Tensor, target: Tensor, counted: Tensor? = nil, alpha: Double? = nil, gamma: Double = 2
) throws(TorchError) -> Tensor {
    let pixels = try BinaryPixels(logits, target, counted, "focalLoss")
    return try pixels.mean(focalTerms(pixels.logits, pixels.target, alpha: alpha, gamma: gamma))
}

/// SMP's multi-class focal loss: the mean over the classes of the binary ones, each class against all others by
/// sigmoid.
///
/// - Parameters:
///   - logits: (N, C, H, W)
///   - labels: (N, H, W), int64, 0..<C or `ignored`
///   - ignored: the label of ignored pixels; nil where there is none.
///   - alpha: the weight of a class's own pixels, 1 - alpha being that of the others; nil weighs both 1.
///   - gamma: how much less the pixels count that are right already.
public func focalLoss(
    logits: Tensor, labels: Tensor, ignored: Int? = ignoredLabel, alpha: Double? = nil, gamma: Double = 2
) throws(TorchError) -> Tensor {
    let pixels = try LabelledPixels(logits, labels, ignored: ignored, "focalLoss")
    let terms = try pixels.masked(focalTerms(pixels.logits, pixels.truth, alpha: alpha, gamma: gamma))
    return try terms.sum() / (Double(pixels.classes) * pixels.count)
}

private func focalTerms(_ logits: Tensor, _ target: Tensor, alpha: Double?, gamma: Double) throws(TorchError) -> Tensor
{
    let entropy = try logits.binaryCrossEntropyWithLogits(target)
    let terms = try (1 - (-entropy).exponential()).power(gamma) * entropy
    guard let alpha else { return terms }
    return try terms * ((2 * alpha - 1) * target + (1 - alpha))
}
