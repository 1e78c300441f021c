import Segmentation

/// Overlap over the pixels of all images together: large images weigh more than small ones, unlike in means over images.
public struct PooledFigures: Codable, Equatable, Sendable {
    /// Each in [0, 1], by the rules of `OverlapCounts`: nil for 0 / 0.
    public let dice, iou, precision, recall, specificity: Double?

    /// Sums the counts up.
    public init(_ counts: [OverlapCounts]) {
        func sum(_ pixels: KeyPath<OverlapCounts, Int>) -> Int { counts.reduce(0) { $0 + $1[keyPath: pixels] } }
        let all = OverlapCounts(
            truePositives: sum(\.truePositives), falsePositives: sum(\.falsePositives),
            falseNegatives: sum(\.falseNegatives), trueNegatives: sum(\.trueNegatives))
        (dice, iou) = (all.dice, all.iou)
        (precision, recall, specificity) = (all.precision, all.recall, all.specificity)
    }
}
