import Testing

@testable import Reporting

@Suite struct StrokeFontTests {
    @Test func everyLetterHasItsOwnShape() {
        let letters =
            (0x21..<0x7F).compactMap(Unicode.Scalar.init).map(Character.init) + Array("áéíóúñüÁÉÍÓÚÑÜ¿¡ºª«»–−…·×±ç")
        var font = StrokeFont(capitals: 16)
        let box = font.glyph("漢")
        var shapes: Set<String> = []
        for letter in letters {
            let glyph = font.glyph(letter)
            #expect(glyph.coverage.contains { $0 > 200 }, "\(letter) has ink")
            #expect(glyph.coverage.count == glyph.width * glyph.height && glyph != box, "\(letter)")
            #expect(shapes.insert("\(glyph)").inserted, "\(letter) looks like another")
        }
        #expect(font.glyph(" ").coverage.isEmpty && font.glyph(" ").advance > 0)
    }

    @Test func pathsAreWholeNumbersOfPoints() {
        let paths = Array(StrokeFont.paths.values) + Array(StrokeFont.accents.values) + [StrokeFont.cedilla.path]
        for path in paths {
            for stroke in path.split(separator: "|") {
                let words = stroke.split(separator: " ")
                #expect(words.first?.hasPrefix("~") == false && words.last?.hasPrefix("~") == false, "\(path)")
                for word in words {
                    #expect(
                        word.drop { $0 == "~" }.split(separator: ",").compactMap { Double($0) }.count == 2, "\(path)")
                }
            }
        }
    }

    /// An H of 20 pixels: two stems of full height and a bar between them.
    @Test func anHIsTwoStemsAndABar() throws {
        var font = StrokeFont(capitals: 20)
        let glyph = font.glyph("H")
        func ink(_ x: Int, above baseline: Int) -> UInt8 {
            glyph.coverage[(glyph.top - baseline) * glyph.width + x - glyph.left]
        }
        // Stems at 0.5 and 7.5 tenths of 20 pixels, the bar at 5.3.
        for height in [2, 10, 19] { #expect(ink(1, above: height) > 128 && ink(15, above: height) > 128) }
        #expect(ink(8, above: 11) > 128 && ink(8, above: 5) == 0 && ink(8, above: 17) == 0)
    }

    @Test func namesAreCutToTheirRoomInTheMiddle() {
        var font = StrokeFont(capitals: 10)
        #expect(font.fitted("short", width: 500) == "short")
        let cut = font.fitted("CHNCXR_0043_0-and-much-more.png", width: 120)
        #expect(cut.hasPrefix("CHN") && cut.hasSuffix(".png") && cut.contains("…"))
        #expect(font.width(of: cut) <= 120)
        #expect(font.fitted("wide", width: 0) == "…")
        #expect(font.fitted("a\nb", width: 500) == "a b")
    }

    @Test func marksStandOverTheirLetters() {
        let (plain, accented) = (StrokeFont.lines(of: "e"), StrokeFont.lines(of: "é"))
        #expect(accented.count == plain.count + 1)
        #expect((accented.last?.to.y ?? 0) > 10, "above the letter")
        #expect((StrokeFont.lines(of: "É").last?.from.y ?? 0) > 10, "above the capital")
        #expect(StrokeFont.lines(of: "í").count == 2, "no dot below the accent")
        // One character or two scalars: the same letter.
        #expect(StrokeFont.lines(of: "e\u{301}").count == accented.count)
    }
}
