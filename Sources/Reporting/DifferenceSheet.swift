import Imaging

/// The images on which two runs differ most: a row for each with the film, its truth, and what each run made of it.
public enum DifferenceSheet {
    /// Pixels a side that a picture has on the sheet.
    public static let side = 300

    /// One image with two runs, reduced at once.
    public struct Row: Sendable {
        let first: SheetImage, second: SheetImage

        /// - Parameters:
        ///   - name: as it is written below the film; any text.
        ///   - film: any channels and component.
        ///   - truth: a mask of the film's size, one channel, 0 is background.
        ///   - first: the first run's prediction and its Dice.
        ///   - second: the second run's.
        /// - Throws: `OverlayError` where sizes or channels do not fit.
        public init(
            name: String, film: Image, truth: Image, first: (prediction: Image, dice: Double?),
            second: (prediction: Image, dice: Double?)
        ) throws(OverlayError) {
            self.first = try SheetImage(
                name: name, dice: first.dice, film: film, truth: truth, prediction: first.prediction, longest: side)
            self.second = try SheetImage(
                name: name, dice: second.dice, film: film, truth: truth, prediction: second.prediction, longest: side)
        }
    }

    /// The images that two runs both have, by the difference of their Dice, the largest first; ties by set and name.
    public static func largest(
        _ first: [TestRow], _ second: [TestRow], count: Int = 5
    ) -> [(id: ScoredImage.ID, first: Double, second: Double)] {
        let other = Dictionary(
            ScoredImage.list(of: second).map { ($0.id, $0.dice) }, uniquingKeysWith: { first, _ in first })
        let both = ScoredImage.list(of: first).compactMap { image in
            if let a = image.dice, let b = other[image.id] ?? nil { (id: image.id, first: a, second: b) } else { nil }
        }
        let ordered = both.sorted { a, b in
            let (one, other) = (abs(a.first - a.second), abs(b.first - b.second))
            return one != other ? one > other : a.id < b.id
        }
        return Array(ordered.prefix(max(0, count)))
    }

    /// - Parameters:
    ///   - rows: in their order, at least one.
    ///   - first: the name of the first run; any text.
    ///   - second: of the second.
    ///   - title: written above; by default what the sheet shows.
    /// - Returns: an RGB image of 8 bits on white.
    /// - Throws: `OverlayError` where an image cannot be drawn.
    public static func make(
        _ rows: [Row], first: String, second: String, title: String? = nil, palette: OverlayPalette = .standard,
        language: Language = .english
    ) throws(OverlayError) -> Image {
        var drawing = SheetDrawing(letters: 14, language: language)
        let (margin, gap) = (SheetDrawing.margin, SheetDrawing.gap)
        let title = title ?? SheetTexts.differences(language)
        let top = margin + drawing.headingHeight(title) + drawing.plain.lineHeight + gap
        let heights = rows.map { $0.first.film.height + drawing.captionHeight + gap }
        var canvas = Canvas(
            width: 2 * margin + 4 * (side + gap) - gap,
            height: top + heights.reduce(0, +) + drawing.legendHeight + margin)
        drawing.writeHeading(title, on: &canvas)
        let columns = (0..<4).map { margin + $0 * (side + gap) }
        for (x, name) in zip(columns, [SheetTexts.film(language), SheetTexts.truth(language), first, second]) {
            let line = drawing.bold.fitted(name, width: side)
            canvas.write(line, x: x, y: top - gap, font: &drawing.bold)
        }
        var y = top
        for (row, height) in zip(rows, heights) {
            let (one, other) = (row.first, row.second)
            let pictures = [
                one.film, try Overlay.outline(film: one.film, prediction: one.truth, palette: palette),
                try one.picture(.agreement, palette), try other.picture(.agreement, palette),
            ]
            for (x, picture) in zip(columns, pictures) { canvas.put(picture, x: x, y: y) }
            let line = y + one.film.height + drawing.plain.capitals * 3 / 2
            // The name has the room of film and truth.
            let name = drawing.plain.fitted(SheetDrawing.shortName(one.name), width: 2 * side)
            canvas.write(name, x: columns[0], y: line, font: &drawing.plain)
            for (x, dice) in zip(columns.suffix(2), [one.dice, other.dice]) {
                canvas.write("Dice \(Figure.text(dice, digits: 4, language))", x: x, y: line, font: &drawing.bold)
            }
            y += height
        }
        drawing.writeLegend(palette, x: margin, y: canvas.height - margin, on: &canvas)
        return try canvas.image()
    }
}
