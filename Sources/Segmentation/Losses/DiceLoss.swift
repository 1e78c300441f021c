import Torch

/// SMP's binary Dice loss from logits: one minus twice the overlap over the sum, over the whole batch at once;
/// 0 where the batch's target is empty.
///
/// - Parameters:
///   - logits: (N, 1, H, W)
///   - target: the same shape, 0 or 1
///   - counted: the same shape, 1 where a pixel counts and 0 where it is ignored; nil: all count.
///   - smooth: added to numerator and denominator of overlap / (half the sum).
///   - isLogarithmic: whether the loss is -log(Dice).
public func diceLoss(
    logits: Tensor, target: Tensor, counted: Tensor? = nil, smooth: Double = 0, isLogarithmic: Bool = false,
    epsilon: Double = 1e-7
) throws(TorchError) -> Tensor {
    let options = OverlapLossOptions(smooth: smooth, isLogarithmic: isLogarithmic, epsilon: epsilon)
    return try tverskyLoss(logits: logits, target: target, counted: counted, options)
}

/// SMP's multi-class Dice loss from logits by softmax: the mean over all classes of the batch's Dice losses, a class
/// without a true pixel counting 0.
///
/// - Parameters:
///   - logits: (N, C, H, W)
///   - labels: (N, H, W), int64, 0..<C or `ignored`
///   - ignored: the label of ignored pixels; nil where there is none.
public func diceLoss(
    logits: Tensor, labels: Tensor, ignored: Int? = ignoredLabel, smooth: Double = 0, isLogarithmic: Bool = false,
    epsilon: Double = 1e-7
) throws(TorchError) -> Tensor {
    let options = OverlapLossOptions(smooth: smooth, isLogarithmic: isLogarithmic, epsilon: epsilon)
    return try tverskyLoss(logits: logits, labels: labels, ignored: ignored, options)
}
