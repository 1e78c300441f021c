import Datasets
import Evaluation
import Foundation
import Imaging
import Overlays
import Testing
import Training

@testable import Reporting

/// Runs for the tests: small, and odd where odd names must be borne.
enum Sample {
    static let oddName = "a <b> & \"c\" 'd'\u{301}.png"

    static func test(_ dice: [Double], set: String = "films") -> [TestRow] {
        dice.enumerated().map { i, dice in
            TestRow(image: "film-\(i).png", set: set, figures: ["dice": dice, "iou": dice / (2 - dice)])
        }
    }

    static func history(epochs: Int, validation: Bool = true) -> [HistoryRow] {
        (1...epochs).map { epoch in
            let loss = 0.5 / Double(epoch)
            return HistoryRow(
                epoch: epoch, trainLoss: loss, trainDice: 1 - loss, validationLoss: validation ? loss * 1.1 : nil,
                validationDice: validation ? 1 - loss * 1.1 : nil, learningRate: 0.001, seconds: 5.45)
        }
    }

    /// A row of `split.csv`; the image is a group of its own.
    static func split(_ image: String, set: String, _ subset: Subset) -> Split.Entry {
        Split.Entry(key: ImageKey(set: set, name: image), subset: subset, group: image)
    }

    static func input(
        dice: [Double] = [0.91, 0.95, 0.83], history: [HistoryRow] = history(epochs: 3)
    ) -> ReportInput {
        var input = ReportInput(
            runName: "unet-resnet34-1", settings: [Setting(section: "training", key: "epochs", value: "3")],
            history: history, test: test(dice),
            split: [split("x.png", set: "films", .train)], metricSize: .original)
        input.versions = [ReportInput.Version(name: "Pleura", version: "0.1.0")]
        return input
    }

    /// A grey image with a bright disc, the disc as reference, and a prediction that lies two pixels to the right.
    static func pictures(side: Int = 24) throws -> SegmentedImage {
        let reference = disc(side: side, x: side / 2, radius: side / 4)
        return SegmentedImage(
            image: try Image(grey: reference.map { $0 == 0 ? 40 : 200 }, width: side, height: side),
            reference: try Image(grey: reference, width: side, height: side),
            prediction: try Image(
                grey: disc(side: side, x: side / 2 + 2, radius: side / 4), width: side, height: side))
    }

    /// A grey image whose left half is the reference and whose upper half is predicted, for a sheet.
    static func quarters(
        _ name: String, dice: Double? = 0.5, remark: String? = nil, side: Int = 400, longest: Int
    ) throws -> SheetImage {
        func image(_ value: (Int) -> UInt8) throws -> Image {
            try Image(grey: (0..<side * side).map(value), width: side, height: side)
        }
        let picture = SegmentedImage(
            image: try image { _ in 100 }, reference: try image { $0 % side < side / 2 ? 1 : 0 },
            prediction: try image { $0 / side < side / 2 ? 1 : 0 })
        return try #require(try SheetImage(name: name, dice: dice, remark: remark, of: picture, longest: longest))
    }

    /// 255 where a pixel lies within `radius` of (x, side / 2).
    static func disc(side: Int, x centre: Int, radius: Int) -> [UInt8] {
        (0..<side * side).map { i in
            let (dx, dy) = (i % side - centre, i / side - side / 2)
            return dx * dx + dy * dy <= radius * radius ? 255 : 0
        }
    }
}
