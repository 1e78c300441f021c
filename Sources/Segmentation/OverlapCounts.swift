import Torch

/// Pixels of one image by what was said and what is true.
public struct OverlapCounts: Equatable, Sendable {
    /// Pixels: said and true, said alone, true alone, neither.
    public let truePositives, falsePositives, falseNegatives, trueNegatives: Int

    public init(truePositives: Int, falsePositives: Int, falseNegatives: Int, trueNegatives: Int) {
        (self.truePositives, self.falsePositives) = (truePositives, falsePositives)
        (self.falseNegatives, self.trueNegatives) = (falseNegatives, trueNegatives)
    }

    private func ratio(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 1 : Double(part) / Double(whole) }

    /// Dice's coefficient; 1 where both masks are empty, 0 where one is.
    public var dice: Double { ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives) }
    /// Intersection over union; 1 where both masks are empty, 0 where one is.
    public var iou: Double { ratio(truePositives, truePositives + falsePositives + falseNegatives) }
    /// The share of what was said that is true; 1 where nothing was said.
    public var precision: Double { ratio(truePositives, truePositives + falsePositives) }
    /// The share of what is true that was said; 1 where nothing is true.
    public var recall: Double { ratio(truePositives, truePositives + falseNegatives) }
    public var specificity: Double { ratio(trueNegatives, trueNegatives + falsePositives) }
    public var accuracy: Double {
        ratio(truePositives + trueNegatives, truePositives + falsePositives + falseNegatives + trueNegatives)
    }
}

/// Counts for each image of a batch, prediction being logits above `threshold`.
/// - Parameters:
///   - logits: (N, 1, H, W)
///   - target: the same shape, 0 or 1
public func overlapCounts(logits: Tensor, target: Tensor, threshold: Double = 0) throws(TorchError) -> [OverlapCounts] {
    let pixels = logits.count / max(1, logits.shape[0])
    let sums: [Double] = try noGrad {
        let said = try (logits.detached() > threshold).flattened(from: 1)
        let truth = try (target.detached() > 0.5).flattened(from: 1)
        return try Tensor.stack([(said & truth).sum(axes: [1]), said.sum(axes: [1]), truth.sum(axes: [1])]).array()
    }
    let images = sums.count / 3
    return (0..<images).map { i in
        let both = Int(sums[i])
        let said = Int(sums[images + i])
        let truth = Int(sums[2 * images + i])
        return OverlapCounts(
            truePositives: both, falsePositives: said - both, falseNegatives: truth - both,
            trueNegatives: pixels - said - truth + both)
    }
}

/// Counts for each image and class of a batch, the prediction being the class of the largest logit.
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
        let predicted = try logits.detached().largestPosition(axis: 1).flattened(from: 1)
        let truth = try labels.flattened(from: 1)
        let counted = try !truth.equals(Double(ignored ?? -1))
        var parts = [try counted.sum(axes: [1])]
        for c in 0..<classes {
            let said = try predicted.equals(Double(c)) & counted
            let isTrue = try truth.equals(Double(c)) & counted
            parts += [try (said & isTrue).sum(axes: [1]), try said.sum(axes: [1]), try isTrue.sum(axes: [1])]
        }
        return try Tensor.stack(parts, axis: 1).array()
    }
    return (0..<images).map { n in
        let row = sums[n * (1 + 3 * classes)..<(n + 1) * (1 + 3 * classes)].map(Int.init)
        return (0..<classes).map { c in
            let (both, said, truth) = (row[1 + 3 * c], row[2 + 3 * c], row[3 + 3 * c])
            return OverlapCounts(
                truePositives: both, falsePositives: said - both, falseNegatives: truth - both,
                trueNegatives: row[0] - said - truth + both)
        }
    }
}

/// Dice of each image of a batch: of its foreground; for several classes the mean over all but class 0, the background,
/// each by the rule for empty masks (both empty 1, one empty 0).
///
/// - Parameters:
///   - logits: (N, 1, H, W), or (N, C, H, W)
///   - target: as losses take it: (N, 1, H, W), or labels (N, H, W), int64
public func imageDice(logits: Tensor, target: Tensor) throws(TorchError) -> [Double] {
    guard target.rank == 3 else { return try overlapCounts(logits: logits, target: target).map(\.dice) }
    return try overlapCounts(logits: logits, labels: target).map { classes in
        let foreground = classes.dropFirst().map(\.dice)
        return foreground.reduce(0, +) / Double(max(foreground.count, 1))
    }
}
