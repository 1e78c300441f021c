import Foundation
import Imaging

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

    static func input(
        dice: [Double] = [0.91, 0.95, 0.83], history: [HistoryRow] = history(epochs: 3)
    ) -> ReportInput {
        var input = ReportInput(
            runName: "unet-resnet34-1", settings: [Setting(section: "training", key: "epochs", value: "3")],
            history: history, test: test(dice),
            split: [SplitRow(image: "x.png", set: "films", subset: "train")], metricSize: .original)
        input.versions = [ReportInput.Version(name: "Pleura", version: "0.1.0")]
        return input
    }

    /// A grey film with a bright disc, the disc as truth, and a prediction that lies two pixels to the right.
    static func pictures(side: Int = 24) throws -> ReportInput.Pictures {
        let truth = disc(side: side, x: side / 2, radius: side / 4)
        return ReportInput.Pictures(
            film: try Image(grey: truth.map { $0 == 0 ? 40 : 200 }, width: side, height: side),
            truth: try Image(grey: truth, width: side, height: side),
            prediction: try Image(
                grey: disc(side: side, x: side / 2 + 2, radius: side / 4), width: side, height: side))
    }

    /// 255 where a pixel lies within `radius` of (x, side / 2).
    static func disc(side: Int, x centre: Int, radius: Int) -> [UInt8] {
        (0..<side * side).map { i in
            let (dx, dy) = (i % side - centre, i / side - side / 2)
            return dx * dx + dy * dy <= radius * radius ? 255 : 0
        }
    }
}
