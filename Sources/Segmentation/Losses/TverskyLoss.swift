import Torch

/// What the overlap losses (Dice, Jaccard, Tversky) share: one score for each class from the soft counts of the whole
/// batch, loss 1 - score or -log(score), 0 for a class without a true pixel, and the mean over all classes.
///
/// The score is (TP + smooth) / max(TP + alpha FP + beta FN + smooth, epsilon) (Salehi et al. 2017): Dice's for
/// alpha = beta = 1/2, Jaccard's for 1.
public struct OverlapLossOptions: Sendable {
    /// Weights of false positives and of false negatives.
    public var alpha, beta: Double
    /// Added to numerator and denominator.
    public var smooth: Double
    /// Whether the loss is -log(score).
    public var isLogarithmic: Bool
    /// What denominators and logarithms do not fall below.
    public var epsilon: Double

    /// Dice loss without smoothing by default. Weights and smoothing are 0 or more, `epsilon` is above 0.
    public init(
        alpha: Double = 0.5, beta: Double = 0.5, smooth: Double = 0, isLogarithmic: Bool = false, epsilon: Double = 1e-7
    ) {
        (self.alpha, self.beta, self.smooth) = (alpha, beta, smooth)
        (self.isLogarithmic, self.epsilon) = (isLogarithmic, epsilon)
    }
}

/// SMP's binary Tversky loss from logits, over the whole batch at once; 0 where the batch's target is empty.
///
/// - Parameters:
///   - logits: (N, 1, H, W)
///   - target: the same shape, 0 or 1
///   - counted: the same shape, 1 where a pixel counts and 0 where it is ignored; nil: all count.
public func tverskyLoss(
    logits: Tensor, target: Tensor, counted: Tensor? = nil, _ options: OverlapLossOptions
) throws(TorchError) -> Tensor {
    let pixels = try BinaryPixels(logits, target, counted, "an overlap loss")
    let probability = try pixels.masked(pixels.logits.logSigmoid().exponential()).reshaped([1, -1])
    return try overlapLoss(probability, try pixels.masked(pixels.target).reshaped([1, -1]), options)
}

/// SMP's multi-class Tversky loss from logits by softmax, over the whole batch at once.
///
/// - Parameters:
///   - logits: (N, C, H, W)
///   - labels: (N, H, W), int64, 0..<C or `ignored`
///   - ignored: the label of ignored pixels; nil where there is none.
public func tverskyLoss(
    logits: Tensor, labels: Tensor, ignored: Int? = ignoredLabel, _ options: OverlapLossOptions
) throws(TorchError) -> Tensor {
    let pixels = try LabelledPixels(logits, labels, ignored: ignored, "an overlap loss")
    let probability = try pixels.masked(pixels.logits.logSoftmax(axis: 0).exponential())
    return try overlapLoss(probability, pixels.truth, options)
}

/// - Parameters: probability and truth, (C, P) both.
private func overlapLoss(_ probability: Tensor, _ truth: Tensor, _ options: OverlapLossOptions) throws(TorchError)
    -> Tensor
{
    let overlap = try (probability * truth).sum(axes: [1])
    let trues = try truth.sum(axes: [1])
    let falsePositives = try probability.sum(axes: [1]) - overlap
    let falseNegatives = try trues - overlap
    let whole = try overlap + options.alpha * falsePositives + options.beta * falseNegatives + options.smooth
    let score = try (overlap + options.smooth) / whole.clamped(from: options.epsilon)
    let loss =
        options.isLogarithmic ? try -score.clamped(from: options.epsilon).logarithm() : try 1 - score
    return try (loss * (trues > 0).to(probability.dtype)).mean()
}
