import Datasets
import Files
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
    /// Outlines, areas and pieces of prediction and truth; nil where they were not measured.
    public let shape: ShapeFigures?

    /// Counts the pixels of a prediction by their truth.
    /// - Parameters:
    ///   - prediction: row by row, 1 foreground, 0 background.
    ///   - truth: of the same size.
    ///   - shape: of the same masks.
    ///   - ignored: how many pixels count for nothing; they are 0 in both.
    public init(
        key: ImageKey, group: String, className: String = "1", prediction: [UInt8], truth: [UInt8],
        shape: ShapeFigures? = nil, ignored: Int = 0
    ) {
        var both = 0
        var said = 0
        var real = 0
        for (p, t) in zip(prediction, truth) {
            both += Int(p & t)
            said += Int(p)
            real += Int(t)
        }
        (self.key, self.group, self.className, self.shape) = (key, group, className, shape)
        counts = OverlapCounts(
            truePositives: both, falsePositives: said - both, falseNegatives: real - both,
            trueNegatives: truth.count - ignored - said - real + both)
    }

    private static let header = [
        "image", "set", "group", "class", "dice", "iou", "precision", "recall", "specificity", "tp", "fp", "fn", "tn",
        "hd95", "assd", "surface_dice", "volume_difference", "components", "spurious_components", "holes",
        "area_outside_two_largest", "distance_unit",
    ]

    /// `metrics.csv`: a row for each image and class. What is not defined, or was not measured, is an empty field.
    public static func csv(_ results: [ImageResult]) -> String {
        let rows = results.map { result -> [String] in
            let c = result.counts
            let figures = [c.dice, c.iou, c.precision, c.recall, c.specificity].map { String($0) }
            let pixels = [c.truePositives, c.falsePositives, c.falseNegatives, c.trueNegatives].map { String($0) }
            return [result.key.name, result.key.set, result.group, result.className] + figures + pixels
                + (result.shape?.fields ?? Array(repeating: "", count: 9))
        }
        return ([header] + rows).map { CSV.line($0) + "\n" }.joined()
    }
}

extension ShapeFigures {
    /// From `hd95` to `distance_unit`, in the order of the columns.
    fileprivate var fields: [String] {
        let figures = [hd95, assd, surfaceDice, volumeDifference].map { $0.map { String($0) } ?? "" }
        let counts = [pieces.components, pieces.spurious, pieces.holes, pieces.areaOutsideTwoLargest]
        return figures + counts.map { String($0) } + [unit.rawValue]
    }
}
