import Evaluation

/// The areas of one image's masks.
public struct AreaPair: Sendable, Equatable {
    /// The name of the image's set; any text.
    public let set: String
    /// In per cent of the image's area.
    public let predicted: Double, reference: Double

    /// - Parameters:
    ///   - predicted: the area that the model marks.
    ///   - reference: the area of the mask.
    public init(set: String = "", predicted: Double, reference: Double) {
        (self.set, self.predicted, self.reference) = (set, predicted, reference)
    }

    /// The areas of a row of `metrics.csv`, as shares of the image in per cent: images of different sizes are then
    /// comparable. Nil where the row has no counts of pixels.
    public init?(_ row: TestRow) {
        guard let tp = row[.truePositives], let fp = row[.falsePositives], let fn = row[.falseNegatives],
            let tn = row[.trueNegatives], tp + fp + fn + tn > 0
        else { return nil }
        let share = 100 / (tp + fp + fn + tn)
        self.init(set: row.set, predicted: (tp + fp) * share, reference: (tp + fn) * share)
    }

    var isDrawable: Bool { ChartScript.isDrawable(predicted) && ChartScript.isDrawable(reference) }
    var mean: Double { (predicted + reference) / 2 }
    var difference: Double { predicted - reference }
}
