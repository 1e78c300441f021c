import Evaluation
import Files
import Foundation
import Imaging
import Models
import Overlays
import TestSupport
import Testing

@testable import Reporting

@Suite struct ReportTests {
    private func html(_ input: ReportInput, charts: [String: String] = [:]) throws -> String {
        try Page(input, charts: charts, pictures: [:]).html()
    }

    @Test func textsOfFilesAreEscapedEverywhere() throws {
        var input = Sample.input()
        let odd = Sample.oddName
        input.runName = odd
        input.chosenBy = odd
        input.settings = [Setting(section: odd, key: odd, value: odd)]
        input.test = [TestRow(image: odd, set: odd, group: odd, className: odd, figures: ["dice": 0.5])]
        input.test.append(TestRow(image: odd, set: odd, className: "other", figures: ["dice": 0.5]))
        input.split = [Sample.split(odd, set: odd, .test)]
        input.leftOut = [ReportInput.LeftOut(set: odd, name: odd, reason: odd)]
        input.versions = [ReportInput.Version(name: odd, version: odd)]
        let page = try html(input)
        let escaped = "a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;\u{301}.png"
        #expect(page.components(separatedBy: escaped).count > 15)
        let scalars = String(page.unicodeScalars.filter { $0 != "\u{301}" })
        #expect(!scalars.contains("a <b>"))
        #expect(!scalars.contains("'d'"))
        #expect(!scalars.contains("\"c\""))
    }

    @Test(arguments: Language.allCases)
    func whatWasForcedAndTheModelOfAWarmStartAreShown(language: Language) throws {
        var input = Sample.input()
        input.language = language
        #expect(try !html(input).contains("--force"))
        input.forced = [ForcedChange(name: "processor", old: "<a>", new: "b")]
        for basis in [WarmStartOverlap.Basis.content, .name, .unknown] {
            for images in [0, 3] {
                input.warmStart = WarmStartOverlap(images: images, comparedBy: basis)
                let page = try html(input)
                let remarks = ConditionTexts.remarks(input.forced, input.warmStart).map { PageText.html($0(language)) }
                #expect(remarks.count == (basis == .unknown && images > 0 ? 3 : 2))
                for remark in remarks { #expect(page.contains("<p>\(remark)</p>"), "\(remark)") }
                #expect(page.contains("processor (&lt;a&gt; → b)"))
            }
        }
    }

    @Test func everyFigureOfTheTableComesFromTheFile() throws {
        let csv = """
            image,set,group,class,dice,iou,precision,recall,hd95,distance_unit
            a.png,films,p1,lung,0.912345,0.838765,0.9,0.925,12.345,px
            b.png,films,p2,lung,1,1,1,1,,
            c.png,films,p3,lung,0,0,nan,0,inf,px

            """
        var input = Sample.input()
        let rows = try TestRow.rows(of: CSVTable([UInt8](csv.utf8), file: "metrics.csv"))
        input.test = rows
        let table = PageTable.images(rows, syntheticSets: [], .english)
        #expect(
            table.columns.map(\.label) == ["Image", "Set", "Group", "Dice", "IoU", "Precision", "Recall", "HD95"])
        #expect(
            table.rows.map { [$0.head.text] + $0.cells.map(\.text) } == [
                ["a.png", "films", "p1", "0.9123", "0.8388", "0.9000", "0.9250", "12.35 px"],
                ["b.png", "films", "p2", "1.0000", "1.0000", "1.0000", "1.0000", "–"],
                ["c.png", "films", "p3", "0.0000", "0.0000", "NaN", "0.0000", "∞ px"],
            ])
        let page = try html(input)
        for key in ["0.912345", "0.838765", "12.345"] { #expect(page.contains("data-key=\"\(key)\"")) }
        // Mean, median, minimum Dice and mean IoU, from the rows alone.
        for (value, label) in [
            ("0.637", "Mean Dice"), ("0.912", "Median Dice"), ("0.000", "Minimum Dice"), ("0.613", "Mean IoU"),
            ("3", "Test images"),
        ] {
            #expect(page.contains("<dt>\(label)</dt><dd>\(value)</dd>"))
        }
    }

    @Test func pageIsCompleteAndFetchesNothing() throws {
        let page = try html(Sample.input(), charts: ["loss": "<svg id=\"L\"></svg>"])
        #expect(page.hasPrefix("<!doctype html>"))
        #expect(page.hasSuffix("</html>\n"))
        #expect(page.contains("<svg id=\"L\"></svg>"))
        #expect(page.contains("not a medical device"))
        #expect(page.contains("each image&#39;s own size"))
        #expect(!page.contains("{{"))
        for address in ["http://", "https://", "src=\"/", "@import", "url(h", "url(\"", "url('"] {
            #expect(!page.contains(address))
        }
    }

