import Foundation
import Imaging
import Overlays
import TestSupport
import Testing

@testable import Reporting

/// What gnuplot writes on sheets.
@Suite(.enabled(if: Gnuplot.find() != nil, "gnuplot is not installed"))
struct SheetTextTests {
    private static let everything = FontCoverage.unknown(reason: "all characters are taken to be there")
    private static let ascii = FontCoverage(list: "TrueType:20-7e\n")

    private func drawn(_ sheet: Sheet, _ fonts: FontCoverage = everything) async throws -> Image {
        try await sheet.image(with: #require(Gnuplot.find()), fonts: fonts)
    }

    /// A white sheet of one line.
    private func line(_ text: String, width: Int = 400, size: Int = 20, isBold: Bool = false) -> Sheet {
        var sheet = Sheet(width: 600, height: 60)
        sheet.texts = [
            SheetText(text: text, x: 50, y: 40, width: width, style: .init(size: size, isBold: isBold))
        ]
        return sheet
    }

    /// The smallest rectangle that holds all pixels that are dark.
    private func ink(_ image: Image) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>)? {
        let dark = (0..<image.width * image.height).filter { image.bytes[3 * $0] < 128 }
        let (xs, ys) = (dark.map { $0 % image.width }, dark.map { $0 / image.width })
        guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else { return nil }
        return (left...right, top...bottom)
    }

    @Test func textsStandOnTheirBaselineAtTheirPlace() async throws {
        for (text, isBold) in [("H", false), ("Hamburg", false), ("HÉ", true)] {
            let place = try #require(ink(try await drawn(line(text, isBold: isBold))), "\(text)")
            #expect((50...55).contains(place.columns.lowerBound), "\(text)")
            #expect((38...40).contains(text == "Hamburg" ? 40 : place.rows.upperBound), "\(text)")
            #expect((12...26).contains(place.rows.lowerBound), "\(text)")
        }
        let (small, large) = (ink(try await drawn(line("H", size: 12))), ink(try await drawn(line("H", size: 24))))
        let heights = [small, large].compactMap { $0?.rows.count }
        #expect(heights.count == 2 && abs(2 * heights[0] - heights[1]) <= 3, "twice the size, twice as high")
    }

    @Test func longTextsAreCutInTheMiddleToTheirWidth() async throws {
        let long = "begin " + String(repeating: "wide and long ", count: 30) + "end"
        for width in [60, 150, 400] {
            let place = try #require(ink(try await drawn(line(long, width: width))))
            #expect(place.columns.upperBound < 50 + width, "\(width)")
            #expect(place.columns.count > width * 6 / 10, "\(width): as much as there is room for")
        }
        #expect(ink(try await drawn(line(" \n\t"))) == nil)
        #expect(ink(try await drawn(line("漢", width: 60), Self.ascii)) != nil, "a box or a question mark")
    }

