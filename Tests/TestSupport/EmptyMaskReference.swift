import Foundation

/// Small masks, many of them empty, with the metrics that NumPy gives them: `EvaluationTests/Fixtures/empty_masks.json`.
public struct EmptyMaskReference: Decodable, Sendable, CustomStringConvertible {
    /// One image and its rows, one for each class but the background.
    public struct Image: Decodable, Sendable {
        private let prediction: String, reference: String
        public let rows: [Row]

        /// The class of each pixel; 255 where it is ignored.
        public var predictedLabels: [UInt8] { Self.labels(prediction) }
        /// The class of each pixel; 255 where it is ignored.
        public var referenceLabels: [UInt8] { Self.labels(reference) }

        private static func labels(_ text: String) -> [UInt8] { text.map { UInt8("\($0)") ?? 255 } }
    }

    /// Counts of pixels, and ratios: nil for 0 / 0.
    public struct Row: Decodable, Sendable {
        public let tp: Int, fp: Int, fn: Int, tn: Int
        public let dice, iou, precision, recall, specificity: Double?
    }

    /// Means of the ratios; nil where none is defined.
    public struct Means: Decodable, Sendable {
        public let dice, iou, precision, recall, specificity: Double?
    }

    public let name: String
    /// With the background; 1: foreground and background.
    public let classes: Int
    public let width: Int, height: Int
    public let images: [Image]
    /// Over images by class, then over classes.
    public let mean: Means
    /// By the class's index.
    public let byClass: [String: Means]
    /// Of the images' Dice, each the mean over its classes.
    public let diceMedian, diceMinimum: Double?
    public let neitherEmpty: Int, missed: Int, falseAlarms: Int, bothEmpty: Int
    /// The line of a training epoch: both empty 1.
    public let trainingDice: Double
    /// By the rules of 0.1.0: 0 / 0 is 1; means over the classes of an image, then over images.
    public let before: Means

    public var description: String { name }

    public static func all() throws -> [EmptyMaskReference] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let file = Fixtures.tests.appending(path: "EvaluationTests/Fixtures/empty_masks.json")
        return try decoder.decode([EmptyMaskReference].self, from: Data(contentsOf: file))
    }

    /// Whether two numbers are the same but for rounding; nil is like nil alone.
    public static func isClose(_ a: Double?, _ b: Double?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return abs(a - b) < 1e-12
    }
}
