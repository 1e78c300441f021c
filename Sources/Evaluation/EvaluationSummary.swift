import Datasets
import Files
import Foundation
import Models
import Segmentation

/// `summary.json`: the metrics of a test in short. Means are over images, each image counting once; where there are several
/// classes they are over the images by class, then over the classes without the background. Images and classes in
/// which a metric is undefined are left out of it (``MetricValues``) and counted (`masks`). What lies under `pooled`
/// is over the pixels of all images, and classes, together.
public struct EvaluationSummary: Codable, Equatable, Sendable {
    /// Of some images.
    public struct Figures: Codable, Equatable, Sendable {
        /// How many images were tested, those without a Dice among them.
        public let images: Int
        /// Rows of `metrics.csv` (images, or images and classes) by which of their masks are empty; nil in older files.
        public let masks: MaskCounts?
        /// Each in [0, 1]; nil where both masks are empty in every image. Median and lowest are of images, each with the
        /// mean over its classes; of an even number of images the median is the mean of the two middle ones.
        public let diceMean, diceMedian, diceMinimum, iouMean: Double?
        /// Each in [0, 1]; nil where it is undefined in every image.
        public let precisionMean, recallMean, specificityMean: Double?
        /// Over the pixels of all images together.
        public let pooled: PooledFigures
        /// Outlines, areas and pieces; nil where they were not measured.
        public let shapes: ShapeSummary?

        enum CodingKeys: String, CodingKey {
            case images, masks, pooled, shapes
            case diceMean = "dice_mean"
            case diceMedian = "dice_median"
            case diceMinimum = "dice_lowest"
            case iouMean = "iou_mean"
            case precisionMean = "precision_mean"
            case recallMean = "recall_mean"
            case specificityMean = "specificity_mean"
        }

        /// - Parameter results: each image once for each class.
        public init(_ results: [ImageResult]) {
            func values(_ metric: Metric) -> MetricValues { MetricValues(results, metric.value) }
            images = Set(results.map(\.key)).count
            masks = MaskCounts(results)
            let dice = values(.dice)
            (diceMean, diceMedian, diceMinimum, iouMean) = (dice.mean, dice.median, dice.minimum, values(.iou).mean)
            (precisionMean, recallMean) = (values(.precision).mean, values(.recall).mean)
            specificityMean = values(.specificity).mean
            pooled = PooledFigures(results.map(\.counts))
            shapes = ShapeSummary(results)
        }
    }

    /// Of one class of several.
    public struct ClassFigures: Codable, Equatable, Sendable {
        /// Over all images; Dice and IoU are of those that have the class or are predicted to have it.
        public let all: Figures
        /// Over the images that have the class alone, for it may be rare; nil where none has it.
        public let present: Figures?

        init(_ results: [ImageResult]) {
            all = Figures(results)
            let present = results.filter { $0.counts.reference > 0 }
            self.present = present.isEmpty ? nil : Figures(present)
        }
    }

    /// The version of `summary.json`: 1.
    public let format: Int
    /// The size at which prediction and reference were compared.
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
    /// Of `pleura evaluate`: what the masks of each set mean, in words, by the set's name.
    public var masks: [String: String]?
    /// By a column of the data set's table, then by its value; nil where there are no such columns. Columns of more than
    /// ``mostValues`` values are left out.
    public let by: [String: [String: Figures]]?
    /// What `--force` went on over when the training run was resumed; nil where nothing was forced.
    public var forced: [ForcedChange]?
    /// Nil where the training started from no model, and outside of training.
    public var warmStartOverlap: WarmStartOverlap?

    enum CodingKeys: String, CodingKey {
        case format, threshold, precision, all, sets, classes, masks, by, forced
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
        by = Self.byColumns(results)
        self.classes =
            classes.count == 1 ? nil : Dictionary(grouping: results, by: \.className).mapValues(ClassFigures.init)
    }

    /// The most values by which results are told apart: a column of more is a name or a number, and no group.
    public static let mostValues = 50

    private static func byColumns(_ results: [ImageResult]) -> [String: [String: Figures]]? {
        var found: [String: [String: Figures]] = [:]
        for column in Set(results.flatMap(\.columns.keys)) {
            let parts = Dictionary(grouping: results) { $0.columns[column] ?? "" }
            if parts.count <= mostValues { found[column] = parts.mapValues(Figures.init) }
        }
        return found.isEmpty ? nil : found
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
        try AtomicFile.write(TestRow.csv(results), to: folder.appending(path: "metrics.csv"))
        try AtomicFile.write(json, to: folder.appending(path: "summary.json"))
    }

    /// Reads `summary.json`.
    /// - Throws: `SummaryError` where the file cannot be read or is not such a summary.
    public init(reading file: URL) throws(SummaryError) {
        do {
            self = try JSONDecoder().decode(EvaluationSummary.self, from: FileContents.data(of: file))
        } catch let error as FileError {
            throw SummaryError(file: file.path, reason: "it cannot be read: \(error.reason)")
        } catch {
            throw SummaryError(file: file.path, reason: decodingFault(error))
        }
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
