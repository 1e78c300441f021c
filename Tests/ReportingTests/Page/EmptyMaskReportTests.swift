import Datasets
import Evaluation
import Files
import Foundation
import Imaging
import Overlays
import Statistics
import TestSupport
import Testing
import Training

@testable import Reporting

/// Reports, tables and charts of tests in which masks are empty.
struct EmptyMaskReportTests {
    /// Five images: a good one, one in the other set, a missed one, a false alarm, and one that is empty in both.
    private static let csv = """
        image,set,group,class,dice,iou,tp,fp,fn,tn,hd95,assd,surface_dice,distance_unit
        a.png,films,p1,1,0.8,0.666666,4,1,1,94,2.5,1.5,0.75,px
        b.png,other,p2,1,0.5,0.333333,2,2,2,94,4.5,2.5,0.25,px
        c.png,films,p3,1,0,0,0,0,5,95,,,0,px
        d.png,films,p4,1,0,0,0,3,0,97,,,0,px
        e.png,films,p5,1,,,0,0,0,100,,,,px

        """

    private static func rows() throws -> [TestRow] {
        try TestRow.rows(of: CSVTable([UInt8](csv.utf8), file: "metrics.csv"))
    }

    private static func input(_ language: Language = .english) throws -> ReportInput {
        var input = Sample.input()
        (input.test, input.language) = (try rows(), language)
        return input
    }

    private static func id(_ name: String, _ set: String = "films") -> ScoredImage.ID { .init(set: set, image: name) }

    @Test func theMeansLeaveOutWhatIsUndefined() throws {
        let rows = try Self.rows()
        let result = SetResult(rows, set: nil, Bootstrap(draws: 50))
        let dice = try #require(result.dice)
        #expect(abs(dice - 0.325) < 1e-12)
        #expect(result.diceMedian == 0.25 && result.diceMinimum == 0)
        #expect(result.images == 5 && result.masks == MaskCounts(rows))
        let masks = try #require(MaskCounts(rows))
        #expect(masks.neitherEmpty == 2 && masks.missed == 1 && masks.falseAlarms == 1 && masks.bothEmpty == 1)
        let numerals = Numerals(.english)
        #expect(result.text(.hd95, numerals) == "3.50 px (2)")
        #expect(result.text(.surfaceDice, numerals) == "0.2500 (4)")
        #expect(SetResult(Array(rows.suffix(1)), set: nil, Bootstrap(draws: 50)).text(.dice, numerals) == Numerals.none)
    }

