import Datasets
import Evaluation
import Files
import Foundation
import Imaging
import Statistics
import Testing

@testable import Reporting

/// Each declared metric is read from `metrics.csv` and shown where its declaration says.
struct MetricTableTests {
    /// Two images as `pleura evaluate` writes them: a prediction with three components, and one that missed all.
    private static func csv() throws -> String {
        func result(_ name: String, _ prediction: String, _ truth: String) throws -> ImageResult {
            func pixels(_ text: String) -> [UInt8] { text.map { $0 == "#" ? 1 : 0 } }
            func mask(_ text: String) throws -> BinaryMask { try BinaryMask(pixels(text), width: 10, height: 1) }
            return ImageResult(
                key: ImageKey(set: "s", name: name), group: "p", prediction: pixels(prediction), truth: pixels(truth),
                shape: try ShapeFigures(prediction: mask(prediction), truth: mask(truth)))
        }
        return TestRow.csv([
            try result("a.png", "###...#..#", "##........"), try result("b.png", "..........", "##........"),
        ])
    }

    private static func rows(_ csv: String) throws -> [TestRow] {
        try TestRow.rows(of: CSVTable([UInt8](csv.utf8), file: "metrics.csv"))
    }

    @Test func theReaderKnowsEach() throws {
        let csv = try Self.csv()
        let table = try CSVTable([UInt8](csv.utf8), file: "metrics.csv")
        #expect(TestRow.unknownColumns(of: table).isEmpty)
        let rows = try Self.rows(csv)
        for metric in Metric.all { #expect(rows[0][metric] != nil, "\(metric.column)") }
        let undefined = Metric.all.filter { rows[1][$0] == nil }
        #expect(undefined == [.precision, .hd95, .assd])
        #expect(rows[0].distanceUnit == "px")
    }

    @Test func eachHasANameInEachLanguage() {
        for metric in Metric.all {
            #expect(MetricTexts.names[metric.column]?(.english) == metric.name, "\(metric.column)")
            #expect(MetricTexts.names[metric.column]?(.spanish).isEmpty == false, "\(metric.column)")
        }
        #expect(MetricTexts.names.count == Metric.all.count)
    }

    @Test(arguments: Language.allCases)
    func theTableOfImagesHasEachThatIsShown(language: Language) throws {
        let table = PageTable.images(try Self.rows(Self.csv()), syntheticSets: [], language)
        let shown = Metric.all.filter { $0.place >= .images }.map { MetricTexts.name($0)(language) }
        #expect(table.columns.filter { $0.kind == "figure" }.map(\.label) == shown)
        for row in table.rows { #expect(row.cells.count == table.columns.count - 1) }
        #expect(
            table.rows[1].cells.suffix(shown.count)[table.rows[1].cells.count - shown.count].text
                == (language == .english ? "0.0000" : "0,0000"))
    }

    @Test(arguments: Language.allCases)
    func theTablesOfResultsHaveEachThatIsForThem(language: Language) throws {
        let rows = try Self.rows(Self.csv())
        let columns = ResultColumns(rows, language)
        let headings = columns.headings(dice: "Dice", confidence: 0.95)
        let metrics = Metric.all.filter { $0.place == .results && $0 != .dice }.map { MetricTexts.name($0)(language) }
        #expect(Array(headings[4..<4 + metrics.count]) == metrics)
        let cells = columns.cells(SetResult(rows, set: nil, Bootstrap(draws: 10)))
        #expect(cells.count == headings.count)
        let latex = ResultTables.latex(run: "x", rows, in: language, bootstrap: Bootstrap(draws: 10))
        for name in metrics { #expect(latex.contains(name), "\(name)") }
    }

    @Test func aColumnThatNobodyKnowsIsNamed() throws {
        let csv = "image,set,dice,iou,betti_error\na,s,0.5,0.4,3\n"
        let table = try CSVTable([UInt8](csv.utf8), file: "metrics.csv")
        #expect(TestRow.unknownColumns(of: table) == ["betti_error"])
        #expect(try TestRow.rows(of: table)[0].figures == ["dice": 0.5, "iou": 0.4])
        let note = try #require(ReportNote.unknownColumns(["betti_error"]).first)
        #expect("\(note)".contains("does not know: betti_error;"))
    }

    @Test(arguments: [
        ("iou", "1.5", "a number in [0, 1]"), ("hd95", "-1", "a number, 0 or more"),
        ("volume_difference", "-1.5", "a number, -1 or more"), ("surface_dice", "x", "a number, or nothing"),
    ])
    func aValueOutsideItsRangeIsRefused(column: String, value: String, wanted: String) throws {
        let csv = "image,set,dice,\(column)\na,s,,\(value)\n"
        let error = try #require(throws: CSVError.self) { try Self.rows(csv) }
        #expect("\(error)" == "metrics.csv, line 2: \(column) is \"\(value)\"; wanted: \(wanted)")
    }
}
