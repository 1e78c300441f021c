import Foundation
import Imaging
import TestSupport
import Testing

@testable import Reporting

@Suite struct StudyReportTests {
    private func html(_ input: StudyReportInput) async throws -> String {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "report.html")
            try StudyReport.write(input, to: file)
            return try String(contentsOf: file, encoding: .utf8)
        }
    }

    @Test func armsStandSideBySide() async throws {
        let input = try Sample.study(images: 6, side: 24, language: .english)
        let page = try await html(input)
        #expect(page.contains("<td>tuned</td>") && page.contains("<td>as given</td>"))
        #expect(
            page.contains("<td class=\"number\">24.4</td><td class=\"number\">5.5</td><td class=\"number\">2.10</td>"))
        #expect(page.contains("training.optimizer.learning_rate: 0.002"))
        #expect(page.contains("U-Net, Adam and U-Net++, Adam"))
        // A panel for each arm, and each film once for all of them.
        #expect(page.components(separatedBy: "<figure class=\"panel\"").count == 4)
        #expect(page.components(separatedBy: "data:image/jpeg").count == 7)
        // Two pairs of arms, three images each, two sides.
        #expect(page.components(separatedBy: "data-arms=\"0 1\"").count == 7)
        #expect(page.components(separatedBy: "data-arms=\"0 2\"").count == 7)
    }

    @Test func largestDifferencesComeFirst() throws {
        let arms = ["a", "b"].map { StudyReportInput.Arm(name: $0, settings: []) }
        var input = StudyReportInput(title: "t", lead: "l", arms: arms)
        // Numbers that are exact in binary: w, and x of both sets, are ties.
        let images: [(set: String, name: String, dice: [Double?])] = [
            ("s", "x", [0.75, 0.5]), ("s", "y", [0.25, 0.75]), ("s", "z", [0.75, nil]), ("s", "w", [0.5, 0.75]),
            ("r", "x", [0.25, 0.5]),
        ]
        for image in images {
            input.images.append(.init(id: .init(set: image.set, image: image.name), dice: image.dice))
        }
        let difference = try #require(input.largestDifferences(between: [(0, 1)]).first)
        #expect(difference.images.map { $0.set + $0.image } == ["sy", "rx", "sw", "sx"])
        #expect(input.largestDifferences(between: [(0, 1)], count: 2).first?.images.map(\.image) == ["y", "x"])
        #expect(input.largestDifferences(between: [(0, 5)]).first?.images == [])
    }

    @Test func textsAreEscaped() async throws {
        let odd = Sample.oddName
        let arm = StudyReportInput.Arm(
            name: odd, settings: [Setting(section: odd, key: odd, value: odd)], reports: [odd])
        var input = StudyReportInput(title: odd, lead: odd, arms: [arm, arm])
        input.verdict = [odd]
        input.notes = [odd]
        input.tables = [.init(caption: odd, columns: [odd, odd], rows: [[.text(odd), .text(odd)]], note: odd)]
        let id = ScoredImage.ID(set: odd, image: odd)
        input.images = [.init(id: id, group: odd, dice: [0.5, 0.6])]
        let parts = try Sample.pictures()
        input.pictures[id] = .init(
            image: parts.image, reference: parts.reference, predictions: [parts.prediction, nil])
        input.differences = [.init(0, 1, images: [id])]
        let page = try await html(input)
        #expect(page.components(separatedBy: "a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;\u{301}.png").count > 15)
        let scalars = String(page.unicodeScalars.filter { $0 != "\u{301}" })
        for raw in ["a <b>", "'d'", "& \"c"] { #expect(!scalars.contains(raw)) }
    }

    @Test func picturesThatAreMissingAreOneNote() async throws {
        var input = try Sample.study(images: 3, side: 24, language: .english)
        input.pictures = [:]
        let notes = try withTemporaryFolder {
            try StudyReport.write(input, to: $0.appending(path: "report.html"))
        }
        #expect(notes.count == 1 && notes[0].description.contains("no picture of 3 test images"))
        #expect(try await html(input).contains("The picture could not be made."))
    }

    @Test func aPageOfFiveHundredImagesShowsTwoHundred() async throws {
        let one = try Sample.runWithPictures(images: 1, side: 128, language: .english)
        let picture = try #require(one.pictures.values.first)
        var input = Sample.input(dice: (0..<500).map { Double(($0 * 37) % 499) / 499 })
        for row in input.test { input.pictures[.init(set: row.set, image: row.image)] = picture }
        try await withFolder { run in
            try await Report.write(input, to: run, gnuplot: nil)
            let file = run.appending(path: "report.html")
            let page = try String(contentsOf: file, encoding: .utf8)
            #expect(page.components(separatedBy: "<symbol id=\"p").count - 1 == 400, "200 films, 200 predictions")
            #expect(
                page.contains(
                    "Of 500 test images, 200 are shown as pictures: the 50 with the highest Dice, the 50 with")
            )
            #expect(page.contains("<tr><td class=\"thumb\" data-key=\"\"></td>"), "rows without a picture stay")
            #expect(page.components(separatedBy: "<th scope=\"row\" data-key=").count - 1 == 500)
            // The pictures take what their budget counts, once, and the rest fits between the budget and 40 MB.
            let shown = try PagePicture(of: picture, longest: 768)
            let rest = page.utf8.count - 200 * shown.byteCount
            #expect(rest > 0 && rest < 40_000_000 - PagePicture.budget)
        }
    }
}
