import Imaging
import Overlays

/// The images on which two runs differ most: a row for each with the image, its reference, and what each run made of it.
public enum DifferenceSheet {
    /// Pixels a side that a picture has on the sheet.
    public static let side = 300

    /// One image with two runs, reduced at once.
    public struct Row: Sendable {
        let first: SheetImage, second: SheetImage

        /// - Parameters:
        ///   - isSynthetic: whether a program drew the image; the sheet says so.
        ///   - first: the place of the first run's prediction in the picture, and its Dice.
        ///   - second: the second run's.
        /// - Returns: nil where the picture lacks one of the predictions.
        /// - Throws: `OverlayError` where sizes or channels do not fit.
        public init?(
            _ id: ScoredImage.ID, isSynthetic: Bool, of picture: SegmentedImage, first: (place: Int, dice: Double?),
            second: (place: Int, dice: Double?), language: Language
        ) throws(OverlayError) {
            let remark = isSynthetic ? SheetTexts.synthetic(language) : nil
            func image(_ run: (place: Int, dice: Double?)) throws(OverlayError) -> SheetImage? {
                try SheetImage(
                    name: id.image, dice: run.dice, remark: remark, of: picture, prediction: run.place, longest: side)
            }
            guard let one = try image(first), let other = try image(second) else { return nil }
            (self.first, self.second) = (one, other)
        }
    }

    /// - Parameters:
    ///   - rows: in their order, at least one.
    ///   - first: the name of the first run; any text.
    ///   - second: of the second.
    /// - Throws: `OverlayError` where an image cannot be drawn.
    public static func make(
        _ rows: [Row], first: String, second: String, palette: OverlayPalette = .standard,
        language: Language = .english
    ) throws(OverlayError) -> Sheet {
        let drawing = SheetDrawing(letters: 19, language: language)
        let (margin, gap) = (SheetDrawing.margin, SheetDrawing.gap)
        let title = SheetTexts.differences(language)
        let top = margin + drawing.headingHeight(title) + drawing.lineHeight + gap
        let column = max(220, rows.map(\.first.image.width).max() ?? side)
        let heights = rows.map { $0.first.image.height + 2 * drawing.lineHeight + gap }
        var sheet = Sheet(
            width: 2 * margin + 4 * (column + gap) - gap,
            height: top + heights.reduce(0, +) + drawing.legendHeight + margin)
        drawing.writeHeading(title, on: &sheet)
        let columns = (0..<4).map { margin + $0 * (column + gap) }
        for (x, name) in zip(columns, [SheetTexts.image(language), SheetTexts.reference(language), first, second]) {
            sheet.texts.append(SheetText(text: name, x: x, y: top - gap, width: column, style: drawing.bold))
        }
        var y = top
        for (row, height) in zip(rows, heights) {
            try write(row, columns, width: column, y: y, palette, drawing, on: &sheet)
            y += height
        }
        drawing.writeLegend(palette, x: margin, y: sheet.canvas.height - margin, on: &sheet)
        return sheet
    }

    private static func write(
        _ row: Row, _ columns: [Int], width: Int, y: Int, _ palette: OverlayPalette, _ drawing: SheetDrawing,
        on sheet: inout Sheet
    ) throws(OverlayError) {
        let (one, other) = (row.first, row.second)
        let pictures = [
            one.image, try Overlay.outline(image: one.image, prediction: one.reference, palette: palette),
            try one.picture(.agreement, palette), try other.picture(.agreement, palette),
        ]
        for (x, picture) in zip(columns, pictures) {
            drawing.put(picture, x: x, y: y, width: picture.width, height: picture.height, on: &sheet)
        }
        let line = y + one.image.height + drawing.lineHeight
        // The name has the room of image and reference.
        let name = SheetDrawing.shortName(one.name) + (one.remark.map { " (\($0))" } ?? "")
        sheet.texts.append(
            SheetText(
                text: name, x: columns[0], y: line, width: 2 * width + SheetDrawing.gap, style: drawing.plain))
        for (x, dice) in zip(columns.suffix(2), [one.dice, other.dice]) {
            let score = "Dice \(Numerals(drawing.language).text(dice, digits: 4))"
            sheet.texts.append(SheetText(text: score, x: x, y: line, width: width, style: drawing.bold))
        }
    }
}
