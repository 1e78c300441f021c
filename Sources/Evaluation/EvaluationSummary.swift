import Datasets
import Files
import Foundation
import Models
import Segmentation

/// `summary.json`: the figures of a test in short. What is called mean, median or lowest is over images, each image
/// counting once; where there are several classes an image's figures are the means over its classes without the
/// background. What lies under `pooled` is over the pixels of all images, and classes, together.
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

        /// - Parameter results: at least one; each image once for each class.
        public init(_ results: [ImageResult]) {
            let perImage = ImageResult.byImage(results)
            func values(_ score: KeyPath<OverlapCounts, Double>) -> [Double] {
                perImage.compactMap { Average.mean($0.map { $0.counts[keyPath: score] }) }
            }
            func mean(_ score: KeyPath<OverlapCounts, Double>) -> Double { Average.mean(values(score)) ?? 0 }
            images = perImage.count
            (diceMean, iouMean) = (mean(\.dice), mean(\.iou))
            diceMedian = Average.median(values(\.dice)) ?? 0
            diceLowest = values(\.dice).min() ?? 0
            (precisionMean, recallMean, specificityMean) = (mean(\.precision), mean(\.recall), mean(\.specificity))
            pooled = PooledFigures(results.map(\.counts))
            shapes = ShapeSummary(perImage.map { $0.compactMap(\.shape) })
        }
    }

    /// Of one class of several.
    public struct ClassFigures: Codable, Equatable, Sendable {
        /// Over all images: 1 for an image that neither has the class nor is said to.
        public let all: Figures
        /// Over the images that have the class alone, for it may be rare; nil where none has it.
        public let present: Figures?

        init(_ results: [ImageResult]) {
            all = Figures(results)
            let present = results.filter { $0.counts.truePositives + $0.counts.falseNegatives > 0 }
            self.present = present.isEmpty ? nil : Figures(present)
        }
    }

    /// The version of `summary.json`: 1.
    public let format: Int
    /// The size at which prediction and truth were compared.
    public let metricSize: MetricSize
    /// A probability: pixels above it are foreground. Nil for several classes, of which the likeliest is taken.
    public let threshold: Double?
    /// Of surface Dice: pixels, or millimetres where the spacing is known.
    public let surfaceDiceTolerance: Double
    /// The number type that the network computed in, resolved (not `auto`).
    public let precision: Precision
    /// Nil where no image was tested.
    public let all: Figures?
    /// By the set's name.
    public let sets: [String: Figures]
    /// By the class's name; nil for one class.
    public let classes: [String: ClassFigures]?
    /// What `--force` went on over when the training run was resumed; nil where nothing was forced.
    public var forced: [ForcedChange]?
    /// Nil where the training started from no model, and outside of training.
    public var warmStartOverlap: WarmStartOverlap?

    enum CodingKeys: String, CodingKey {
        case format, threshold, precision, all, sets, classes, forced
        case warmStartOverlap = "warm_start_overlap"
        case metricSize = "metric_size"
        case surfaceDiceTolerance = "surface_dice_tolerance"
    }

    /// Sums up the results, over all images and over each set's.
    /// - Parameters:
    ///   - threshold: what the masks were cut at, a probability.
    ///   - tolerance: what the surface Dice of the results was measured at.
    ///   - precision: what the network computed in.
    ///   - classes: what was told apart.
    public init(
        _ results: [ImageResult], metricSize: MetricSize, threshold: Double,
        tolerance: Double = ShapeFigures.defaultTolerance, precision: Precision, classes: Classes = .one
    ) {
        format = 1
        surfaceDiceTolerance = tolerance
        (self.metricSize, self.precision) = (metricSize, precision)
        self.threshold = classes.count == 1 ? threshold : nil
        all = results.isEmpty ? nil : Figures(results)
        sets = Dictionary(grouping: results, by: \.key.set).mapValues(Figures.init)
        self.classes =
            classes.count == 1 ? nil : Dictionary(grouping: results, by: \.className).mapValues(ClassFigures.init)
    }

    /// Writes `metrics.csv`, then `summary.json`, which marks that all is there.
    /// - Parameter folder: exists already.
    /// - Returns: what `summary.json` holds.
    /// - Throws: `FileError` where a file cannot be written.
    @discardableResult
    public static func write(
        _ results: [ImageResult], metricSize: MetricSize, threshold: Double,
        tolerance: Double = ShapeFigures.defaultTolerance, precision: Precision, classes: Classes = .one,
        to folder: URL
    ) throws -> EvaluationSummary {
        let summary = EvaluationSummary(
            results, metricSize: metricSize, threshold: threshold, tolerance: tolerance, precision: precision,
            classes: classes)
        try summary.write(results, to: folder)
        return summary
    }

    /// Writes `metrics.csv`, then this as `summary.json`, which marks that all is there.
    /// - Parameters:
    ///   - results: what this sums up.
    ///   - folder: exists already.
    /// - Throws: `DatasetError.file` where a file cannot be written.
    public func write(_ results: [ImageResult], to folder: URL) throws {
        try AtomicFile.write(ImageResult.csv(results), to: folder.appending(path: "metrics.csv"))
        try AtomicFile.write(json, to: folder.appending(path: "summary.json"))
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

extension ImageResult {
    /// The results of each image together, images in the order of their first result: sums of them are the same each time.
    static func byImage(_ results: [ImageResult]) -> [[ImageResult]] {
        var places: [ImageKey: Int] = [:]
        var images: [[ImageResult]] = []
        for result in results {
            if let place = places[result.key] {
                images[place].append(result)
            } else {
                places[result.key] = images.count
                images.append([result])
            }
        }
        return images
    }
}
