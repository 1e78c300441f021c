import Imaging

/// What all sheets share: letters, spaces, the line below a picture, the legend of colours.
struct SheetDrawing {
    /// Space around the sheet and between pictures, in pixels.
    static let margin = 28, gap = 14

    var plain: StrokeFont
    var bold: StrokeFont
    var heading: StrokeFont
    let language: Language

    /// - Parameter letters: the height of a capital in the lines below pictures, in pixels.
    init(letters: Int, language: Language) {
        plain = StrokeFont(capitals: letters)
        bold = StrokeFont(capitals: letters, isBold: true)
        heading = StrokeFont(capitals: letters * 3 / 2, isBold: true)
        self.language = language
    }

    /// Pixels that a heading takes with the space below it; 0 without one.
    func headingHeight(_ title: String) -> Int { title.isEmpty ? 0 : heading.lineHeight + Self.gap }

    /// Pixels of the two lines below a picture.
    var captionHeight: Int { 2 * plain.lineHeight + plain.capitals / 2 }

    /// Writes the heading; it is cut to the sheet's width.
    mutating func writeHeading(_ title: String, on canvas: inout Canvas) {
        if title.isEmpty { return }
        let line = heading.fitted(title, width: canvas.width - 2 * Self.margin)
        canvas.write(line, x: Self.margin, y: Self.margin + heading.capitals, font: &heading)
    }

    /// Puts a picture into the middle of a square cell.
    func put(_ picture: Image, x: Int, y: Int, side: Int, on canvas: inout Canvas) {
        canvas.put(picture, x: x + (side - picture.width) / 2, y: y + (side - picture.height) / 2)
    }

    /// Writes two lines below a cell: "Dice 0.9731" and the name, cut to the cell's width.
    mutating func writeCaption(
        name: String, dice: Double?, prefix: String = "", x: Int, y: Int, width: Int, on canvas: inout Canvas
    ) {
        let first = y + plain.capitals * 3 / 2
        let score = "\(prefix)Dice \(Numerals(language).text(dice, digits: 4))"
        canvas.write(bold.fitted(score, width: width), x: x, y: first, font: &bold)
        canvas.write(
            plain.fitted(name, width: width), x: x, y: first + plain.lineHeight, font: &plain, colour: Canvas.quiet)
    }

    /// Writes what the colours of agreement mean, in one line that begins at x, its baseline at y.
    mutating func writeLegend(_ palette: OverlayPalette, x: Int, y: Int, on canvas: inout Canvas) {
        var pen = x
        // As they look on a film of middle grey.
        for (colour, opacity, word) in [
            (palette.correct, Overlay.correctOpacity, SheetTexts.correct),
            (palette.falsePositive, Overlay.errorOpacity, SheetTexts.falsePositive),
            (palette.missed, Overlay.errorOpacity, SheetTexts.missed),
        ] {
            let side = plain.capitals * 6 / 5
            let top = y - plain.capitals - plain.capitals / 10
            canvas.fill(x: pen, y: top, width: side, height: side, Canvas.quiet)
            canvas.fill(x: pen + 1, y: top + 1, width: side - 2, height: side - 2, Overlay.blend(128, colour, opacity))
            pen = canvas.write(word(language), x: pen + side + plain.capitals * 2 / 3, y: y, font: &plain)
            pen += plain.capitals * 2
        }
    }

    /// Pixels of the legend with the space above it.
    var legendHeight: Int { plain.lineHeight + Self.gap }

    /// The last part of a path, which tells images apart; the whole name stands in the tables.
    static func shortName(_ name: String) -> String {
        name.split(separator: "/").last.map(String.init) ?? name
    }
}
