import Foundation
import Imaging
import Overlays
import Testing

@testable import Reporting

/// The pixels of sheets; `SheetTextTests` looks at what gnuplot writes on them.
@Suite struct SheetTests {
    private func pixel(_ image: Image, _ x: Int, _ y: Int) -> [UInt8] {
        let i = 3 * (y * image.width + x)
        return Array(image.bytes[i..<i + 3])
    }

    private func blend(_ grey: UInt8, _ colour: Overlay.Colour, _ opacity: Int) -> [UInt8] {
        let mixed = Overlay.blend(grey, colour, opacity)
        return [mixed.red, mixed.green, mixed.blue]
    }

    @Test func imagesAreReducedAtOnce() throws {
        let image = try Sample.quarters("a", longest: 100)
        #expect(image.image.width == 100 && image.reference.width == 100 && image.prediction.height == 100)
        #expect(Set(image.reference.bytes) == [0, 255] && image.reference.bytes.count { $0 == 255 } == 5000)
        #expect(image.image.bytes.allSatisfy { $0 == 100 })
        let film = try Image(grey: [0, 0], width: 2, height: 1)
        let other = try Image(grey: [0], width: 1, height: 1)
        #expect(throws: OverlayError.sizesDiffer(what: "reference", found: [1, 1], image: [2, 1])) {
            try SheetImage(
                name: "", dice: nil, of: SegmentedImage(image: film, reference: other, prediction: film), longest: 5)
        }
        let none = SegmentedImage(image: film, reference: film, predictions: [nil])
        #expect(try SheetImage(name: "", dice: nil, of: none, longest: 5) == nil)
        #expect(try SheetImage(name: "", dice: nil, of: none, prediction: 1, longest: 5) == nil)
    }

    /// One rule for thumbnails of the page and for sheets: half of the area.
    @Test func reducedMasksAreForegroundWhereHalfOfTheAreaIs() throws {
        let image = try Image(grey: [UInt8](repeating: 9, count: 32), width: 8, height: 4)
        // Blocks of 2 x 2: of 4, 2, 1 and 0 foreground pixels, and in the second row the middle pixel alone or not.
        let rows: [[UInt8]] = [
            [1, 1, 1, 1, 1, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 1, 1, 1], [0, 1, 0, 1, 1, 1, 1, 0],
        ]
        let mask = try Image(grey: rows.flatMap(\.self), width: 8, height: 4)
        let expected = [true, true, false, false, true, false, true, true]
        let reduction = PictureReduction(of: image, longest: 4)
        #expect(try reduction.mask(mask, what: "reference") == expected)
        let picture = SegmentedImage(image: image, reference: mask, predictions: [mask, nil])
        let reduced = try picture.reduced(longest: 4)
        #expect(reduced.reference.bytes.map { $0 == 255 } == expected && reduced.predictions[1] == nil)
        let sheet = try #require(try SheetImage(name: "", dice: nil, of: picture, longest: 4))
        #expect(sheet.prediction.bytes == reduced.predictions[0]?.bytes)
        #expect(try reduction.grey().bytes == [UInt8](repeating: 9, count: 8))
    }

    @Test(arguments: [OverlayPalette.standard, .colourBlind])
    func aContactSheetShowsAgreementInThePalette(palette: OverlayPalette) throws {
        let images = try (0..<9).map { try Sample.quarters("folder/film \($0).png", longest: ContactSheet.side) }
        let made = try ContactSheet.make(images, title: "All", palette: palette)
        let sheet = try made.canvas.image()
        let (margin, side, gap) = (SheetDrawing.margin, ContactSheet.side, SheetDrawing.gap)
        #expect(sheet.width == 2 * margin + 7 * (side + gap) - gap)
        let drawing = SheetDrawing(letters: 14, language: .english)
        let top = margin + drawing.headingHeight("All")
        // The first and the last column of the first row, and the last image, in the second row.
        let cell = side + drawing.captionHeight(images) + gap
        for (x, y) in [(margin, top), (margin + 6 * (side + gap), top), (margin + side + gap, top + cell)] {
            let quarter = side / 4
            func colour(_ dx: Int, _ dy: Int) -> [UInt8] { pixel(sheet, x + dx, y + dy) }
            #expect(colour(quarter, quarter) == blend(100, palette.correct, Overlay.correctOpacity))
            #expect(colour(3 * quarter, quarter) == blend(100, palette.falsePositive, Overlay.errorOpacity))
            #expect(colour(quarter, 3 * quarter) == blend(100, palette.missed, Overlay.errorOpacity))
            #expect(colour(3 * quarter, 3 * quarter) == [100, 100, 100])
        }
        #expect(pixel(sheet, margin + 2 * (side + gap) + 5, top + cell + 5) == [255, 255, 255], "an empty cell")
        #expect(pixel(sheet, 2, 2) == [255, 255, 255])
    }

    @Test func captionsSayDiceNameAndWhatIsSynthetic() throws {
        let side = ContactSheet.side
        let plain = try ContactSheet.make([Sample.quarters("set/a.png", longest: side)], title: "T")
        #expect(plain.words == ["T", "Dice 0.5000", "a.png", "correct", "false positive", "missed"])
        let marked = try ContactSheet.make(
            [Sample.quarters("a.png", remark: "drawn", longest: side), Sample.quarters("b.png", longest: side)],
            language: .spanish)
        #expect(
            marked.words
                == ["Dice 0,5000", "a.png", "drawn", "Dice 0,5000", "b.png"]
                + [SheetTexts.correct, SheetTexts.falsePositive, SheetTexts.missed].map { $0(.spanish) })
        #expect(marked.canvas.height > plain.canvas.height - 50, "a line more for all")
        #expect(plain.texts.allSatisfy { $0.x + $0.width <= plain.canvas.width && $0.y < plain.canvas.height })
        #expect(marked.texts[0].width == side, "a caption has its cell's width")
    }

    @Test func theExtremesAreShownInThreeWays() throws {
        let side = ExtremesSheet.side
        let images = [try Sample.quarters("a", longest: side)]
        let sheet = try ExtremesSheet.make(images, title: "Best").canvas.image()
        let drawing = SheetDrawing(letters: 19, language: .english)
        let (margin, gap) = (SheetDrawing.margin, SheetDrawing.gap)
        let top = margin + drawing.headingHeight("Best") + drawing.captionHeight(images) + gap / 2
        let middles = (0..<3).map { pixel(sheet, margin + side * 3 / 4, top + side / 4 + $0 * (side + gap)) }
        let wrong = blend(100, OverlayPalette.standard.falsePositive, Overlay.errorOpacity)
        #expect(middles == [wrong, [100, 100, 100], [255, 255, 255]])
        let contour = OverlayPalette.standard.contour
        #expect(pixel(sheet, margin + side / 4, top + side + gap) == [contour.red, contour.green, contour.blue])
        // White at its edge, and still seen: a grey line lies around it.
        let frame = pixel(sheet, margin + side * 3 / 4, top + 2 * (side + gap) - 1)
        #expect(frame != [255, 255, 255])
    }

    @Test func twoRunsStandSideBySide() throws {
        func grey(_ value: UInt8) throws -> Image {
            try Image(grey: [UInt8](repeating: value, count: 400), width: 20, height: 20)
        }
        let picture = SegmentedImage(
            image: try grey(50), reference: try grey(1), predictions: [try grey(1), nil, try grey(0)])
        let id = ScoredImage.ID(set: "s", image: "images/a.png")
        func row(_ second: Int, isSynthetic: Bool) throws -> DifferenceSheet.Row? {
            try DifferenceSheet.Row(
                id, isSynthetic: isSynthetic, of: picture, first: (0, 1), second: (second, 0), language: .english)
        }
        #expect(try row(1, isSynthetic: false) == nil && row(3, isSynthetic: false) == nil)
        let rows = [try row(2, isSynthetic: true), try row(2, isSynthetic: false)].compactMap(\.self)
        let made = try DifferenceSheet.make(rows, first: "A", second: "B")
        let names = made.words.filter { $0.hasPrefix("a.png") }
        #expect(names == ["a.png (\(SheetTexts.synthetic(.english)))", "a.png"])
        #expect(made.words.contains("A") && made.words.contains("B") && made.words.contains("Dice 1.0000"))
        let sheet = try made.canvas.image()
        let drawing = SheetDrawing(letters: 19, language: .english)
        let top = SheetDrawing.margin + drawing.headingHeight("x") + drawing.lineHeight + SheetDrawing.gap
        func at(_ column: Int) -> [UInt8] {
            pixel(sheet, SheetDrawing.margin + column * (220 + SheetDrawing.gap) + 10, top + 10)
        }
        let palette = OverlayPalette.standard
        #expect(at(0) == [50, 50, 50] && at(1) == [50, 50, 50])
        #expect(at(2) == blend(50, palette.correct, Overlay.correctOpacity))
        #expect(at(3) == blend(50, palette.missed, Overlay.errorOpacity))
    }
}
