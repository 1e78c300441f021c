import Imaging

/// A white sheet to put pictures and texts on.
struct Canvas {
    /// Pixels.
    let width: Int, height: Int
    private var bytes: [UInt8]

    /// The colours of texts: nearly black, and grey for what matters less.
    static let ink = Overlay.Colour(26, 29, 33)
    static let quiet = Overlay.Colour(89, 98, 108)

    /// - Parameter width: pixels, at least 1, as the height.
    init(width: Int, height: Int) {
        (self.width, self.height) = (max(1, width), max(1, height))
        bytes = [UInt8](repeating: 255, count: 3 * self.width * self.height)
    }

    /// The sheet as an RGB image of 8 bits.
    /// - Throws: `OverlayError.malformed`.
    func image() throws(OverlayError) -> Image {
        try Overlay.image(bytes, channels: 3, width: width, height: height)
    }

    /// Puts a picture of 8 bits with its upper left pixel at (x, y); what lies outside the sheet is cut off.
    mutating func put(_ picture: Image, x: Int, y: Int) {
        guard picture.component == .uint8 else { return }
        let isGrey = picture.channels < 3
        for row in max(0, -y)..<max(max(0, -y), min(picture.height, height - y)) {
            for column in max(0, -x)..<max(max(0, -x), min(picture.width, width - x)) {
                let from = (row * picture.width + column) * picture.channels
                let to = 3 * ((y + row) * width + x + column)
                for channel in 0..<3 { bytes[to + channel] = picture.bytes[from + (isGrey ? 0 : channel)] }
            }
        }
    }

    /// Fills a rectangle.
    mutating func fill(x: Int, y: Int, width: Int, height: Int, _ colour: Overlay.Colour) {
        for row in max(0, y)..<max(max(0, y), min(self.height, y + height)) {
            for column in max(0, x)..<max(max(0, x), min(self.width, x + width)) { mix(colour, 255, column, row) }
        }
    }

    /// Writes a line of text from x on, its baseline at y.
    /// - Returns: where the text ends along x.
    @discardableResult
    mutating func write(
        _ text: String, x: Int, y: Int, font: inout StrokeFont, colour: Overlay.Colour = Canvas.ink
    ) -> Int {
        var pen = x
        for character in text {
            let glyph = font.glyph(character)
            for row in 0..<glyph.height {
                for column in 0..<glyph.width where glyph.coverage[row * glyph.width + column] > 0 {
                    mix(
                        colour, Int(glyph.coverage[row * glyph.width + column]), pen + glyph.left + column,
                        y - glyph.top + row)
                }
            }
            pen += glyph.advance
        }
        return pen
    }

    private mutating func mix(_ colour: Overlay.Colour, _ share: Int, _ x: Int, _ y: Int) {
        guard (0..<width).contains(x), (0..<height).contains(y) else { return }
        let at = 3 * (y * width + x)
        for (channel, value) in [colour.red, colour.green, colour.blue].enumerated() {
            bytes[at + channel] = UInt8((Int(bytes[at + channel]) * (255 - share) + Int(value) * share + 127) / 255)
        }
    }
}
