import Imaging

/// The best or the worst images of a run in all three ways: agreement, outline, mask alone; a column for each image.
public enum ExtremesSheet {
    /// Pixels a side that a picture has on the sheet: reduce images to it.
    public static let side = 300

    /// - Parameters:
    ///   - images: in their order, at least one.
    ///   - title: written above.
    /// - Returns: an RGB image of 8 bits on white.
    /// - Throws: `OverlayError` where an image cannot be drawn.
    public static func make(
        _ images: [SheetImage], title: String, palette: OverlayPalette = .standard, language: Language = .english
    ) throws(OverlayError) -> Image {
        var drawing = SheetDrawing(letters: 14, language: language)
        let (margin, gap, columns) = (SheetDrawing.margin, SheetDrawing.gap, max(2, images.count))
        let head = drawing.headingHeight(title)
        // Rows are as high as their films, which are seldom square.
        let height = images.map(\.film.height).max().map { min($0, side) } ?? side
        let rows: [OverlayStyle] = [.agreement, .outline, .mask]
        var canvas = Canvas(
            width: 2 * margin + columns * (side + gap) - gap,
            height: 2 * margin + head + drawing.captionHeight + gap + rows.count * (height + gap) + drawing.legendHeight
        )
        drawing.writeHeading(title, on: &canvas)
        for (i, image) in images.enumerated() {
            let x = margin + i * (side + gap)
            var y = margin + head
            drawing.writeCaption(
                name: SheetDrawing.shortName(image.name), dice: image.dice, prefix: "\(i + 1)  ", x: x, y: y - 8,
                width: side, on: &canvas)
            y += drawing.captionHeight + gap
            for style in rows {
                let picture = try AreaAveraging.shrink(try image.picture(style, palette), longest: side)
                canvas.put(picture, x: x + (side - picture.width) / 2, y: y + (height - picture.height) / 2)
                y += height + gap
            }
        }
        drawing.writeLegend(palette, x: margin, y: canvas.height - margin, on: &canvas)
        return try canvas.image()
    }
}
