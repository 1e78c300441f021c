import Torch

/// SMP's binary Jaccard loss from logits: one minus intersection over union, over the whole batch at once; 0 where the
/// batch's target is empty.
///
/// - Parameters:
///   - logits: (N, 1, H, W)
///   - target: the same shape, 0 or 1
///   - counted: the same shape, 1 where a pixel counts and 0 where it is ignored; nil: all count.
public func jaccardLoss(logits: Tensor, target: Tensor, counted: Tensor? = nil) throws(TorchError) -> Tensor {
    try tverskyLoss(logits: logits, target: target, counted: counted, OverlapLossOptions(alpha: 1, beta: 1))
}

/// SMP's multi-class Jaccard loss from logits by softmax: the mean over all classes, one without a true pixel
/// counting 0.
///
/// - Parameters:
///   - logits: (N, C, H, W)
///   - labels: (N, H, W), int64, 0..<C or `ignored`
///   - ignored: the label of ignored pixels; nil where there is none.
public func jaccardLoss(logits: Tensor, labels: Tensor, ignored: Int? = ignoredLabel) throws(TorchError) -> Tensor {
    try tverskyLoss(logits: logits, labels: labels, ignored: ignored, OverlapLossOptions(alpha: 1, beta: 1))
}
