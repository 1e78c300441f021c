import Foundation
import TestSupport
import Testing

@testable import Reporting

/// Which names the fonts can show, by lists of fonts that are not this machine's.
@Suite struct FontCoverageTests {
    /// Code points of DejaVu Sans as fontconfig lists them, in part.
    private static let dejaVu = "TrueType:20-7e a0-17f 2be 300-304 370-3ff 400-45f 600-65f 25a1 2026\n"
    private static let names = ["胸部", "Πνεύμονας", "płuco żółte", "Рентген", "صورة", "naïve …"]

    private func note(_ fonts: FontCoverage, _ texts: [String]) -> String? {
        let notes = ReportNote.fonts(fonts, for: texts)
        #expect(notes.count <= 1 && !(notes.first?.description.contains("\n") ?? false), "one line")
        return notes.first?.description
    }

    @Test func scriptsThatAFontHasAreShown() {
        let fonts = FontCoverage(list: Self.dejaVu)
        for name in Self.names.dropFirst() { #expect(fonts.drawable(name) == name) }
        #expect(fonts.missing(in: Array(Self.names.dropFirst())).isEmpty)
        #expect(note(fonts, Array(Self.names.dropFirst())) == nil)
        let both = FontCoverage(list: Self.dejaVu + "CFF:4e00-9fff\n")
        #expect(both.missing(in: Self.names).isEmpty && note(both, Self.names) == nil)
    }

    @Test func whatNoFontHasIsABoxAndNamedWithItsPackage() {
        let fonts = FontCoverage(list: Self.dejaVu)
        #expect(fonts.drawable("胸部 X.png") == "□□ X.png")
        #expect(fonts.missing(in: Self.names) == ["胸", "部"])
        let line = note(fonts, Self.names + ["胸"])
        #expect(line?.contains("Chinese 胸 (U+80F8), 部 (U+90E8)") == true, "\(line ?? "")")
        #expect(line?.contains("apt-get install fonts-noto-cjk)") == true, "\(line ?? "")")
        let latin = FontCoverage(list: "TrueType:20-7e\n")
        #expect(latin.drawable("łódź") == "??d?", "no font has the box either")
        for (text, package) in [
            ("한국", "fonts-noto-cjk"), ("ひらがな", "fonts-noto-cjk"), ("हिन्दी", "fonts-noto-core"), ("ไทย", "fonts-noto-core"),
            ("😀", "fonts-noto-color-emoji"), ("łódź", "fonts-dejavu-core"), ("Ж", "fonts-dejavu-core"),
        ] { #expect(note(latin, [text])?.contains(package) == true, "\(text)") }
        let many = note(latin, [String(String.UnicodeScalarView((0x4E00..<0x4E10).compactMap(Unicode.Scalar.init)))])
        #expect(many?.contains("and 11 more") == true, "\(many ?? "")")
        #expect(FontCoverage(list: "").drawable("a b") == " ", "no font at all: gnuplot gets no letter")
    }

    @Test func lettersWithMarksJoinersAndSpacesCountAsTheyAreSeen() {
        let fonts = FontCoverage(list: Self.dejaVu)
        // "é" as two code points where the font has the whole letter alone.
        let whole = FontCoverage(list: "TrueType:20-7e e9\n")
        #expect(whole.missing(in: ["e\u{301}"]).isEmpty && whole.drawable("e\u{301}") == "\u{E9}")
        #expect(fonts.missing(in: ["a\tb\n\u{A0}\u{200D}\u{FE0F}"]).isEmpty)
        #expect(ChartLabel.short("می\u{200C}خواهم") == "می\u{200C}خواهم")
    }

    /// Pango draws no bitmap and no Type 1 fonts.
    @Test func fontsThatPangoCannotDrawDoNotCount() {
        let fonts = FontCoverage(list: "PCF:20-ffff\nType 1:400-4ff\nTrueType:20-7e\nno font\nTrueType:zz 7-3 110000\n")
        #expect(fonts == FontCoverage(list: "TrueType:20-7e"))
        #expect(fonts.missing(in: ["aЖ"]) == ["Ж"])
    }

    @Test func withoutFontconfigNothingIsReplacedAndTheDoubtIsSaid() async throws {
        let fonts = await FontCoverage.ofThisMachine(path: "/nowhere")
        guard case .unknown(let reason) = fonts else {
            Issue.record("\(fonts)")
            return
        }
        #expect(reason.contains("apt-get install fontconfig"))
        #expect(fonts.drawable("胸部") == "胸部" && fonts.missing(in: ["胸部"]).isEmpty)
        #expect(note(fonts, ["胸部"])?.contains(reason) == true)
        #expect(note(fonts, ["plain", "naïve, łódź"]) == nil, "every font has these")
    }

    @Test func fontconfigIsAskedThroughItsProgram() async throws {
        try await withFolder { folder in
            let program = folder.appending(path: "fc-list")
            func make(_ script: String) throws {
                try Data(script.utf8).write(to: program)
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
            }
            try make("#!/bin/sh\n[ \"$1\" = --format ] && printf 'TrueType:41-43 3b1\\nCFF:4e2d\\n'\n")
            #expect(await FontCoverage.ofThisMachine(path: folder.path) == FontCoverage(list: "CFF:41-43 3b1 4e2d"))
            try make("#!/bin/sh\nexit 3\n")
            let failed = await FontCoverage.ofThisMachine(path: folder.path)
            #expect("\(failed)".contains("failed"), "\(failed)")
        }
    }

    @Test(.enabled(if: Gnuplot.executable("fc-list", path: ProcessInfo.processInfo.environment["PATH"] ?? "") != nil))
    func thisMachineHasLatinLetters() async {
        #expect(await FontCoverage.ofThisMachine().missing(in: ["Abc xyz 0123456789"]).isEmpty)
    }
}
