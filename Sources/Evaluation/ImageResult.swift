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
    /// What the data set's table says of the image besides (`Pair.columns`).
    public let columns: [String: String]
    /// Pixels by prediction and reference; Dice and the other scores follow from them.
    public let counts: OverlapCounts
    /// Outlines, areas and pieces of prediction and reference; nil where they were not measured.
    public let shape: ShapeFigures?

    /// Counts the pixels by prediction and reference.
    /// - Parameters:
    ///   - prediction: row by row, 1 foreground, 0 background.
    ///   - truth: of the same size.
    ///   - shape: of the same masks.
    ///   - ignored: how many pixels are ignored; they are 0 in both.
    ///   - columns: what the data set's table says of the image besides.
    public init(
        key: ImageKey, group: String, className: String = "1", prediction: [UInt8], truth: [UInt8],
        shape: ShapeFigures? = nil, ignored: Int = 0, columns: [String: String] = [:]
    ) {
        var both = 0
        var predicted = 0
        var reference = 0
        for (p, t) in zip(prediction, truth) {
            both += Int(p & t)
            predicted += Int(p)
            reference += Int(t)
        }
        (self.key, self.group, self.className, self.shape) = (key, group, className, shape)
        self.columns = columns
        counts = OverlapCounts(
            truePositives: both, falsePositives: predicted - both, falseNegatives: reference - both,
            trueNegatives: truth.count - ignored - predicted - reference + both)
    }

    /// Nil where the metric is undefined for these masks, or was not measured.
    public func value(_ metric: Metric) -> Double? { metric.value(self) }
}
