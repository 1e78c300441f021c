import Foundation
import Imaging
import Testing

@testable import Reporting

@Suite struct StudyReportTests {
    private func html(_ input: StudyReportInput) async throws -> String {
        try await withFolder { folder in
            let file = folder.appending(path: "report.html")
            try StudyReport.write(input, to: file)
            return try String(contentsOf: file, encoding: .utf8)
        }
    }

    @Test func armsStandSideBySide() async throws {
        let input = try Sample.study(images: 6, side: 24, language: .english)
        let page = try await html(input)
        #expect(page.contains("<td>searched</td>") && page.contains("<td>as given</td>"))
        #expect(
            page.contains("<td class=\"number\">24.4</td><td class=\"number\">5.5</td><td class=\"number\">2.10</td>"))
        #expect(page.contains("training.optimizer.learning_rate: 0.002"))
        #expect(page.contains("U-Net, Adam against U-Net++, Adam"))
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
        for (name, dice) in [("x", [0.9, 0.8]), ("y", [0.5, 0.9]), ("z", [0.7, nil]), ("w", [0.8, 0.7])] {
            input.images.append(.init(id: .init(set: "s", image: name), dice: dice))
        }
        let difference = try #require(input.largestDifferences(between: [(0, 1)]).first)
        #expect(
            difference.images.map(\.image) == ["y", "x", "w"] || difference.images.map(\.image) == ["y", "w", "x"])
        #expect(difference.images.count == 3)
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
        let notes = try await withFolder { try StudyReport.write(input, to: $0.appending(path: "report.html")) }
        #expect(notes.count == 1 && notes[0].description.contains("no picture of 3 test images"))
        #expect(try await html(input).contains("The picture could not be made."))
    }

    @Test func fiveHundredImagesStayBelow40MB() async throws {
        // What takes room is noise: 200 pictures of 128 pixels weigh as much as the budget share that is asserted.
        let one = try Sample.runWithPictures(images: 1, side: 128, language: .english)
        let picture = try #require(one.pictures.values.first)
        var input = Sample.input(dice: (0..<500).map { Double(($0 * 37) % 499) / 499 })
        for row in input.test { input.pictures[.init(set: row.set, image: row.image)] = picture }
        try await withFolder { run in
            try await Report.write(input, to: run, gnuplot: nil)
            let file = run.appending(path: "report.html")
            let page = try String(contentsOf: file, encoding: .utf8)
            #expect(page.utf8.count < 40_000_000)
            #expect(page.components(separatedBy: "<symbol id=\"p").count - 1 == 400, "200 films, 200 predictions")
            #expect(
                page.contains("Of 500 test images, 200 are shown as pictures: the 50 of highest Dice, the 50 of lowest")
            )
            #expect(page.contains("<tr><td class=\"thumb\" data-key=\"\"></td>"), "rows without a picture stay")
            #expect(page.components(separatedBy: "<th scope=\"row\" data-key=").count - 1 == 500)
        }
    }
}
