import Imaging
import Overlays

/// What all sheets share: sizes of letters, spaces, the lines below a picture, the legend of colours.
struct SheetDrawing {
    /// Space around the sheet and between pictures, in pixels.
    static let margin = 28, gap = 14

    let plain: SheetText.Style
    let language: Language

    /// - Parameter letters: the font's size in the lines below pictures, in pixels.
    init(letters: Int, language: Language) {
        plain = SheetText.Style(size: letters)
        self.language = language
    }

    var bold: SheetText.Style { SheetText.Style(size: plain.size, isBold: true) }
    private var quiet: SheetText.Style { SheetText.Style(size: plain.size, colour: SheetText.quiet) }
    private var heading: SheetText.Style { SheetText.Style(size: plain.size * 3 / 2, isBold: true) }

    /// Pixels from one baseline to the next, below pictures.
    var lineHeight: Int { plain.size * 13 / 10 }

    /// Pixels that a heading takes with the space below it; 0 without one.
    func headingHeight(_ title: String) -> Int { title.isEmpty ? 0 : heading.size * 13 / 10 + Self.gap }

    /// Pixels of the lines below a picture: Dice, name and, where an image of the sheet has one, a remark.
    func captionHeight(_ images: [SheetImage]) -> Int {
        (images.contains { $0.remark != nil } ? 3 : 2) * lineHeight + plain.size / 3
    }

    /// Writes the heading.
    func writeHeading(_ title: String, on sheet: inout Sheet) {
        if title.isEmpty { return }
        sheet.texts.append(
            SheetText(
                text: title, x: Self.margin, y: Self.margin + heading.size * 3 / 4,
                width: sheet.canvas.width - 2 * Self.margin, style: heading))
    }

    /// Puts a picture into the middle of a cell, with a grey line around it: masks can be white at their edges.
    func put(_ picture: Image, x: Int, y: Int, width: Int, height: Int, on sheet: inout Sheet) {
        let (left, top) = (x + (width - picture.width) / 2, y + (height - picture.height) / 2)
        sheet.canvas.fill(
            x: left - 1, y: top - 1, width: picture.width + 2, height: picture.height + 2, Overlay.Colour(208, 212, 216)
        )
        sheet.canvas.put(picture, x: left, y: top)
    }

    /// Writes the lines of an image from y on: "Dice 0.9731", the name, the remark.
    func writeCaption(of image: SheetImage, prefix: String = "", x: Int, y: Int, width: Int, on sheet: inout Sheet) {
        let lines = [
            ("\(prefix)Dice \(Numerals(language).text(image.dice, digits: 4))", bold),
            (Self.shortName(image.name), quiet), (image.remark ?? "", quiet),
        ]
        for (place, (text, style)) in lines.enumerated() where !text.isEmpty {
            sheet.texts.append(
                SheetText(
                    text: text, x: x, y: y + plain.size + place * lineHeight, width: width, style: style))
        }
    }

    /// Pixels of the legend with the space above it.
    var legendHeight: Int { lineHeight + Self.gap }
    /// Pixels of the whole legend along x.
    var legendWidth: Int { words.reduce(0) { $0 + legendStep($1) } }
    /// What the colours of agreement mean: correct, false positive, missed.
    private var words: [String] {
        [SheetTexts.correct, .falsePositive, .missed].map { $0(language) }
    }
    private var side: Int { plain.size * 9 / 10 }
    private var indent: Int { side + plain.size / 2 }
    /// Pixels of a colour with its word: letters are on average 0.6 of the font's size wide.
    private func legendStep(_ word: String) -> Int { indent + plain.size * (word.count * 65 + 60) / 100 }

    /// Writes what the colours of agreement mean, in one line that begins at x, its baseline at y.
    func writeLegend(_ palette: OverlayPalette, x: Int, y: Int, on sheet: inout Sheet) {
        // Colours as they look on an image of middle grey.
        let colours = [
            (palette.correct, Overlay.correctOpacity), (palette.falsePositive, Overlay.errorOpacity),
            (palette.missed, Overlay.errorOpacity),
        ]
        let top = y - side + side / 8
        var left = x
        for ((colour, opacity), word) in zip(colours, words) {
            sheet.canvas.fill(x: left, y: top, width: side, height: side, SheetText.quiet)
            sheet.canvas.fill(
                x: left + 1, y: top + 1, width: side - 2, height: side - 2, Overlay.blend(128, colour, opacity))
            let step = legendStep(word)
            sheet.texts.append(SheetText(text: word, x: left + indent, y: y, width: step - indent, style: plain))
            left += step
        }
    }

    /// The last part of a path, which tells images apart; the whole name stands in the tables.
    static func shortName(_ name: String) -> String {
        name.split(separator: "/").last.map(String.init) ?? name
    }
}
