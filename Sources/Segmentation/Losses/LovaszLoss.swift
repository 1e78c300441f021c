import Torch

/// The Lovász hinge (Berman et al. 2018) from logits: a convex surrogate of the Jaccard index of the whole batch; 0 where
/// no pixel counts.
///
/// - Parameters:
///   - logits: (N, 1, H, W)
///   - target: the same shape, 0 or 1
///   - counted: the same shape, 1 where a pixel counts and 0 where it is ignored; nil: all count.
public func lovaszLoss(logits: Tensor, target: Tensor, counted: Tensor? = nil) throws(TorchError) -> Tensor {
    let pixels = try BinaryPixels(logits, target, counted, "lovaszLoss")
    var truth = try pixels.target.reshaped([1, -1])
    var scores = try pixels.logits.reshaped([1, -1])
    if let counted = pixels.counted {
        // Ignored pixels would take ranks in the order of errors, so they leave.
        let positions = try counted.reshaped([-1]).nonzero().squeezed(1)
        guard positions.count > 0 else { return try pixels.logits.sum() * 0 }
        truth = try truth.selected(positions, axis: 1)
        scores = try scores.selected(positions, axis: 1)
    }
    let errors = try 1 - scores * (2 * truth - 1)
    return try lovaszExtension(errors, truth) { errors throws(TorchError) in try errors.relu() }.sum()
}

/// The Lovász softmax (Berman et al. 2018) from logits: the mean over the classes that have a true pixel of the
/// surrogates of the whole batch's Jaccard indices; 0 where no pixel counts.
///
/// - Parameters:
///   - logits: (N, C, H, W)
///   - labels: (N, H, W), int64, 0..<C or `ignored`
///   - ignored: the label of ignored pixels; nil where there is none.
public func lovaszLoss(logits: Tensor, labels: Tensor, ignored: Int? = ignoredLabel) throws(TorchError) -> Tensor {
    let pixels = try LabelledPixels(logits, labels, ignored: ignored, "lovaszLoss")
    var truth = try pixels.truth
    var errors = try (truth - pixels.logits.softmax(axis: 0)).absolute()
    if let counted = pixels.counted {
        // Ignored pixels would take ranks in the order of errors, so they leave.
        let positions = try counted.nonzero().squeezed(1)
        guard positions.count > 0 else { return try pixels.logits.sum() * 0 }
        truth = try truth.selected(positions, axis: 1)
        errors = try errors.selected(positions, axis: 1)
    }
    let losses = try lovaszExtension(errors, truth) { $0 }
    let present = try (truth.sum(axes: [1]) > 0).to(losses.dtype)
    return try (losses * present).sum() / present.sum()
}

/// The Lovász extension of the Jaccard loss at `errors`: the sum of the errors, largest first, each weighted by how much
/// the Jaccard loss grows when its pixel is wrong too (algorithm 1 of the paper).
///
/// - Parameters:
///   - errors: (C, P)
///   - truth: (C, P), 0 or 1
///   - weighed: what of the sorted errors is weighed.
/// - Returns: (C)
private func lovaszExtension(
    _ errors: Tensor, _ truth: Tensor, weighed: (Tensor) throws(TorchError) -> Tensor
) throws(TorchError) -> Tensor {
    let order = try errors.detached().orderDescending(axis: 1)
    let sorted = try truth.gathered(order, axis: 1)
    let trues = try sorted.sum(axes: [1], keepAxes: true)
    let intersection = try trues - sorted.cumulativeSum(axis: 1)
    let union = try trues + (1 - sorted).cumulativeSum(axis: 1)
    let jaccard = try 1 - intersection / union
    let pixels = jaccard.shape[1]
    let steps = try jaccard - jaccard.narrowed(axis: 1, start: 0, length: pixels - 1).padded([1, 0])
    return try (weighed(errors.gathered(order, axis: 1)) * steps.detached()).sum(axes: [1])
}
