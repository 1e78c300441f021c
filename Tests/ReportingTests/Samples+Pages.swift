import Evaluation
import Foundation
import Imaging
import Overlays

@testable import Reporting

extension Sample {
    /// A film of smooth grey and noise with two dark ellipses, the truth; the prediction lies `shift` pixels to the right.
    static func chest(side: Int, seed: Int, shift: Int) throws -> SegmentedImage {
        func lungs(_ shift: Int) -> [UInt8] {
            (0..<side * side).map { i in
                let x = Double(i % side - shift) / Double(side)
                let y = Double(i / side) / Double(side) - 0.5
                let distance = min(abs(x - 0.3), abs(x - 0.7))
                return distance * distance / 0.02 + y * y / 0.09 < 1 ? 255 : 0
            }
        }
        let truth = lungs(0)
        let film = truth.enumerated().map { i, inside -> UInt8 in
            let noise = (i * 7919 + seed * 104_729) % 31
            let slope = i / side * 40 / side
            return UInt8(clamping: (inside == 0 ? 170 : 70) + slope + noise)
        }
        return SegmentedImage(
            image: try Image(grey: film, width: side, height: side),
            reference: try Image(grey: truth, width: side, height: side),
            prediction: try Image(grey: lungs(shift), width: side, height: side))
    }

    /// A run with pictures of all images, two sets, one of which is synthetic.
    static func runWithPictures(images: Int, side: Int, language: Language) throws -> ReportInput {
        var input = input()
        input.runName = "unet-resnet34-1"
        input.language = language
        input.syntheticSets = ["phantoms"]
        input.test = (0..<images).map { i in
            let dice = 0.5 + 0.49 * Double((i * 37) % 101) / 101
            let set = i.isMultiple(of: 3) ? "phantoms" : "films"
            return TestRow(
                image: "images/film-\(100 + i).png", set: set, group: "patient \(i / 2)",
                figures: ["dice": dice, "iou": dice / (2 - dice), "hd95": i == 4 ? .infinity : Double(i)],
                distanceUnit: "px")
        }
        input.split = input.test.map { Sample.split($0.image, set: $0.set, .test) }
        input.leftOut = [.init(set: "films", name: "images/odd.png", reason: PageTexts.noMask(language))]
        for (i, row) in input.test.enumerated() {
            input.pictures[ScoredImage.ID(set: row.set, image: row.image)] =
                try chest(side: side, seed: i, shift: 1 + i % 7)
        }
        return input
    }

    /// A study of three arms with pictures of all images.
    static func study(images: Int, side: Int, language: Language) throws -> StudyReportInput {
        let arms = ["U-Net, Adam", "U-Net++, Adam", "U-Net, SGD"].enumerated().map { place, name in
            StudyReportInput.Arm(
                name: name,
                settings: [Setting(section: "training.optimizer", key: "learning_rate", value: "0.00\(place + 1)")],
                isTuned: place == 2 ? false : true, parameters: 24_436_369, secondsPerEpoch: 5.45,
                peakMemory: 2_100_000_000, reports: ["runs/arm-\(place)/report.html"])
        }
        var input = StudyReportInput(title: "experiment", lead: "U-Net / U-Net++, Adam / SGD.", arms: arms)
        input.language = language
        input.verdict = ["0.9512 / 0.9498"]
        input.notes = ["3 / 3"]
        input.tables = [
            .init(
                caption: "Dice", columns: ["", "Dice", "n"],
                rows: arms.map {
                    [
                        .text($0.name), .interval(0.9512, low: 0.9448, high: 0.957, digits: 4),
                        .number(nil, digits: 0),
                    ]
                }, note: "n / a")
        ]
        for i in 0..<images {
            let id = ScoredImage.ID(set: i.isMultiple(of: 2) ? "a" : "b", image: "film-\(100 + i).png")
            let dice = arms.indices.map { 0.6 + Double((i * 13 + $0 * $0 * 29) % 39) / 100 }
            input.images.append(.init(id: id, dice: dice))
            let parts = try arms.indices.map { try chest(side: side, seed: i, shift: 1 + (i + 3 * $0) % 9) }
            input.pictures[id] = .init(
                image: parts[0].image, reference: parts[0].reference, predictions: parts.map(\.prediction))
        }
        input.differences = input.largestDifferences(between: [(0, 1), (0, 2)], count: 3)
        return input
    }
}
