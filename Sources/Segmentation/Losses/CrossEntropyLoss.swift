import Torch

/// Binary cross entropy from logits, the mean over the pixels that count (SMP's `SoftBCEWithLogitsLoss`).
///
/// - Parameters:
///   - logits: (N, 1, H, W)
///   - target: the same shape, 0 or 1
///   - counted: the same shape, 1 where a pixel counts and 0 where it is ignored; nil: all count.
///   - smoothing: how far targets are drawn in: 0 and 1 become `smoothing` and 1 - `smoothing`.
public func crossEntropyLoss(
    logits: Tensor, target: Tensor, counted: Tensor? = nil, smoothing: Double = 0
) throws(TorchError) -> Tensor {
    let pixels = try BinaryPixels(logits, target, counted, "crossEntropyLoss")
    let soft = smoothing == 0 ? pixels.target : try (1 - 2 * smoothing) * pixels.target + smoothing
    return try pixels.mean(pixels.logits.binaryCrossEntropyWithLogits(soft))
}

/// Cross entropy from logits by softmax.
///
/// Without smoothing it is the mean over the pixels that count (PyTorch's `CrossEntropyLoss`). With smoothing it is
/// SMP's `SoftCrossEntropyLoss`, whose mean divides by all pixels, ignored ones too.
///
/// - Parameters:
///   - logits: (N, C, H, W)
///   - labels: (N, H, W), int64, 0..<C or `ignored`
///   - ignored: the label of ignored pixels; nil where there is none.
///   - smoothing: the share of the truth that is spread evenly over all classes.
public func crossEntropyLoss(
    logits: Tensor, labels: Tensor, ignored: Int? = ignoredLabel, smoothing: Double = 0
) throws(TorchError) -> Tensor {
    let pixels = try LabelledPixels(logits, labels, ignored: ignored, "crossEntropyLoss")
    let logarithms = try pixels.logits.logSoftmax(axis: 0)
    let own = try pixels.masked(-logarithms.gathered(pixels.labels.unsqueezed(0), axis: 0).squeezed(0))
    guard smoothing != 0 else { return try own.sum() / pixels.count }
    let spread = try pixels.masked(-logarithms.sum(axes: [0]))
    return try (1 - smoothing) * own.mean() + (smoothing / Double(pixels.classes)) * spread.mean()
}
