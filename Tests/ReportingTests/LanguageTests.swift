import Reporting
import Testing

@Suite struct LanguageTests {
    @Test func aPhraseSpeaksBothLanguages() {
        let phrase = Phrase("films", es: "radiografías")
        #expect(phrase(.english) == "films" && phrase(.spanish) == "radiografías")
        #expect(Language(rawValue: "es") == .spanish && Language(rawValue: "fr") == nil)
    }
}
