import Datasets
import Foundation

/// `summary.json`: the figures of a test in short. Means are over images.
public struct EvaluationSummary: Codable, Equatable, Sendable {
    /// Of some images.
    public struct Figures: Codable, Equatable, Sendable {
        /// How many images the figures are of.
        public let images: Int
        /// Each in [0, 1]. With an even number of images the median is the mean of the two middle ones.
        public let diceMean, diceMedian, diceLowest, iouMean: Double

        enum CodingKeys: String, CodingKey {
            case images
            case diceMean = "dice_mean"
            case diceMedian = "dice_median"
            case diceLowest = "dice_lowest"
            case iouMean = "iou_mean"
        }

        /// - Parameter results: at least one.
        public init(_ results: [ImageResult]) {
            func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
            let dice = results.map(\.counts.dice).sorted()
            let middle = dice.count / 2
            images = dice.count
            diceMean = mean(dice)
            diceMedian =
                dice.isEmpty ? 0 : dice.count % 2 == 1 ? dice[middle] : (dice[middle - 1] + dice[middle]) / 2
            diceLowest = dice.first ?? 0
            iouMean = mean(results.map(\.counts.iou))
        }
    }

    /// The version of `summary.json`: 1.
    public let format: Int
    /// The size at which prediction and truth were compared.
    public let metricSize: MetricSize
    /// A probability: pixels above it are foreground.
    public let threshold: Double
    /// The number type that the network computed in, resolved (not `auto`).
    public let precision: Precision
    /// Nil where no image was tested.
    public let all: Figures?
    /// By the set's name.
    public let sets: [String: Figures]

    enum CodingKeys: String, CodingKey {
        case format, threshold, precision, all, sets
        case metricSize = "metric_size"
    }

    /// Sums up the results, over all images and over each set's.
    /// - Parameters:
    ///   - threshold: what the masks were cut at, a probability.
    ///   - precision: what the network computed in.
    public init(_ results: [ImageResult], metricSize: MetricSize, threshold: Double, precision: Precision) {
        format = 1
        (self.metricSize, self.threshold, self.precision) = (metricSize, threshold, precision)
        all = results.isEmpty ? nil : Figures(results)
        sets = Dictionary(grouping: results, by: \.key.set).mapValues(Figures.init)
    }

    /// Writes `metrics.csv`, then `summary.json`, which marks that all is there.
    /// - Parameter folder: exists already.
    /// - Returns: what `summary.json` holds.
    /// - Throws: `DatasetError.file` where a file cannot be written.
    @discardableResult
    public static func write(
        _ results: [ImageResult], metricSize: MetricSize, threshold: Double, precision: Precision, to folder: URL
    ) throws -> EvaluationSummary {
        try AtomicFile.write(ImageResult.csv(results), to: folder.appending(path: "metrics.csv"))
        let summary = EvaluationSummary(
            results, metricSize: metricSize, threshold: threshold, precision: precision)
        try AtomicFile.write(summary.json, to: folder.appending(path: "summary.json"))
        return summary
    }

    /// The text of `summary.json`.
    public var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
