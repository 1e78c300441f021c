import Imaging

extension ClassLegend {
    /// The picture with a strip below it that names each class beside its colour, and remarks in words. The strip grows with
    /// the picture, and is as wide as its longest word needs.
    /// - Parameter picture: RGB, 8 bits a channel.
    /// - Throws: `OverlayError.malformed` where the picture is of another kind.
    public func drawn(below picture: Image, remarks: [String] = []) throws(OverlayError) -> Image {
        guard picture.channels == 3, picture.component == .uint8 else {
            throw .malformed("a legend is drawn below pictures of three channels of 8 bits")
        }
        let letters = max(8, min(picture.width, picture.height) / 36)
        var font = StrokeFont(capitals: letters)
        var items = entries.map { Item(text: $0.name, colour: $0.colour, &font) }
        items += remarks.map { Item(text: $0, colour: nil, &font) }
        let (margin, gap) = (letters * 2 / 3, letters * 3 / 2)
        let width = max(picture.width, 2 * margin + (items.map(\.width).max() ?? 0))
        let lines = Self.lines(items, width: width - 2 * margin, gap: gap)
        var canvas = Canvas(width: width, height: picture.height + 2 * margin + lines.count * font.lineHeight)
        canvas.put(picture, x: 0, y: 0)
        for (row, line) in lines.enumerated() {
            var x = margin
            let y = picture.height + margin + row * font.lineHeight + letters * 4 / 3
            for item in line {
                item.draw(on: &canvas, x: x, y: y, &font)
                x += item.width + gap
            }
        }
        return try canvas.image()
    }

    /// Filled from the left, each line as far as it goes.
    private static func lines(_ items: [Item], width: Int, gap: Int) -> [[Item]] {
        var lines: [[Item]] = []
        var free = 0
        for item in items {
            // A remark begins a line: it is about all classes.
            if lines.isEmpty || item.width > free || item.colour == nil {
                lines.append([])
                free = width
            }
            lines[lines.count - 1].append(item)
            free -= item.width + gap
        }
        return lines
    }
}

/// A class's square with its name, or words alone.
private struct Item {
    let text: String
    let colour: Overlay.Colour?
    /// Pixels.
    let width: Int

    init(text: String, colour: Overlay.Colour?, _ font: inout StrokeFont) {
        // A remark is Pleura's own sentence and stands whole.
        self.text = ChartLabel.short(text, longest: colour == nil ? 200 : 40)
        self.colour = colour
        width = (colour == nil ? 0 : Self.indent(font)) + font.width(of: self.text)
    }

    /// Of the name behind the square.
    private static func indent(_ font: StrokeFont) -> Int { font.capitals * 7 / 4 }

    /// - Parameter y: of the baseline.
    func draw(on canvas: inout Canvas, x: Int, y: Int, _ font: inout StrokeFont) {
        var x = x
        if let colour {
            let side = font.capitals * 6 / 5
            canvas.fill(x: x, y: y - side, width: side, height: side, Canvas.ink)
            canvas.fill(x: x + 1, y: y - side + 1, width: side - 2, height: side - 2, colour)
            x += Self.indent(font)
        }
        canvas.write(text, x: x, y: y, font: &font)
    }
}
