import Datasets
import Files
import Foundation
import Segmentation
import TestSupport
import Testing

@testable import Evaluation

/// Metrics where masks are empty, against NumPy by the rules of nnU-Net and MONAI.
struct EmptyMaskTests {
    static func results(_ reference: EmptyMaskReference) throws -> [ImageResult] {
        let classes = try Classes(count: reference.classes)
        let size = PixelSize(height: reference.height, width: reference.width)
        return try reference.images.enumerated().flatMap { i, image in
            let name = "\(i).png"
            let pair = Pair(
                image: URL(filePath: "/\(name)"), masks: [], set: i.isMultiple(of: 2) ? "a" : "b", name: name, group: ""
            )
            return try ComparedMasks(
                pair: pair, prediction: image.predictedLabels, truth: image.referenceLabels, size: size, spacing: nil
            ).results(tolerance: 2, classes)
        }
    }

    private static func summary(_ reference: EmptyMaskReference) throws -> EvaluationSummary {
        EvaluationSummary(
            try results(reference), metricSize: .original, threshold: 0.5, precision: .fp32,
            classes: try Classes(count: reference.classes))
    }

    private static func isClose(_ a: Double?, _ b: Double?) -> Bool { EmptyMaskReference.isClose(a, b) }

    @Test(arguments: try EmptyMaskReference.all())
    func eachRowIsNumPys(reference: EmptyMaskReference) throws {
        let rows = reference.images.flatMap(\.rows)
        let results = try Self.results(reference)
        #expect(results.count == rows.count)
        for (result, row) in zip(results, rows) {
            let c = result.counts
            #expect(
                c
                    == OverlapCounts(
                        truePositives: row.tp, falsePositives: row.fp, falseNegatives: row.fn, trueNegatives: row.tn))
            for (own, numpy) in [
                (c.dice, row.dice), (c.iou, row.iou), (c.precision, row.precision), (c.recall, row.recall),
                (c.specificity, row.specificity),
            ] { #expect(Self.isClose(own, numpy)) }
            // What is undefined for Dice is so for the outlines.
            #expect((result.shape?.surfaceDice == nil) == (row.dice == nil))
            #expect((result.shape?.hd95 == nil) == (row.tp + row.fp == 0 || row.tp + row.fn == 0))
            #expect((result.shape?.volumeDifference == nil) == (row.recall == nil))
        }
    }

    @Test(arguments: try EmptyMaskReference.all())
    func theSummaryIsNumPys(reference: EmptyMaskReference) throws {
        let summary = try Self.summary(reference)
        let all = try #require(summary.all)
        #expect(all.images == reference.images.count)
        for (own, numpy) in [
            (all.diceMean, reference.mean.dice), (all.iouMean, reference.mean.iou),
            (all.precisionMean, reference.mean.precision), (all.recallMean, reference.mean.recall),
            (all.specificityMean, reference.mean.specificity), (all.diceMedian, reference.diceMedian),
            (all.diceMinimum, reference.diceMinimum),
        ] { #expect(Self.isClose(own, numpy), "\(String(describing: own)) \(String(describing: numpy))") }
        let masks = try #require(all.masks)
        #expect(masks.neitherEmpty == reference.neitherEmpty && masks.missed == reference.missed)
        #expect(masks.falseAlarms == reference.falseAlarms && masks.bothEmpty == reference.bothEmpty)
        // What is left out is counted by set and by class, too.
        #expect(summary.sets.values.compactMap(\.masks?.bothEmpty).reduce(0, +) == reference.bothEmpty)
        for (name, figures) in summary.classes ?? [:] {
            #expect(Self.isClose(figures.all.diceMean, try #require(reference.byClass[name]).dice), "\(name)")
        }
        if let classes = summary.classes {
            #expect(classes.values.compactMap(\.all.masks?.bothEmpty).reduce(0, +) == reference.bothEmpty)
        }
        #expect(try JSONDecoder().decode(EvaluationSummary.self, from: Data(summary.json.utf8)) == summary)
    }

    /// Where no mask is empty every number is what it was: the experiment's do not change.
    @Test(arguments: try EmptyMaskReference.all().filter { $0.name.hasPrefix("no mask empty") })
    func withoutEmptyMasksNothingChanges(reference: EmptyMaskReference) throws {
        let all = try #require(try Self.summary(reference).all)
        for (own, before) in [
            (all.diceMean, reference.before.dice), (all.iouMean, reference.before.iou),
            (all.precisionMean, reference.before.precision), (all.recallMean, reference.before.recall),
            (all.specificityMean, reference.before.specificity),
        ] { #expect(Self.isClose(own, before)) }
        #expect(all.masks?.isAnyEmpty == false)
        let results = try Self.results(reference)
        if reference.classes == 1 {
            // The bits of a plain mean over the images.
            let dice = results.compactMap(\.counts.dice)
            #expect(dice.count == results.count && all.diceMean == dice.reduce(0, +) / Double(dice.count))
        }
        // No field of metrics.csv is empty but the patient's.
        for line in TestRow.csv(results).split(separator: "\n") {
            #expect(
                line.split(separator: ",", omittingEmptySubsequences: false).filter(\.isEmpty).count <= 1, "\(line)")
        }
    }

    @Test func undefinedMetricsAreEmptyFields() throws {
        let reference = try #require(try EmptyMaskReference.all().first { $0.name == "all masks empty" })
        let summary = try Self.summary(reference)
        let row = TestRow.csv(try Self.results(reference)).split(separator: "\n")[1]
        #expect(row == "0.png,a,,1,,,,,1.0,0,0,0,48,,,,,0,0,0,0,px")
        #expect(summary.all?.diceMean == nil && summary.all?.pooled.dice == nil)
        let json = try summary.json
        #expect(!json.contains("dice_mean") && json.contains("\"both_empty\" : 3") && json.contains("\"missed\" : 0"))
        #expect(
            summary.lines(.one, title: "Test ", withDistances: true) == [
                "Test Dice and IoU are undefined: both masks are empty in every image (3 at their own size)",
                "HD95 and ASSD are undefined: every image has an empty predicted or reference mask.",
                "Empty masks: 0 missed (nothing predicted), 0 false alarms (nothing in the reference), 3 empty in both and "
                    + "left out of Dice and IoU, of 3 images",
            ])
    }

    /// A summary of 0.1.0 has no counts of masks.
    @Test func anOlderSummaryIsRead() throws {
        let reference = try #require(try EmptyMaskReference.all().first)
        let summary = try Self.summary(reference)
        var json = try JSONDecoder().decode(JSONValue.self, from: Data(summary.json.utf8))
        guard case .object(var top) = json, case .object(var all) = top["all"], case .object(var shapes) = all["shapes"]
        else {
            Issue.record("the summary has another shape")
            return
        }
        all["masks"] = nil
        shapes["surface_dice_undefined"] = nil
        all["shapes"] = .object(shapes)
        (top["all"], top["sets"]) = (.object(all), .object([:]))
        json = .object(top)
        let old = try JSONDecoder().decode(EvaluationSummary.self, from: JSONEncoder().encode(json))
        #expect(old.all?.masks == nil && old.all?.diceMean == summary.all?.diceMean)
        #expect(old.lines(.one).count == 1)
    }
}
