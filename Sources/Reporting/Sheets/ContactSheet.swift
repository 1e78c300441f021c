import Imaging

/// Many test images on pages, each with its Dice and name below.
public enum ContactSheet {
    /// Pixels a side that a picture has on a contact sheet: reduce images to it.
    public static let side = 176
    /// Pictures a row and rows a page: with their captions about as high and wide as a sheet of paper.
    public static let columns = 7, rows = 8

    /// One sheet with all images, row by row in their order.
    /// - Parameters:
    ///   - images: at least one; larger ones than `side` are cut down to it.
    ///   - columns: pictures a row, at least 1.
    ///   - title: written above; may be empty.
    ///   - side: the size of a picture's cell in pixels.
    /// - Returns: an RGB image of 8 bits on white.
    /// - Throws: `OverlayError` where an image cannot be drawn.
    public static func make(
        _ images: [SheetImage], columns: Int = columns, title: String = "", style: OverlayStyle = .agreement,
        palette: OverlayPalette = .standard, side: Int = side, language: Language = .english
    ) throws(OverlayError) -> Image {
        let columns = max(1, min(columns, max(1, images.count)))
        let lines = max(1, (images.count + columns - 1) / columns)
        var drawing = SheetDrawing(letters: max(8, side / 17), language: language)
        let (margin, gap) = (SheetDrawing.margin, SheetDrawing.gap)
        let cell = side + drawing.captionHeight + gap
        let head = drawing.headingHeight(title)
        let foot = style == .agreement ? drawing.legendHeight : 0
        var canvas = Canvas(
            // A page of few pictures still has room for its legend.
            width: max(2 * margin + columns * (side + gap) - gap, 2 * margin + 420 * side / Self.side),
            height: 2 * margin + head + lines * cell - gap + foot)
        drawing.writeHeading(title, on: &canvas)
        for (i, image) in images.enumerated() {
            let x = margin + i % columns * (side + gap)
            let y = margin + head + i / columns * cell
            let picture = try AreaAveraging.shrink(try image.picture(style, palette), longest: side)
            drawing.put(picture, x: x, y: y, side: side, on: &canvas)
            drawing.writeCaption(
                name: SheetDrawing.shortName(image.name), dice: image.dice, x: x, y: y + side, width: side, on: &canvas)
        }
        if foot > 0 { drawing.writeLegend(palette, x: margin, y: canvas.height - margin, on: &canvas) }
        return try canvas.image()
    }
}
