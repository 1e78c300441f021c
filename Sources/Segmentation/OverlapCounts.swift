import Torch

/// Pixels of one image and class, by prediction and reference.
///
/// A ratio of 0 / 0 is nil: the metric is undefined for this image and class. Such an image is left out of means and
/// counted, as nnU-Net and MONAI do.
public struct OverlapCounts: Equatable, Sendable {
    /// Pixels: in both masks, predicted alone, in the reference alone, in neither.
    public let truePositives, falsePositives, falseNegatives, trueNegatives: Int

    /// Each 0 or more.
    public init(truePositives: Int, falsePositives: Int, falseNegatives: Int, trueNegatives: Int) {
        (self.truePositives, self.falsePositives) = (truePositives, falsePositives)
        (self.falseNegatives, self.trueNegatives) = (falseNegatives, trueNegatives)
    }

    private func ratio(_ part: Int, _ whole: Int) -> Double? { whole == 0 ? nil : Double(part) / Double(whole) }

    /// Foreground pixels of the prediction.
    public var predicted: Int { truePositives + falsePositives }
    /// Foreground pixels of the reference.
    public var reference: Int { truePositives + falseNegatives }

    /// 2 TP / (2 TP + FP + FN); nil if both masks are empty, 0 if one is.
    public var dice: Double? { ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives) }
    /// TP / (TP + FP + FN); nil if both masks are empty, 0 if one is.
    public var iou: Double? { ratio(truePositives, truePositives + falsePositives + falseNegatives) }
    /// TP / (TP + FP); nil if nothing is predicted.
    public var precision: Double? { ratio(truePositives, predicted) }
    /// TP / (TP + FN); nil if the reference is empty.
    public var recall: Double? { ratio(truePositives, reference) }
    /// TN / (TN + FP); nil if the reference has no background.
    public var specificity: Double? { ratio(trueNegatives, trueNegatives + falsePositives) }
    /// (TP + TN) / all pixels; nil if there are none.
    public var accuracy: Double? {
        ratio(truePositives + trueNegatives, truePositives + falsePositives + falseNegatives + trueNegatives)
    }
}

/// Counts for each image of a batch; logits above `threshold` are predicted foreground.
/// - Parameters:
///   - logits: (N, 1, H, W)
///   - target: the same shape, 0 or 1
///   - counted: the same shape, 1 where a pixel counts; nil: all do.
public func overlapCounts(
    logits: Tensor, target: Tensor, counted: Tensor? = nil, threshold: Double = 0
) throws(TorchError) -> [OverlapCounts] {
    let whole = logits.count / max(1, logits.shape[0])
    let sums: [Double] = try noGrad {
        var predicted = try (logits.detached() > threshold).flattened(from: 1)
        var reference = try (target.detached() > 0.5).flattened(from: 1)
        var parts: [Tensor] = []
        if let counted {
            let counts = try (counted > 0.5).flattened(from: 1)
            (predicted, reference) = (try predicted & counts, try reference & counts)
            parts = [try counts.sum(axes: [1])]
        }
        parts.insert(
            contentsOf: [
                try (predicted & reference).sum(axes: [1]), try predicted.sum(axes: [1]), try reference.sum(axes: [1]),
            ], at: 0)
        return try Tensor.stack(parts).array()
    }
    let images = sums.count / (counted == nil ? 3 : 4)
    return (0..<images).map { i in
        let pixels = counted == nil ? whole : Int(sums[3 * images + i])
        let both = Int(sums[i])
        let predicted = Int(sums[images + i])
        let reference = Int(sums[2 * images + i])
        return OverlapCounts(
            truePositives: both, falsePositives: predicted - both, falseNegatives: reference - both,
            trueNegatives: pixels - predicted - reference + both)
    }
}

/// Counts for each image and class of a batch; the class of the largest logit is predicted.
///
/// - Parameters:
///   - logits: (N, C, H, W)
///   - labels: (N, H, W), int64, 0..<C or `ignored`
///   - ignored: the label of pixels that are not counted at all; nil where there is none.
/// - Returns: for each image, the counts of classes 0..<C, each class against all others.
public func overlapCounts(logits: Tensor, labels: Tensor, ignored: Int? = ignoredLabel) throws(TorchError)
    -> [[OverlapCounts]]
{
    let shape = logits.shape
    guard shape.count == 4, labels.shape == [shape[0], shape[2], shape[3]] else {
        throw .shape(
            .init(
                operation: "overlapCounts", shapes: [shape, labels.shape],
                message: "logits (N, C, H, W) and labels (N, H, W) are wanted"))
    }
    let (images, classes) = (shape[0], shape[1])
    let sums: [Int64] = try noGrad {
        let likeliest = try logits.detached().largestPosition(axis: 1).flattened(from: 1)
        let labels = try labels.flattened(from: 1)
        let counted = try !labels.equals(Double(ignored ?? -1))
        var parts = [try counted.sum(axes: [1])]
        for c in 0..<classes {
            let predicted = try likeliest.equals(Double(c)) & counted
            let reference = try labels.equals(Double(c)) & counted
            parts += [
                try (predicted & reference).sum(axes: [1]), try predicted.sum(axes: [1]), try reference.sum(axes: [1]),
            ]
        }
        return try Tensor.stack(parts, axis: 1).array()
    }
    return (0..<images).map { n in
        let row = sums[n * (1 + 3 * classes)..<(n + 1) * (1 + 3 * classes)].map(Int.init)
        return (0..<classes).map { c in
            let (both, predicted, reference) = (row[1 + 3 * c], row[2 + 3 * c], row[3 + 3 * c])
            return OverlapCounts(
                truePositives: both, falsePositives: predicted - both, falseNegatives: reference - both,
                trueNegatives: row[0] - predicted - reference + both)
        }
    }
}

/// Counts for each image of a batch and each class but the background, whatever the number of classes.
///
/// - Parameters:
///   - logits: (N, 1, H, W), or (N, C, H, W)
///   - target: as losses take it: (N, 1, H, W), or labels (N, H, W), int64
///   - counted: beside a target of one class: as losses take it.
/// - Returns: for each image, one count for one class, or those of classes 1..<C.
public func foregroundCounts(
    logits: Tensor, target: Tensor, counted: Tensor? = nil
) throws(TorchError) -> [[OverlapCounts]] {
    guard target.rank == 3 else {
        return try overlapCounts(logits: logits, target: target, counted: counted).map { [$0] }
    }
    return try overlapCounts(logits: logits, labels: target).map { Array($0.dropFirst()) }
}

/// Dice of each image of a batch, as the line of a training epoch gives it: the mean over the classes but the
/// background, where a class whose two masks are both empty counts 1. Validation and test leave such a class out
/// (``DiceMean``).
///
/// - Parameters:
///   - logits: (N, 1, H, W), or (N, C, H, W)
///   - target: as losses take it: (N, 1, H, W), or labels (N, H, W), int64
///   - counted: beside a target of one class: as losses take it.
public func imageDice(logits: Tensor, target: Tensor, counted: Tensor? = nil) throws(TorchError) -> [Double] {
    try foregroundCounts(logits: logits, target: target, counted: counted).map { classes in
        classes.reduce(0) { $0 + ($1.dice ?? 1) } / Double(max(classes.count, 1))
    }
}
