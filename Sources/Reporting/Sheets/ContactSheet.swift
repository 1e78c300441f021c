import Imaging
import Overlays

/// Many test images on pages, each with its Dice and name below.
public enum ContactSheet {
    /// Pixels a side that a picture has on a contact sheet: reduce images to it.
    public static let side = 176
    /// Pictures a row and rows a page: with their captions about as high and wide as a sheet of paper.
    public static let columns = 7, rows = 8

    /// One sheet with all images, row by row in their order.
    /// - Parameters:
    ///   - images: at least one, reduced to `side`.
    ///   - title: written above; may be empty.
    /// - Throws: `OverlayError` where an image cannot be drawn.
    public static func make(
        _ images: [SheetImage], title: String = "", palette: OverlayPalette = .standard, language: Language = .english
    ) throws(OverlayError) -> Sheet {
        let columns = max(1, min(columns, images.count))
        let lines = max(1, (images.count + columns - 1) / columns)
        let drawing = SheetDrawing(letters: 14, language: language)
        let (margin, gap) = (SheetDrawing.margin, SheetDrawing.gap)
        let cell = side + drawing.captionHeight(images) + gap
        let head = drawing.headingHeight(title)
        var sheet = Sheet(
            // A page of few pictures still has room for its legend.
            width: 2 * margin + max(columns * (side + gap) - gap, drawing.legendWidth),
            height: 2 * margin + head + lines * cell - gap + drawing.legendHeight)
        drawing.writeHeading(title, on: &sheet)
        for (i, image) in images.enumerated() {
            let x = margin + i % columns * (side + gap)
            let y = margin + head + i / columns * cell
            drawing.put(
                try image.picture(.agreement, palette), x: x, y: y, width: side, height: side, on: &sheet)
            drawing.writeCaption(of: image, x: x, y: y + side, width: side, on: &sheet)
        }
        drawing.writeLegend(palette, x: margin, y: sheet.canvas.height - margin, on: &sheet)
        return sheet
    }
}
