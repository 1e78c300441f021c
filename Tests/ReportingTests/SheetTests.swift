import Imaging
import Testing

@testable import Reporting

@Suite struct SheetTests {
    private func pixel(_ image: Image, _ x: Int, _ y: Int) -> [UInt8] {
        let i = 3 * (y * image.width + x)
        return Array(image.bytes[i..<i + 3])
    }

    /// A grey film whose left half is truth and whose upper half is predicted.
    private func quarters(_ name: String, dice: Double? = 0.5, side: Int = 400, longest: Int) throws -> SheetImage {
        func image(_ value: (Int) -> UInt8) throws -> Image {
            try Image(grey: (0..<side * side).map(value), width: side, height: side)
        }
        return try SheetImage(
            name: name, dice: dice, film: image { _ in 100 }, truth: image { $0 % side < side / 2 ? 1 : 0 },
            prediction: image { $0 / side < side / 2 ? 1 : 0 }, longest: longest)
    }

    @Test func imagesAreReducedAtOnce() throws {
        let image = try quarters("a", longest: 100)
        #expect([image.film.width, image.truth.width, image.prediction.height] == [100, 100, 100])
        #expect(Set(image.truth.bytes) == [0, 255] && image.truth.bytes.count { $0 == 255 } == 5000)
        #expect(image.film.bytes.allSatisfy { $0 == 100 })
        let film = try Image(grey: [0, 0], width: 2, height: 1)
        let other = try Image(grey: [0], width: 1, height: 1)
        #expect(throws: OverlayError.sizesDiffer(what: "truth", found: [1, 1], film: [2, 1])) {
            try SheetImage(name: "", dice: nil, film: film, truth: other, prediction: film, longest: 5)
        }
    }

    @Test(arguments: [OverlayPalette.standard, .colourBlind])
    func aContactSheetShowsAgreementInThePalette(palette: OverlayPalette) throws {
        let images = try (0..<9).map { try quarters("folder/film \($0).png", longest: ContactSheet.side) }
        let sheet = try ContactSheet.make(images, columns: 4, title: "All", palette: palette)
        let (margin, side, gap) = (SheetDrawing.margin, ContactSheet.side, SheetDrawing.gap)
        #expect(sheet.width == 2 * margin + 4 * (side + gap) - gap)
        let drawing = SheetDrawing(letters: side / 17, language: .english)
        let top = margin + drawing.headingHeight("All")
        // Columns 0 and 3 of the first row, and the last image, alone in the third row.
        let cell = side + drawing.captionHeight + gap
        for (x, y) in [(margin, top), (margin + 3 * (side + gap), top), (margin, top + 2 * cell)] {
            let quarter = side / 4
            func colour(_ dx: Int, _ dy: Int) -> [UInt8] { pixel(sheet, x + dx, y + dy) }
            func blend(_ c: Overlay.Colour, _ opacity: Int) -> [UInt8] {
                let mixed = Overlay.blend(100, c, opacity)
                return [mixed.red, mixed.green, mixed.blue]
            }
            #expect(colour(quarter, quarter) == blend(palette.correct, Overlay.correctOpacity))
            #expect(colour(3 * quarter, quarter) == blend(palette.falsePositive, Overlay.errorOpacity))
            #expect(colour(quarter, 3 * quarter) == blend(palette.missed, Overlay.errorOpacity))
            #expect(colour(3 * quarter, 3 * quarter) == [100, 100, 100])
        }
        #expect(pixel(sheet, margin + side + gap + 5, top + 2 * cell + 5) == [255, 255, 255], "an empty cell")
        #expect(pixel(sheet, 2, 2) == [255, 255, 255])
    }

    @Test func captionsAreWrittenBelowTheirPictures() throws {
        let longest = ContactSheet.side
        let one = try ContactSheet.make([quarters("a.png", dice: 0.5, longest: longest)])
        let other = try ContactSheet.make([quarters("a.png", dice: 0.25, longest: longest)])
        let spanish = try ContactSheet.make([quarters("a.png", dice: 0.5, longest: longest)], language: .spanish)
        func differing(_ other: Image) -> Set<Int> {
            Set(one.bytes.indices.filter { one.bytes[$0] != other.bytes[$0] }.map { $0 / 3 / one.width })
        }
        let below = SheetDrawing.margin + longest
        let rows = differing(other)
        #expect(!rows.isEmpty && rows.allSatisfy { $0 >= below && $0 < below + 20 }, "the Dice alone differs")
        #expect(!differing(spanish).isEmpty, "the decimal comma, the legend")
    }

    @Test func sheetsBearOddNamesAndOddNumbers() throws {
        let odd = String(repeating: "long/\n漢 'x' \u{202E} ñ", count: 40)
        let images = try [nil, Double.nan, 1].map { try quarters(odd, dice: $0, side: 30, longest: 20) }
        let best = try ExtremesSheet.make(images, title: odd)
        #expect(best.width == 2 * SheetDrawing.margin + 3 * (ExtremesSheet.side + SheetDrawing.gap) - SheetDrawing.gap)
        _ = try ContactSheet.make([], title: odd)
        _ = try ContactSheet.make(images, columns: 0, title: odd, style: .mask)
        _ = try ExtremesSheet.make([], title: "")
    }

    @Test func theExtremesAreShownInThreeWays() throws {
        let side = ExtremesSheet.side
        let sheet = try ExtremesSheet.make([quarters("a", longest: side)], title: "Best")
        let drawing = SheetDrawing(letters: 14, language: .english)
        let (margin, gap) = (SheetDrawing.margin, SheetDrawing.gap)
        let top = margin + drawing.headingHeight("Best") + drawing.captionHeight + gap
        let middles = (0..<3).map { pixel(sheet, margin + side * 3 / 4, top + side / 4 + $0 * (side + gap)) }
        let wrong = Overlay.blend(100, OverlayPalette.standard.falsePositive, Overlay.errorOpacity)
        #expect(middles == [[wrong.red, wrong.green, wrong.blue], [100, 100, 100], [255, 255, 255]])
        let edge = pixel(sheet, margin + side / 4, top + side + gap)
        let contour = OverlayPalette.standard.contour
        #expect(edge == [contour.red, contour.green, contour.blue])
    }

    @Test func twoRunsStandSideBySide() throws {
        let film = try Image(grey: [UInt8](repeating: 50, count: 400), width: 20, height: 20)
        let full = try Image(grey: [UInt8](repeating: 1, count: 400), width: 20, height: 20)
        let none = try Image(grey: [UInt8](repeating: 0, count: 400), width: 20, height: 20)
        let row = try DifferenceSheet.Row(name: "a", film: film, truth: full, first: (full, 1), second: (none, 0))
        let sheet = try DifferenceSheet.make([row, row], first: "A", second: "B", language: .spanish)
        let drawing = SheetDrawing(letters: 14, language: .spanish)
        let top =
            SheetDrawing.margin + drawing.headingHeight("x") + drawing.plain.lineHeight + SheetDrawing.gap
        func at(_ column: Int) -> [UInt8] {
            pixel(sheet, SheetDrawing.margin + column * (DifferenceSheet.side + SheetDrawing.gap) + 10, top + 10)
        }
        let palette = OverlayPalette.standard
        let (right, missed) = (
            Overlay.blend(50, palette.correct, Overlay.correctOpacity),
            Overlay.blend(50, palette.missed, Overlay.errorOpacity)
        )
        #expect(at(0) == [50, 50, 50] && at(1) == [50, 50, 50])
        #expect(at(2) == [right.red, right.green, right.blue] && at(3) == [missed.red, missed.green, missed.blue])
    }
}
