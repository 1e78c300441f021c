import Datasets
import Imaging
import Testing

@testable import Evaluation

/// What the command prints of a test.
struct SummaryLineTests {
    /// A row of ten pixels, '#' foreground.
    private static func result(
        _ name: String, _ prediction: String, _ truth: String, spacing: [Double]? = nil, className: String = "1"
    ) throws -> ImageResult {
        func pixels(_ text: String) -> [UInt8] { text.map { $0 == "#" ? 1 : 0 } }
        func mask(_ text: String) throws -> BinaryMask {
            try BinaryMask(pixels(text), width: text.count, height: 1)
        }
        return ImageResult(
            key: ImageKey(set: "s", name: name), group: "", className: className, prediction: pixels(prediction),
            truth: pixels(truth),
            shape: try ShapeFigures(prediction: mask(prediction), truth: mask(truth), spacing: spacing))
    }

    private static func lines(_ results: [ImageResult], _ classes: Classes = .one) -> [String] {
        EvaluationSummary(results, metricSize: .original, threshold: 0.5, precision: .fp32, classes: classes)
            .lines(classes, withMinimum: true, withDistances: true)
    }

    @Test func withoutEmptyMasksTheLinesSayOfHowManyImages() throws {
        let lines = Self.lines([try Self.result("a", "##..", ".##."), try Self.result("b", "##..", "##..")])
        #expect(
            lines == [
                "Dice: 0.7500, IoU: 0.6667 (means of 2 images at their own size); minimum Dice: 0.5000",
                "HD95: 0.47 px, ASSD: 0.25 px (means of 2 images), surface Dice at 2 px: 1.0000 (mean of 2)",
            ])
    }

    @Test func emptyMasksAreCounted() throws {
        let lines = Self.lines([
            try Self.result("a", "##..", "##.."), try Self.result("b", "....", "##.."),
            try Self.result("c", "##..", "...."), try Self.result("d", "....", "...."),
        ])
        #expect(
            lines == [
                "Dice: 0.3333, IoU: 0.3333 (means of 3 of 4 images at their own size); minimum Dice: 0.0000",
                "HD95: 0.00 px, ASSD: 0.00 px (means of 1 of 4 images), surface Dice at 2 px: 0.3333 (mean of 3 of 4)",
                "Empty masks: 1 missed (nothing predicted), 1 false alarm (nothing in the reference), 1 empty in both and "
                    + "left out of Dice and IoU, of 4 images",
            ])
    }

    @Test func whereThereIsNoMeanOfDistancesItIsSaid() throws {
        let mixed = Self.lines([
            try Self.result("a", "##..", "##.."), try Self.result("b", "##..", "##..", spacing: [1, 1]),
        ])
        #expect(
            mixed[1]
                == "HD95 and ASSD: see metrics.csv. No mean is given because only some images state their pixel spacing."
        )
        let missed = Self.lines([try Self.result("a", "....", "##..")])
        #expect(missed[1] == "HD95 and ASSD are undefined: every image has an empty predicted or reference mask.")
        #expect(EvaluationSummary([], metricSize: .original, threshold: 0.5, precision: .fp32).lines(.one).isEmpty)
    }

    @Test func eachClassHasALine() throws {
        let classes = try Classes(count: 4, names: ["none", "disc", "100%", "star"])
        let lines = Self.lines(
            try ["disc", "100%", "star"].flatMap { name in
                [
                    try Self.result(
                        "a", name == "disc" ? "##.." : "....", name == "disc" ? "##.." : "....", className: name),
                    try Self.result("b", "....", name == "100%" ? "##.." : "....", className: name),
                ]
            }, classes)
        #expect(lines[0].contains("means of 2 images at their own size, over the classes without the background"))
        #expect(lines[0].hasPrefix("Dice: 0.5000, "))
        #expect(
            lines[2].contains("4 empty in both and left out of Dice and IoU, of 6 masks, one for each image and class"))
        #expect(
            lines.suffix(3) == [
                "  disc: Dice: 1.0000, IoU: 1.0000 (1 images); over the 1 that have it 1.0000",
                "  100%: Dice: 0.0000, IoU: 0.0000 (1 images); over the 1 that have it 0.0000; missed: 1, false alarms: 0",
                "  star: Dice and IoU are undefined: no image has it, and none is predicted to",
            ])
    }
}