    /// Exact pixels at whole places, through the PNG file too; texts lie outside the pictures.
    @Test func picturesAreNotChangedByADot() async throws {
        let side = ContactSheet.side
        let noise = (0..<side * side).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 7) }
        let film = try Image(grey: noise, width: side, height: side)
        let mask = try Image(grey: noise.map { $0 > 127 ? 1 : 0 }, width: side, height: side)
        let image = try #require(
            try SheetImage(
                name: "a.png", dice: 0.5, of: SegmentedImage(image: film, reference: mask, prediction: mask),
                longest: side))
        let sheet = try ContactSheet.make([image, image], title: "Title")
        try await withFolder { folder in
            let file = folder.appending(path: "sheet.png")
            #expect(try await sheet.write(to: file, with: #require(Gnuplot.find()), fonts: Self.everything) == [])
            let read = try Codec.decode(file)
            let expected = try Overlay.agreement(image: film, reference: mask, prediction: mask)
            let top = SheetDrawing.margin + SheetDrawing(letters: 14, language: .english).headingHeight("Title")
            for left in [SheetDrawing.margin, SheetDrawing.margin + side + SheetDrawing.gap] {
                for row in 0..<side {
                    let from = 3 * ((top + row) * read.width + left)
                    #expect(
                        read.bytes[from..<from + 3 * side] == expected.bytes[3 * row * side..<3 * (row + 1) * side],
                        "row \(row)")
                }
            }
            let blank = try sheet.canvas.image()
            #expect(blank.bytes != read.bytes, "there are texts")
        }
    }

    /// Every text is the user's own; none of these is a command, a format or markup for gnuplot.
    @Test func namesRunNothingAndMeanNothingToGnuplot() async throws {
        let attack = "x'; system('touch pwned'); y = '`touch pwned` @pwned \"\n!touch pwned\n\\"
        let here = try FileManager.default.contentsOfDirectory(atPath: ".")
        for text in [
            attack, "a_b^c{d}", "{/:Bold x}", "%d %s %", "&{x} ~a{.b}", "\\n\\", "'", "''", "'a", "\"", "#", "$1",
        ] {
            #expect(ink(try await drawn(line(text, width: 500))) != nil, "\(text)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: ".") == here)
        // Markup would make "_" and "^" vanish and the letters behind them small.
        let plain = try #require(ink(try await drawn(line("aabbcc")))).columns.count
        let marked = try #require(ink(try await drawn(line("a_ab^bcc")))).columns.count
        #expect(marked > plain + 8)
    }

    /// gnuplot 5.4 draws Pango's box for a character without a font over the whole picture.
    @Test func charactersWithoutAFontNeverReachGnuplot() async throws {
        let missing = try await drawn(line("漢字 and text"), Self.ascii)
        let expected = try await drawn(line("?? and text"), Self.ascii)
        #expect(missing == expected)
        let chart = try #require(Chart.boxes([ScoreGroup(run: "漢字", values: [0.5, 0.7])]))
        let other = try #require(Chart.boxes([ScoreGroup(run: "??", values: [0.5, 0.7])]))
        let gnuplot = try #require(Gnuplot.find())
        let files = try await chart.render(with: gnuplot, fonts: Self.ascii)
        #expect(files.png == (try await other.render(with: gnuplot, fonts: Self.ascii)).png)
        #expect(files.svg.contains("漢字"), "the reader's fonts draw the SVG file")
    }

    /// Every script that the fonts of this machine have is drawn, whatever its direction.
    @Test func scriptsOfThisMachinesFontsAreDrawn() async throws {
        let fonts = await FontCoverage.ofThisMachine()
        for name in ["Πνεύμονας", "płuco żółte", "Рентген лёгких", "صورة الصدر", "胸部X光", "हिन्दी"] {
            let image = try await drawn(line(name), fonts)
            let place = try #require(ink(image), "\(name)")
            #expect(place.columns.lowerBound >= 42 && place.rows.lowerBound >= 5, "\(name)")
            #expect(place.columns.upperBound < 450 && place.rows.upperBound < 58, "\(name)")
        }
    }

    @Test func aGnuplotThatFailsIsANoteAndLeavesNoFile() async throws {
        try await withFolder { folder in
            let program = folder.appending(path: "gnuplot")
            func make(_ script: String) throws {
                try Data(script.utf8).write(to: program)
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
            }
            let file = folder.appending(path: "best-sheet.png")
            try make("#!/bin/sh\ncat > rest\necho 'unknown terminal' >&2\nexit 3\n")
            let sheet = line("x")
            let notes = try await sheet.write(to: file, with: Gnuplot(program: program), fonts: Self.ascii)
            #expect(
                notes.map(\.description) == [
                    "The sheet best-sheet.png is missing: \(program.path) failed: unknown terminal"
                ])
            try make("#!/bin/sh\ncat > rest\necho no picture > texts.png\n")
            let torn = try await sheet.write(to: file, with: Gnuplot(program: program), fonts: Self.ascii)
            #expect(torn.count == 1 && torn[0].description.contains("without texts.png"))
            #expect(!FileManager.default.fileExists(atPath: file.path))
        }
    }

    @Test func theReportHasSheetsAndSaysWhatTheFontsLack() async throws {
        try await withFolder { run in
            var input = Sample.input(dice: [0.9, 0.8, 0.7])
            input.test[1].image = "胸.png"
            for row in input.test { input.pictures[.init(set: row.set, image: row.image)] = try Sample.pictures() }
            let notes = try await Report.write(input, to: run, fonts: Self.ascii)
            #expect(notes.count == 1 && notes[0].description.contains("胸 (U+80F8)"), "\(notes)")
            #expect(notes[0].description.contains("fonts-noto-cjk"), "\(notes)")
            let figures = run.appending(path: "figures")
            func sheets() throws -> [String] {
                try FileManager.default.contentsOfDirectory(atPath: figures.path).filter { $0.contains("sheet") }
                    .sorted()
            }
            #expect(try sheets() == ["best-sheet.png", "contact-sheet.png", "worst-sheet.png"])
            // Without gnuplot those of the earlier report are no longer true.
            let without = try await Report.write(input, to: run, gnuplot: nil, fonts: Self.ascii)
            #expect(without == [Gnuplot.missing])
            #expect(try sheets() == [])
        }
    }
}
