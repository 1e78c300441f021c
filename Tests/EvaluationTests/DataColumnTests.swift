import Datasets
import Files
import Foundation
import TestSupport
import Testing

@testable import Evaluation

@Suite struct DataColumnTests {
    private static let results = [("a", "north", "f", 2), ("b", "south", "f", 1), ("c", "north", "m", 0)].map {
        name, site, sex, hits in
        ImageResult(
            key: ImageKey(set: "s", name: "\(name).png"), group: name,
            prediction: [hits > 0 ? 1 : 0, hits > 1 ? 1 : 0],
            truth: [1, 1], columns: ["site": site, "sex": sex, "note, long": name])
    }

    @Test func columnsReachTheTable() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "metrics.csv")
            try AtomicFile.write(TestRow.csv(Self.results), to: file)
            let (rows, unknown) = try TestRow.read(file)
            #expect(unknown.isEmpty)
            #expect(rows == Self.results.map { TestRow($0) })
            #expect(rows[1].data == ["site": "south", "sex": "f", "note, long": "b"])
            let head = try String(contentsOf: file, encoding: .utf8).prefix { !$0.isNewline }
            #expect(head.hasSuffix(#",distance_unit,"data.note, long",data.sex,data.site"#))
        }
    }

    @Test func theSummaryTellsThemApart() throws {
        let summary = EvaluationSummary(Self.results, metricSize: .original, threshold: 0.5, precision: .fp32)
        let site = try #require(summary.by?["site"])
        #expect(site["north"]?.images == 2 && site["north"]?.diceMean == 0.5)
        #expect(try #require(site["south"]?.diceMean) == 2.0 / 3)
        #expect(
            summary.lines(by: "sex") == [
                "  sex f: Dice: 0.8333, IoU: 0.7500 (2 images)", "  sex m: Dice: 0.0000, IoU: 0.0000 (1 image)",
            ])
        #expect(summary.lines(by: "set")?.count == 1 && summary.lines(by: "hospital") == nil)
        let plain = EvaluationSummary([], metricSize: .original, threshold: 0.5, precision: .fp32)
        #expect(plain.by == nil)
        #expect(try !plain.json.contains("\"by\""))
        let many = (0..<60).map { i in
            ImageResult(
                key: ImageKey(set: "s", name: "\(i)"), group: "", prediction: [1], truth: [1], columns: ["id": "\(i)"])
        }
        #expect(EvaluationSummary(many, metricSize: .original, threshold: 0.5, precision: .fp32).by == nil)
    }
}
