import Datasets
import Foundation
import Imaging
import Segmentation
import Testing

@testable import Evaluation

struct ShapeSummaryTests {
    /// A row of ten pixels, '#' foreground.
    private static func result(_ name: String, _ prediction: String, _ truth: String, spacing: [Double]? = nil)
        throws -> ImageResult
    {
        func pixels(_ text: String) -> [UInt8] { text.map { $0 == "#" ? 1 : 0 } }
        func mask(_ text: String) throws -> BinaryMask {
            try BinaryMask(pixels(text), width: text.count, height: 1)
        }
        return ImageResult(
            key: ImageKey(set: "s", name: name), group: "", prediction: pixels(prediction), truth: pixels(truth),
            shape: try ShapeFigures(prediction: mask(prediction), truth: mask(truth), spacing: spacing))
    }

    private static func summary(_ results: [ImageResult]) throws -> ShapeSummary {
        try #require(EvaluationSummary.Figures(results).shapes)
    }

    @Test func undefinedDistancesAreCountedAndLeftOutOfMeans() throws {
        let results = [
            try Self.result("a", "#.........", ".....#...."), try Self.result("b", "#.........", "#........."),
            try Self.result("c", "..........", "#........."), try Self.result("d", "###.......", ".........."),
            try Self.result("e", "..........", ".........."),
        ]
        let summary = try Self.summary(results)
        #expect(summary.distanceUnit == .pixels)
        #expect(summary.hd95Mean == 2.5 && summary.hd95Median == 2.5)
        #expect(summary.assdMean == 2.5 && summary.assdMedian == 2.5)
        #expect(summary.distancesUndefined == 3)
        // 0, 1, 0, 0, undefined
        #expect(summary.surfaceDiceMean == 0.25 && summary.surfaceDiceMedian == 0)
        #expect(summary.surfaceDiceUndefined == 1)
        // 0, 0, -1, undefined, undefined
        #expect(summary.volumeDifferenceMean == -1.0 / 3 && summary.volumeDifferenceAbsoluteMean == 1.0 / 3)
        #expect(summary.volumeDifferencesUndefined == 2)
        #expect(summary.componentsMean == 0.6)
        #expect(summary.spuriousComponentsMean == 0.4)
        #expect(summary.holesMean == 0 && summary.areaOutsideTwoLargestMean == 0)
    }

    @Test func whereNoImageHasADistanceThereIsNoMean() throws {
        let summary = try Self.summary([try Self.result("a", "..", "##")])
        #expect(summary.hd95Mean == nil && summary.assdMedian == nil)
        #expect(summary.distancesUndefined == 1)
        #expect(EvaluationSummary.Figures([]).shapes == nil)
    }

    @Test func pixelsAndMillimetresHaveNoMean() throws {
        let summary = try Self.summary([
            try Self.result("a", "#.", ".#"), try Self.result("b", "#.", ".#", spacing: [0.1, 0.1]),
        ])
        #expect(summary.distanceUnit == nil && summary.hd95Mean == nil && summary.surfaceDiceMean == nil)
        #expect(summary.distancesUndefined == 0)
        #expect(summary.componentsMean == 1)
    }

    /// Means weigh images alike, the pool weighs pixels alike.
    @Test func pooledFiguresAreOverAllPixels() throws {
        let results = [
            try Self.result("a", "########..", "#########."), try Self.result("b", "#.........", ".#........"),
        ]
        let figures = EvaluationSummary.Figures(results)
        #expect(figures.diceMean == 8.0 / 17)
        #expect(figures.pooled.dice == 16.0 / 19)
        #expect(figures.pooled.iou == 8.0 / 11)
        #expect(figures.pooled.precision == 8.0 / 9)
        #expect(figures.pooled.recall == 0.8)
        #expect(figures.pooled.specificity == 0.9)
        #expect(figures.precisionMean == 0.5)
        #expect(figures.recallMean == 4.0 / 9)
        #expect(figures.specificityMean == 17.0 / 18)
    }

    @Test func theFilesSayWhichIsWhich() throws {
        let results = [
            try Self.result("a", "#....##..#", ".#........"),
            try Self.result("b", "..........", "#.........", spacing: [2, 1]),
        ]
        let rows = TestRow.csv(results).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        // HD95, ASSD, surface Dice, volume difference, components, spurious ones, holes, area outside, unit.
        let header = rows[0].suffix(9).map(String.init)
        #expect(
            header == [
                "hd95", "assd", "surface_dice", "volume_difference", "components", "spurious_components", "holes",
                "area_outside_two_largest", "distance_unit",
            ])
        let first = rows[1].suffix(9).map(String.init)
        let rest = Array(first[2...])
        #expect(rest == ["0.4", "3.0", "3", "3", "0", "1", "px"])
        #expect(first[0].hasPrefix("7.5"))
        #expect(Double(first[1]) == 19.0 / 5)
        let second = rows[2].suffix(9).map(String.init)
        #expect(second == ["", "", "0.0", "-1.0", "0", "0", "0", "0", "mm"])

        let summary = EvaluationSummary(
            Array(results.prefix(1)), metricSize: .original, threshold: 0.5, tolerance: 3, precision: .fp32)
        let json = try summary.json
        for key in [
            #""surface_dice_tolerance" : 3"#, #""pooled" : {"#, #""distance_unit" : "px""#,
            #""distances_undefined" : 0"#,
            #""hd95_mean""#, #""volume_difference_absolute_mean""#, #""spurious_components_mean""#,
        ] { #expect(json.contains(key), "\(key)") }
        #expect(try JSONDecoder().decode(EvaluationSummary.self, from: Data(json.utf8)) == summary)
    }
}
