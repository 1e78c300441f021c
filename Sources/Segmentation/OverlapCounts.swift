import Torch

/// Pixels of one image by what was said and what is true.
public struct OverlapCounts: Equatable, Sendable {
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
