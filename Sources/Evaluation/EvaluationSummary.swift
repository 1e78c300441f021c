import Datasets
import Foundation
import Segmentation

/// `summary.json`: the figures of a test in short. What is called mean, median or lowest is over images, each image
/// counting once; what lies under `pooled` is over the pixels of all images together.
public struct EvaluationSummary: Codable, Equatable, Sendable {
    /// Of some images.
    public struct Figures: Codable, Equatable, Sendable {
        /// How many images the figures are of.
        public let images: Int
        /// Each in [0, 1]. With an even number of images the median is the mean of the two middle ones.
        public let diceMean, diceMedian, diceLowest, iouMean: Double
        /// Each in [0, 1].
        public let precisionMean, recallMean, specificityMean: Double
        /// Over the pixels of all images together.
        public let pooled: PooledFigures
        /// Outlines, areas and pieces; nil where they were not measured.
        public let shapes: ShapeSummary?

        enum CodingKeys: String, CodingKey {
            case images, pooled, shapes
            case diceMean = "dice_mean"
            case diceMedian = "dice_median"
            case diceLowest = "dice_lowest"
            case iouMean = "iou_mean"
            case precisionMean = "precision_mean"
            case recallMean = "recall_mean"
            case specificityMean = "specificity_mean"
        }

        /// - Parameter results: at least one.
        public init(_ results: [ImageResult]) {
            func values(_ score: KeyPath<OverlapCounts, Double>) -> [Double] {
                results.map { $0.counts[keyPath: score] }
            }
            func mean(_ score: KeyPath<OverlapCounts, Double>) -> Double { Average.mean(values(score)) ?? 0 }
            images = results.count
            (diceMean, iouMean) = (mean(\.dice), mean(\.iou))
            diceMedian = Average.median(values(\.dice)) ?? 0
            diceLowest = values(\.dice).min() ?? 0
            (precisionMean, recallMean, specificityMean) = (mean(\.precision), mean(\.recall), mean(\.specificity))
            pooled = PooledFigures(results.map(\.counts))
            shapes = ShapeSummary(results.map { $0.shape.map { [$0] } ?? [] })
        }
    }

    /// The version of `summary.json`: 1.
    public let format: Int
    /// The size at which prediction and truth were compared.
    public let metricSize: MetricSize
    /// A probability: pixels above it are foreground.
    public let threshold: Double
    /// Of surface Dice: pixels, or millimetres where the spacing is known.
    public let surfaceDiceTolerance: Double
    /// The number type that the network computed in, resolved (not `auto`).
    public let precision: Precision
    /// Nil where no image was tested.
    public let all: Figures?
    /// By the set's name.
    public let sets: [String: Figures]

    enum CodingKeys: String, CodingKey {
        case format, threshold, precision, all, sets
        case metricSize = "metric_size"
        case surfaceDiceTolerance = "surface_dice_tolerance"
    }

    /// Sums up the results, over all images and over each set's.
    /// - Parameters:
    ///   - threshold: what the masks were cut at, a probability.
    ///   - tolerance: what the surface Dice of the results was measured at.
    ///   - precision: what the network computed in.
    public init(
        _ results: [ImageResult], metricSize: MetricSize, threshold: Double,
        tolerance: Double = ShapeFigures.defaultTolerance, precision: Precision
    ) {
        format = 1
        surfaceDiceTolerance = tolerance
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
        _ results: [ImageResult], metricSize: MetricSize, threshold: Double,
        tolerance: Double = ShapeFigures.defaultTolerance, precision: Precision, to folder: URL
    ) throws -> EvaluationSummary {
        try AtomicFile.write(ImageResult.csv(results), to: folder.appending(path: "metrics.csv"))
        let summary = EvaluationSummary(
            results, metricSize: metricSize, threshold: threshold, tolerance: tolerance, precision: precision)
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