    @Test(arguments: Language.allCases)
    func thePageSaysOfHowManyImages(language: Language) throws {
        var input = try Self.input(language)
        input.split = (0..<24).map { Sample.split("\($0)", set: "films", $0 < 18 ? .train : .test) }
        let json = """
            {"format": 1, "fingerprint": "0", "sets": [], "empty_masks": {"train": 3, "validation": 0, "test": 1}}
            """
        input.emptyMasks = try JSONDecoder().decode(DataSummary.self, from: Data(json.utf8)).emptyMasks
        let page = try Page(input, charts: [:], pictures: [:]).html()
        switch language {
        case .english:
            #expect(
                page.contains("<dt>Mean Dice</dt><dd>0.325</dd>") && page.contains("<dt>Test images</dt><dd>5</dd>"))
            #expect(
                page.contains(
                    "Of 5 test images: missed (the prediction is empty, the reference is not) 1, false alarms"))
            #expect(
                page.contains(
                    "Dice, IoU and surface Dice are means over the 4 that are not empty in both, HD95 and ASSD over the 2 in"
                ))
            #expect(page.contains("Masks without foreground: 3 of 18 in training, 1 of 6 in test."))
            #expect(page.contains("<td class=\"number\">3 of 4</td>"), "the set's images")
        case .spanish:
            #expect(
                page.contains("De 5 imágenes de prueba: omitidas (predicción vacía, referencia no) 1, falsas alarmas"))
            #expect(page.contains("Máscaras sin objeto: 3 de 18 en entrenamiento, 1 de 6 en prueba."))
            #expect(page.contains("<td class=\"number\">3 de 4</td>"))
        }
    }

    @Test func withoutEmptyMasksThePageSaysNothingOfThem() throws {
        let page = try Page(Sample.input(), charts: [:], pictures: [:]).html()
        #expect(!page.contains("missed (the prediction") && !page.contains("Masks without foreground"))
    }

    /// Where no image has a Dice there are results all the same.
    @Test func aTestOfEmptyMasksAloneIsShown() throws {
        var input = try Self.input()
        input.test = Array(try Self.rows().suffix(1))
        let page = try Page(input, charts: [:], pictures: [:]).html()
        #expect(!page.contains("There are no test results."))
        #expect(page.contains("<dt>Mean Dice</dt><dd>–</dd>") && page.contains("<dt>Test images</dt><dd>1</dd>"))
        #expect(input.extremes.all.isEmpty && Chart.diceHistogram([]) == nil)
        #expect(input.charts.map(\.name).contains("dice-histogram") == false)
    }

    @Test func chartsAndExtremesLeaveOutImagesWithoutADice() throws {
        let input = try Self.input()
        #expect(input.extremes.all.map(\.id.image).sorted() == ["a.png", "b.png", "c.png", "d.png"])
        let histogram = try #require(input.charts.first { $0.name == "dice-histogram" })
        #expect(histogram.caption.hasPrefix("Number of test images in each Dice bin (4 in all). The axis starts at "))
        let pairs = ScorePair.list(input.test, input.test)
        #expect(pairs.count == 4)
    }

    /// They are shown as pictures all the same: in the page's table.
    @Test func imagesWithoutADiceHavePictures() async throws {
        var input = try Self.input()
        #expect(input.selection.ids.contains(Self.id("e.png")) && input.selection.all == 5)
        for id in input.selection.ids { input.pictures[id] = try Sample.pictures() }
        let empty = try Image(grey: [UInt8](repeating: 0, count: 576), width: 24, height: 24)
        input.pictures[Self.id("e.png")] = SegmentedImage(image: empty, reference: empty, prediction: empty)
        try await withFolder { run in
            let notes = try await Report.write(input, to: run, gnuplot: nil)
            #expect(!notes.contains { $0.isAboutPicture })
            let page = try String(contentsOf: run.appending(path: "report.html"), encoding: .utf8)
            #expect(page.contains("Dice undefined: both masks are empty"), "the words for the picture")
            #expect(page.components(separatedBy: "<button").count > 10)
        }
        let many = PictureSelection(
            of: (0..<300).map { ScoredImage(id: Self.id("\($0)"), dice: $0 < 240 ? Double($0) / 300 : nil) }, seed: 1)
        #expect(many.best.allSatisfy { $0.dice != nil } && many.worst.allSatisfy { $0.dice != nil })
        #expect(many.ids.count == 200 && many.drawn.contains { $0.dice == nil })
    }

    @Test(arguments: Language.allCases)
    func tablesForPapersCountEmptyMasks(language: Language) throws {
        let latex = ResultTables.latex(run: "x", try Self.rows(), in: language, bootstrap: Bootstrap(draws: 20))
        let rows = latex.split(separator: "\n").filter { $0.hasSuffix("\\\\") }
        #expect(rows.count == 4, "the header, two sets, all")
        let columns = try #require(latex.firstMatch(of: /tabular}{(l?r+)}/)).1.count
        for row in rows { #expect(row.count { $0 == "&" } == columns - 1, "\(row)") }
        switch language {
        case .english:
            #expect(rows[0].hasSuffix("Surface Dice & Missed & False alarms & Empty in both \\\\"))
            #expect(
                rows[1].hasPrefix(
                    "films & 4 & 0.2667 (3) & -- & 0.0000 & 0.0000 & 0.2222 (3) & 2.50 px (1) & 1.50 px (1) & 0.2500 (3) & 1 & 1 & 1"
                ))
            #expect(rows[2].hasPrefix("other & 1 & 0.5000 & -- & "), "no brackets where nothing is left out")
            #expect(rows[2].hasSuffix(" & 0 & 0 & 0 \\\\"))
            #expect(
                latex.contains("means over the 4 that are not empty in both") && latex.contains("In brackets: how many")
            )
        case .spanish:
            #expect(rows[0].contains("Omitidas & Falsas alarmas & Vacías en ambas"))
            #expect(rows[3].hasPrefix("Todos & 5 & 0,3250 (4)"))
        }
        let full = try Self.rows().prefix(2).map { $0 }
        let plain = ResultTables.latex(run: "x", full, in: .english, bootstrap: Bootstrap(draws: 20))
        #expect(plain.contains("No predicted or reference mask is empty: the means are over all images."))
        #expect(!plain.contains("Missed"))
    }

    @Test func theClassTableCountsEmptyMasks() throws {
        var input = Sample.input()
        input.classes = try Classes(count: 3, names: ["none", "disc", "square"])
        input.test = ["disc", "square"].flatMap { name in
            (0..<3).map { i -> TestRow in
                let empty: [String: Double] = ["tp": 0, "fp": 0, "fn": 0]
                let found: [String: Double] = ["dice": 0.6, "iou": 0.5, "tp": 4, "fp": 1, "fn": 2]
                return TestRow(
                    image: "\(i).png", set: "s", className: name, figures: name == "square" && i > 0 ? empty : found)
            }
        }
        let page = try Page(input, charts: [:], pictures: [:]).html()
        #expect(
            page.contains(
                "<th scope=\"col\" class=\"number\">Mean Dice where present</th>\n<th scope=\"col\" class=\"number\">Missed</th>"
            ))
        #expect(
            page.contains("<th scope=\"row\">square</th><td class=\"number\">1</td><td class=\"number\">0.6000</td>"))
        #expect(page.contains("<td class=\"number\">0</td><td class=\"number\">0</td><td class=\"number\">2</td></tr>"))
        #expect(page.contains("Of 6 masks (one for each image and class): missed"))
        #expect(page.contains("<dt>Mean Dice</dt><dd>0.600</dd>"))
    }

    /// The mean over images by class, then over classes, with an interval of the same mean.
    @Test func theIntervalIsOfTheMeanByClass() throws {
        let values = (0..<12).map { (i: Int) -> [String: [Double]] in
            let step = 0.01 * Double(i)
            return i < 4 ? ["a": [0.9], "b": [0.1 + step]] : ["a": [0.8 + step]]
        }
        let interval = try #require(Bootstrap(draws: 500).interval(ofMeanByClass: values))
        let rows = values.enumerated().flatMap { i, classes in
            classes.flatMap { name, dice in
                dice.map { MetricValues.Row(image: ImageKey(set: "s", name: "\(i)"), className: name, value: $0) }
            }
        }
        let mean = try #require(MetricValues(rows).mean)
        #expect(interval.contains(mean) && interval.high < 0.6, "a mean over rows would be 0.7")
        let one = (0..<9).map { Double($0) / 10 }
        #expect(
            Bootstrap(draws: 200).interval(ofMeanByClass: one.map { ["1": [$0]] })
                == Bootstrap(draws: 200).interval(ofMean: one.map { [$0] }))
        #expect(Bootstrap().interval(ofMeanByClass: []) == nil)
    }

    @Test func aStudysPageCopesWithAnAbsentDice() async throws {
        var input = try Sample.study(images: 4, side: 24, language: .english)
        input.images[1].dice = [nil, nil, nil]
        input.images[2].dice[1] = nil
        input.tables[0].rows[0][2] = .mean(3.25, digits: 2, of: 69)
        input.tables[0].rows[1][2] = .mean(nil, digits: 2, of: 0)
        #expect(input.selection.all == 4 && input.selection.ids.count == 4)
        let differences = input.largestDifferences(between: [(0, 1)])
        #expect(differences[0].images.count == 2)
        input.differences = differences
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "report.html")
            try StudyReport.write(input, to: file)
            let page = try String(contentsOf: file, encoding: .utf8)
            #expect(page.contains(">3.25 (69)</td>"))
        }
    }

    @Test func aVerdictSaysWhyImagesAreLeftOut() {
        #expect(VerdictTexts.undefined(2, .dice)(.english).contains("(both masks are empty)"))
        #expect(VerdictTexts.undefined(2, .dice)(.spanish).contains("(ambas máscaras están vacías)"))
    }
}
