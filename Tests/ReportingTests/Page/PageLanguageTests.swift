import Foundation
import Models
import TestSupport
import Testing

@testable import Reporting

@Suite struct PageLanguageTests {
    /// Words that a Spanish page would hold only where a text was forgotten.
    private static let english = [
        "the", "of", "and", "is", "are", "was", "were", "with", "without", "by", "from", "to", "in", "on", "it", "all",
        "image", "images", "film", "films", "set", "sets", "mean", "median", "lowest", "highest", "training", "test",
        "truth", "reference", "prediction", "metrics", "synthetic", "agreement", "missed", "correct", "false", "close",
        "next", "previous", "open", "show",
        "filter", "table", "figure", "name", "colours", "settings", "seconds", "epoch", "memory", "reports", "arm",
    ]

    /// What people read of a page, in lower case: element content and the attributes that are spoken or shown. Recipe
    /// keys, versions and chart SVG are not the page's own words.
    private func words(of html: String) -> Set<String> {
        let body = html.replacing(
            /(?s)<(script|style|code|svg class="symbols")[^>]*>.*?<\/(script|style|code|svg)>/, with: " "
        )
        .replacing(/(?s)<div class="settings">.*?<\/div>/, with: " ")
        let spoken = body.matches(of: /(?:aria-label|title|data-text|data-note)="([^"]*)"/).map { String($0.1) }
        let text = body.replacing(/<[^>]*>/, with: " ") + " " + spoken.joined(separator: " ")
        return Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    }

    @Test func aSpanishRunSpeaksNoEnglish() throws {
        let input = try Sample.runWithPictures(images: 4, side: 24, language: .spanish)
        var pictures: [ScoredImage.ID: PagePicture] = [:]
        for (id, source) in input.pictures {
            pictures[id] = try PagePicture(of: source, longest: 24)
        }
        let page = try Page(input, charts: [:], pictures: pictures, longest: 24).html()
        #expect(words(of: page).intersection(Self.english).subtracting(["films", "film", "images"]) == [])
        #expect(page.contains("<html lang=\"es\">"))
        #expect(page.contains("imagen sintética (fantoma)"))
        #expect(page.contains("<dd>0,") && !page.contains("<dd>0."), "headlines have a decimal comma")
        #expect(page.wholeMatch(of: /(?s).*<td data-key="[0-9.]+" class="number">0,[0-9]{4}<.*/) != nil)
        let english = try Page(
            Sample.runWithPictures(images: 4, side: 24, language: .english), charts: [:], pictures: pictures
        ).html()
        #expect(english.contains("<html lang=\"en\">") && english.contains("Best and worst test images"))
        #expect(words(of: english).intersection(Self.english).count > 20, "the test finds what it looks for")
    }

    @Test func aSpanishStudySpeaksNoEnglish() async throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "report.html")
            try StudyReport.write(try Sample.study(images: 4, side: 24, language: .spanish), to: file)
            let page = try String(contentsOf: file, encoding: .utf8)
            #expect(words(of: page).intersection(Self.english).subtracting(["film", "training"]) == [])
            #expect(page.contains("0,9512 [0,9448; 0,9570]"))
            try StudyReport.write(try Sample.study(images: 4, side: 24, language: .english), to: file)
            #expect(try String(contentsOf: file, encoding: .utf8).contains("0.9512 [0.9448, 0.9570]"))
        }
    }

    /// The model file says how the epoch was chosen; the report says it in its language.
    @Test func theChoiceOfTheEpochIsSaidInBothLanguages() {
        #expect(Words.chosen(epoch: 7, by: .validationDice, .english) == "epoch 7, the highest validation Dice")
        #expect(Words.chosen(epoch: 7, by: .validationDice, .spanish) == "época 7, la de mayor Dice de validación")
        #expect(Words.chosen(epoch: 7, by: .lastEpoch, .english) == "epoch 7, the last epoch")
        #expect(Words.chosen(epoch: 7, by: .lastEpoch, .spanish) == "época 7, la última")
    }
}