    @Test func whatIsMissingIsSaid() throws {
        var input = Sample.input(history: Sample.history(epochs: 2, validation: false))
        #expect(try html(input).contains("no validation curves"))
        #expect(try html(input).contains("apt-get install gnuplot-nox"))
        #expect(try html(input).contains("Of 3 test images, the upper row shows 2 and the lower row 1"))
        input.test = []
        let page = try html(input)
        #expect(page.contains("There are no test results."))
        #expect(!page.contains("Best and worst"))
    }

    @Test func syntheticImagesAreLabelledWhereverTheyAreShown() async throws {
        try await withFolder { run in
            var input = Sample.input(dice: [0.9, 0.8])
            input.syntheticSets = ["films"]
            for image in input.extremes.all { input.pictures[image.id] = try Sample.pictures() }
            try await Report.write(input, to: run, gnuplot: nil)
            let page = try String(contentsOf: run.appending(path: "report.html"), encoding: .utf8)
            // Below the small picture, and in the note of the large one.
            #expect(page.components(separatedBy: "synthetic image (phantom)").count == 5)
            #expect(page.contains("All images below are synthetic (phantoms)"))
            #expect(page.contains("synthetic images (phantoms)"))
            #expect(page.contains("aria-label=\"Synthetic image"))
            #expect(page.components(separatedBy: "href=\"data:image/jpeg;base64,").count == 3, "each film once")
            let figures = try FileManager.default.contentsOfDirectory(atPath: run.appending(path: "figures").path)
            let best = ["-mask.png", "-outline.png", ".png"].map { "best-1-film-0\($0)" }
            let worst = ["-mask.png", "-outline.png", ".png"].map { "worst-1-film-1\($0)" }
            #expect(figures.sorted() == best + worst, "files are named after their images; without gnuplot no sheets")
        }
    }

    @Test func withoutGnuplotTheReportIsWrittenAndTheNoteSaysWhatToInstall() async throws {
        try await withFolder { run in
            let notes = try await Report.write(Sample.input(), to: run, gnuplot: Gnuplot.find(path: ""))
            #expect(notes.first == Gnuplot.missing)
            #expect("\(Gnuplot.missing)".contains("apt-get install gnuplot-nox"))
            #expect("\(Gnuplot.missing)".contains("brew install gnuplot"))
            #expect(notes.last?.description.contains("no picture of 3 test images: film-0.png (films), film-1") == true)
            #expect(notes.count == 2)
            let names = try FileManager.default.contentsOfDirectory(atPath: run.path)
            #expect(names.sorted() == ["figures", "report.html"])
        }
    }

    @Test func secondReportReplacesTheOverlaysOfTheFirst() async throws {
        try await withFolder { run in
            for dice in [[0.9, 0.8], [0.7, 0.8]] {
                var input = Sample.input(dice: dice)
                for image in input.extremes.all { input.pictures[image.id] = try Sample.pictures(side: 500) }
                try await Report.write(input, to: run, gnuplot: nil)
            }
            let figures = run.appending(path: "figures")
            let names = try FileManager.default.contentsOfDirectory(atPath: figures.path).sorted()
            #expect(
                names.filter { !$0.contains("sheet") } == [
                    "best-1-film-1-mask.png", "best-1-film-1-outline.png", "best-1-film-1.png",
                    "worst-1-film-0-mask.png", "worst-1-film-0-outline.png", "worst-1-film-0.png",
                ])
            #expect(try Codec.decode(figures.appending(path: "best-1-film-1.png")).width == 500)
        }
    }

    @Test func picturesThatDoNotFitNameTheImage() async throws {
        try await withFolder { run in
            var input = Sample.input(dice: [0.9])
            let (a, b) = (try Sample.pictures(side: 24), try Sample.pictures(side: 12))
            let id = try #require(input.extremes.best.first?.id)
            input.pictures[id] = SegmentedImage(image: a.image, reference: b.reference, predictions: a.predictions)
            let error = try await #require(throws: ReportError.self) { try await Report.write(input, to: run) }
            #expect("\(error)".hasPrefix("film-0.png: the reference is 12 x 12 where the image is 24 x 24"))
            #expect(!FileManager.default.fileExists(atPath: run.appending(path: "report.html").path))
        }
    }

    @Test func folderThatCannotBeWrittenIsNamed() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "file")
            try Data().write(to: file)
            let error = try await #require(throws: ReportError.self) {
                try await Report.write(Sample.input(), to: file.appending(path: "run"), gnuplot: nil)
            }
            #expect("\(error)".contains("cannot be written"))
        }
    }
}
