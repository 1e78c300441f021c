import Datasets
import Segmentation

/// What a model made of one class of one labelled image.
public struct ImageResult: Equatable, Sendable {
    /// The image's set, and its name in the set.
    public let key: ImageKey
    /// The patient, or what else stays in one subset (`Pair.group`).
    public let group: String
    /// What `metrics.csv` calls the class: its name, or its index; "1" for the foreground of one class.
    public let className: String
    /// Pixels by prediction and truth; Dice and the other scores follow from them.
    public let counts: OverlapCounts

    /// Counts the pixels of a prediction by their truth.
    /// - Parameters:
    ///   - prediction: row by row, 1 foreground, 0 background.
    ///   - truth: of the same size.
    ///   - ignored: how many pixels count for nothing; they are 0 in both.
    public init(
        key: ImageKey, group: String, className: String = "1", prediction: [UInt8], truth: [UInt8], ignored: Int = 0
    ) {
        var both = 0
        var said = 0
        var real = 0
        for (p, t) in zip(prediction, truth) {
            both += Int(p & t)
            said += Int(p)
            real += Int(t)
        }
        (self.key, self.group, self.className) = (key, group, className)
        counts = OverlapCounts(
            truePositives: both, falsePositives: said - both, falseNegatives: real - both,
            trueNegatives: truth.count - ignored - said - real + both)
    }

    /// One result for each class but the background, in the order of the classes.
    /// - Parameters:
    ///   - prediction: row by row, 1 foreground and 0 background; for several classes the class of each pixel.
    ///   - truth: of the same size and kind; for several classes 255 where a pixel counts for nothing.
    static func results(
        of pair: Pair, prediction: [UInt8], truth: [UInt8], classes: Classes
    ) -> [ImageResult] {
        guard classes.count > 1 else {
            return [ImageResult(key: pair.key, group: pair.group, prediction: prediction, truth: truth)]
        }
        let ignored = truth.count { $0 == LabelMask.ignored }
        return classes.foreground.map { index in
            let label = UInt8(index)
            return ImageResult(
                key: pair.key, group: pair.group, className: classes.name(index),
                prediction: zip(prediction, truth).map { $0 == label && $1 != LabelMask.ignored ? 1 : 0 },
                truth: truth.map { $0 == label ? 1 : 0 }, ignored: ignored)
        }
    }

    private static let header = [
        "image", "set", "group", "class", "dice", "iou", "precision", "recall", "specificity", "tp", "fp", "fn", "tn",
        "hd95", "assd", "surface_dice", "volume_difference", "components", "holes", "area_outside_two_largest",
        "distance_unit",
    ]

    /// `metrics.csv`: a row for each image and class; columns that nothing computes yet stay empty.
    public static func csv(_ results: [ImageResult]) -> String {
        let rows = results.map { result -> [String] in
            let c = result.counts
            let figures = [c.dice, c.iou, c.precision, c.recall, c.specificity].map { String($0) }
            let pixels = [c.truePositives, c.falsePositives, c.falseNegatives, c.trueNegatives].map { String($0) }
            return [result.key.name, result.key.set, result.group, result.className] + figures + pixels
                + Array(repeating: "", count: 8)
        }
        return ([header] + rows).map { CSV.line($0) + "\n" }.joined()
    }
}
