import Imaging
import Overlays

/// White paper of whole pixels to put pictures, squares and drawn texts on.
struct Canvas {
    /// Pixels.
    let width: Int, height: Int
    private var bytes: [UInt8]

    /// - Parameter width: pixels, at least 1, as the height.
    init(width: Int, height: Int) {
        (self.width, self.height) = (max(1, width), max(1, height))
        bytes = [UInt8](repeating: 255, count: 3 * self.width * self.height)
    }

    /// The paper as an RGB image of 8 bits.
    /// - Throws: `OverlayError.malformed`.
    func image() throws(OverlayError) -> Image {
        try Overlay.built(bytes, channels: 3, width: width, height: height)
    }

    /// Puts a picture of 8 bits with its upper left pixel at (x, y), each of its pixels on one pixel; what lies outside
    /// the paper is cut off.
    mutating func put(_ picture: Image, x: Int, y: Int) {
        place(picture, rows: 0..<picture.height, columns: 0..<picture.width, x: x, y: y) { _, new in new }
    }

    /// Prints a part of a picture as ink is printed: white leaves what is there, and nothing becomes lighter.
    mutating func print(_ picture: Image, rows: Range<Int>, columns: Range<Int>, x: Int, y: Int) {
        place(picture, rows: rows, columns: columns, x: x, y: y, min)
    }

    /// Fills a rectangle.
    mutating func fill(x: Int, y: Int, width: Int, height: Int, _ colour: Overlay.Colour) {
        for row in max(0, y)..<max(max(0, y), min(self.height, y + height)) {
            for column in max(0, x)..<max(max(0, x), min(self.width, x + width)) {
                let to = 3 * (row * self.width + column)
                (bytes[to], bytes[to + 1], bytes[to + 2]) = (colour.red, colour.green, colour.blue)
            }
        }
    }

    private mutating func place(
        _ picture: Image, rows: Range<Int>, columns: Range<Int>, x: Int, y: Int, _ mix: (UInt8, UInt8) -> UInt8
    ) {
        guard picture.component == .uint8 else { return }
        let isGrey = picture.channels < 3
        for row in rows.clamped(to: 0..<picture.height) {
            let line = y + row - rows.lowerBound
            guard (0..<height).contains(line) else { continue }
            for column in columns.clamped(to: 0..<picture.width) {
                let place = x + column - columns.lowerBound
                guard (0..<width).contains(place) else { continue }
                let from = (row * picture.width + column) * picture.channels
                let to = 3 * (line * width + place)
                for channel in 0..<3 {
                    bytes[to + channel] = mix(bytes[to + channel], picture.bytes[from + (isGrey ? 0 : channel)])
                }
            }
        }
    }
}
