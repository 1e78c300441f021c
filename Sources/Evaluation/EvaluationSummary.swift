import Datasets
import Foundation

/// `summary.json`: the figures of a test in short. Means are over images; where there are several classes an image's Dice
/// and IoU are the means over its classes without the background.
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

        /// - Parameter results: at least one; each image once for each class.
        public init(_ results: [ImageResult]) {
            func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
            let perImage = ImageResult.byImage(results)
            let dice = perImage.map { mean($0.map(\.counts.dice)) }.sorted()
            let middle = dice.count / 2
            images = dice.count
            diceMean = mean(dice)
            diceMedian =
                dice.isEmpty ? 0 : dice.count % 2 == 1 ? dice[middle] : (dice[middle - 1] + dice[middle]) / 2
            diceLowest = dice.first ?? 0
            iouMean = mean(perImage.map { mean($0.map(\.counts.iou)) })
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
    /// The number type that the network computed in, resolved (not `auto`).
    public let precision: Precision
    /// Nil where no image was tested.
    public let all: Figures?
    /// By the set's name.
    public let sets: [String: Figures]
    /// By the class's name; nil for one class.
    public let classes: [String: ClassFigures]?

    enum CodingKeys: String, CodingKey {
        case format, threshold, precision, all, sets, classes
        case metricSize = "metric_size"
    }

    /// Sums up the results, over all images and over each set's.
    /// - Parameters:
    ///   - threshold: what the masks were cut at, a probability.
    ///   - precision: what the network computed in.
    ///   - classes: what was told apart.
    public init(
        _ results: [ImageResult], metricSize: MetricSize, threshold: Double, precision: Precision,
        classes: Classes = .one
    ) {
        format = 1
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
    /// - Throws: `DatasetError.file` where a file cannot be written.
    @discardableResult
    public static func write(
        _ results: [ImageResult], metricSize: MetricSize, threshold: Double, precision: Precision,
        classes: Classes = .one, to folder: URL
    ) throws -> EvaluationSummary {
        try AtomicFile.write(ImageResult.csv(results), to: folder.appending(path: "metrics.csv"))
        let summary = EvaluationSummary(
            results, metricSize: metricSize, threshold: threshold, precision: precision, classes: classes)
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
