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
        let scale = max(1, min(picture.width, picture.height) / 320)
        var items = entries.map { Item(text: $0.name, colour: $0.colour, scale) }
        items += remarks.map { Item(text: $0, colour: nil, scale) }
        let margin = 4 * scale
        let width = max(picture.width, 2 * margin + (items.map(\.width).max() ?? 0))
        let lines = Self.lines(items, width: width - 2 * margin, gap: 8 * scale)
        let step = (BitmapFont.height + 4) * scale
        let height = picture.height + 2 * margin + lines.count * step
        var canvas = LegendCanvas(width: width, height: height, scale: scale)
        canvas.place(picture)
        for (row, line) in lines.enumerated() {
            var x = margin
            for item in line {
                canvas.draw(item, x: x, y: picture.height + margin + row * step)
                x += item.width + 8 * scale
            }
        }
        return try Overlay.image(canvas.bytes, channels: 3, width: width, height: height)
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
    let letters: [UInt8]
    let colour: Overlay.Colour?
    /// Pixels.
    let width: Int

    private static let most = 40

    init(text: String, colour: Overlay.Colour?, _ scale: Int) {
        let all = BitmapFont.letters(text)
        letters = all.count <= Self.most ? all : all.prefix(Self.most - 3) + Array("...".utf8)
        self.colour = colour
        width = ((colour == nil ? 0 : Self.indent) + letters.count * BitmapFont.advance) * scale
    }

    /// Of the name behind the square, in letters' pixels.
    static let indent = BitmapFont.height + 3
}

/// White, with black letters.
private struct LegendCanvas {
    let width: Int
    let scale: Int
    var bytes: [UInt8]

    init(width: Int, height: Int, scale: Int) {
        (self.width, self.scale) = (width, scale)
        bytes = [UInt8](repeating: 255, count: 3 * width * height)
    }

    /// At the upper left.
    mutating func place(_ picture: Image) {
        let row = 3 * picture.width
        for y in 0..<picture.height {
            bytes.replaceSubrange(3 * y * width..<3 * y * width + row, with: picture.bytes[y * row..<(y + 1) * row])
        }
    }

    mutating func draw(_ item: Item, x: Int, y: Int) {
        var x = x
        if let colour = item.colour {
            let side = BitmapFont.height * scale
            fill(x: x, y: y, width: side, height: side, Overlay.Colour(0, 0, 0))
            fill(x: x + scale, y: y + scale, width: side - 2 * scale, height: side - 2 * scale, colour)
            x += Item.indent * scale
        }
        for letter in item.letters {
            for (i, isInk) in BitmapFont.ink(letter).enumerated() where isInk {
                fill(
                    x: x + i % BitmapFont.width * scale, y: y + i / BitmapFont.width * scale, width: scale,
                    height: scale, Overlay.Colour(0, 0, 0))
            }
            x += BitmapFont.advance * scale
        }
    }

    private mutating func fill(x: Int, y: Int, width: Int, height: Int, _ colour: Overlay.Colour) {
        for row in y..<y + height {
            for column in x..<x + width {
                let i = 3 * (row * self.width + column)
                (bytes[i], bytes[i + 1], bytes[i + 2]) = (colour.red, colour.green, colour.blue)
            }
        }
    }
}
