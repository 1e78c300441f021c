import Imaging
import Overlays

/// The best or the worst images of a run in all three ways: agreement, outline, mask alone; a column for each image.
public enum ExtremesSheet {
    /// Pixels a side that a picture has on the sheet: reduce images to it.
    public static let side = 300

    /// - Parameters:
    ///   - images: in their order, at least one, reduced to `side`.
    ///   - title: written above.
    /// - Throws: `OverlayError` where an image cannot be drawn.
    public static func make(
        _ images: [SheetImage], title: String, palette: OverlayPalette = .standard, language: Language = .english
    ) throws(OverlayError) -> Sheet {
        let drawing = SheetDrawing(letters: 19, language: language)
        let (margin, gap, columns) = (SheetDrawing.margin, SheetDrawing.gap, max(2, images.count))
        let (head, caption) = (drawing.headingHeight(title), drawing.captionHeight(images) + gap / 2)
        // Cells are as large as their images, which are seldom square, and wide enough for a name.
        let height = images.map(\.image.height).max() ?? side
        let width = max(220, images.map(\.image.width).max() ?? side)
        let rows: [OverlayStyle] = [.agreement, .outline, .mask]
        var sheet = Sheet(
            width: 2 * margin + max(columns * (width + gap) - gap, drawing.legendWidth),
            height: 2 * margin + head + caption + rows.count * (height + gap) + drawing.legendHeight)
        drawing.writeHeading(title, on: &sheet)
        for (i, image) in images.enumerated() {
            let x = margin + i * (width + gap)
            drawing.writeCaption(
                of: image, prefix: "\(i + 1). ", x: x, y: margin + head, width: width, on: &sheet)
            for (row, style) in rows.enumerated() {
                drawing.put(
                    try image.picture(style, palette), x: x, y: margin + head + caption + row * (height + gap),
                    width: width, height: height, on: &sheet)
            }
        }
        drawing.writeLegend(palette, x: margin, y: sheet.canvas.height - margin, on: &sheet)
        return sheet
    }
}
