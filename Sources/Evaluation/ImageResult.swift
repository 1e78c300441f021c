import Datasets
import Segmentation

/// What a model made of one labelled image.
public struct ImageResult: Equatable, Sendable {
    /// The image's set, and its name in the set.
    public let key: ImageKey
    /// The patient, or what else stays in one subset (`Pair.group`).
    public let group: String
    /// Pixels by prediction and truth; Dice and the other scores follow from them.
    public let counts: OverlapCounts

    /// Counts the pixels of a prediction by their truth.
    /// - Parameters:
    ///   - prediction: row by row, 1 foreground, 0 background.
    ///   - truth: of the same size.
    public init(key: ImageKey, group: String, prediction: [UInt8], truth: [UInt8]) {
        var both = 0
        var said = 0
        var real = 0
        for (p, t) in zip(prediction, truth) {
            both += Int(p & t)
            said += Int(p)
            real += Int(t)
        }
        (self.key, self.group) = (key, group)
        counts = OverlapCounts(
            truePositives: both, falsePositives: said - both, falseNegatives: real - both,
            trueNegatives: truth.count - said - real + both)
    }

    private static let header = [
        "image", "set", "group", "class", "dice", "iou", "precision", "recall", "specificity", "tp", "fp", "fn", "tn",
        "hd95", "assd", "surface_dice", "volume_difference", "components", "holes", "area_outside_two_largest",
        "distance_unit",
    ]

    /// `metrics.csv`: a row for each image; columns that nothing computes yet stay empty.
    public static func csv(_ results: [ImageResult]) -> String {
        let rows = results.map { result -> [String] in
            let c = result.counts
            let figures = [c.dice, c.iou, c.precision, c.recall, c.specificity].map { String($0) }
            let pixels = [c.truePositives, c.falsePositives, c.falseNegatives, c.trueNegatives].map { String($0) }
            return [result.key.name, result.key.set, result.group, "1"] + figures + pixels
                + Array(repeating: "", count: 8)
        }
        return ([header] + rows).map { CSV.line($0) + "\n" }.joined()
    }
}
