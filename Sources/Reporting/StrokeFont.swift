import Foundation

/// Letters for pictures: lines of one width with round ends, drawn at any size without a font file.
///
/// Holds ASCII and what Spanish and its neighbours need; letters with marks are put together from letter and mark, and a
/// character that it lacks becomes a box.
struct StrokeFont {
    /// A point in tenths of a capital's height, y upwards from the baseline.
    struct Point: Equatable {
        var x: Double, y: Double
    }

    /// Straight pieces of line; a dot is a piece of no length.
    typealias Lines = [(from: Point, to: Point)]

    /// A character at one size.
    struct Glyph: Equatable {
        /// How much of each pixel is ink, 0 to 255, row by row.
        let coverage: [UInt8]
        let width: Int, height: Int
        /// From the pen's place on the baseline to the upper left pixel; `top` counts upwards.
        let left: Int, top: Int
        /// From this character's pen to the next one's.
        let advance: Int
    }

    /// Pixels from the baseline to the top of a capital.
    let capitals: Int
    /// Radius of the line in pixels.
    private let radius: Double
    private var glyphs: [Character: Glyph] = [:]

    /// - Parameter capitals: the height of a capital in pixels, at least 5.
    init(capitals: Int, isBold: Bool = false) {
        self.capitals = max(5, capitals)
        radius = max(isBold ? 0.75 : 0.5, Double(self.capitals) * (isBold ? 0.085 : 0.055))
    }

    /// Pixels from one baseline to the next.
    var lineHeight: Int { capitals * 17 / 10 }

    /// Pixels that a text is wide.
    mutating func width(of text: String) -> Int {
        var width = 0
        for character in text { width += glyph(character).advance }
        return width
    }

    /// A text cut to a width: the middle becomes "…", for names differ at their ends.
    mutating func fitted(_ text: String, width: Int) -> String {
        let line = ChartLabel.short(text, longest: 200)
        if self.width(of: line) <= width { return line }
        var kept = line.count - 1
        while kept > 1 {
            let shorter = line.prefix(kept - kept / 2) + "…" + line.suffix(kept / 2)
            if self.width(of: String(shorter)) <= width { return String(shorter) }
            kept -= 1
        }
        return "…"
    }

    /// A character's pixels, made once.
    mutating func glyph(_ character: Character) -> Glyph {
        if let known = glyphs[character] { return known }
        let glyph = rasterised(character)
        glyphs[character] = glyph
        return glyph
    }

    private func rasterised(_ character: Character) -> Glyph {
        let scale = Double(capitals) / 10
        let lines = Self.lines(of: character)
        let right = character.isNumber ? 7 : lines.flatMap { [$0.from.x, $0.to.x] }.max() ?? 2
        // A gap between letters of 0.2 of a capital's height.
        let advance = Int(((right + 2.1) * scale).rounded())
        guard !lines.isEmpty else {
            return Glyph(coverage: [], width: 0, height: 0, left: 0, top: 0, advance: advance)
        }
        let points = lines.flatMap { [$0.from, $0.to] }.map { Point(x: $0.x * scale, y: $0.y * scale) }
        let reach = radius + 1
        let left = Int(((points.map(\.x).min() ?? 0) - reach).rounded(.down))
        let top = Int(((points.map(\.y).max() ?? 0) + reach).rounded(.up))
        let width = Int(((points.map(\.x).max() ?? 0) + reach).rounded(.up)) - left
        let height = top - Int(((points.map(\.y).min() ?? 0) - reach).rounded(.down))
        var coverage = [UInt8](repeating: 0, count: width * height)
        for y in 0..<height {
            for x in 0..<width {
                let centre = Point(x: Double(left + x) + 0.5, y: Double(top - y) - 0.5)
                var distance = Double.infinity
                for i in stride(from: 0, to: points.count, by: 2) {
                    distance = min(distance, Self.distance(centre, points[i], points[i + 1]))
                }
                coverage[y * width + x] = UInt8(max(0, min(1, radius + 0.5 - distance)) * 255)
            }
        }
        return Glyph(coverage: coverage, width: width, height: height, left: left, top: top, advance: advance)
    }

    /// The lines of a character, marks and all.
    static func lines(of character: Character) -> Lines {
        if character.isWhitespace { return [] }
        if let path = paths[character] { return lines(path) }
        let scalars = Array(String(character).decomposedStringWithCanonicalMapping.unicodeScalars)
        guard let first = scalars.first, let path = paths[first == "i" && scalars.count > 1 ? "ı" : Character(first)]
        else { return lines(box) }
        var all = lines(path)
        let xs = all.flatMap { [$0.from.x, $0.to.x] }
        let middle = ((xs.min() ?? 0) + (xs.max() ?? 0)) / 2
        let rise = first.properties.isUppercase ? 3.0 : 0
        for mark in scalars.dropFirst() {
            let (path, up) = mark == cedilla.scalar ? (cedilla.path, 0) : (accents[mark], rise)
            guard let path else { return lines(box) }
            all += lines(path).map { line in
                (
                    Point(x: line.from.x + middle, y: line.from.y + up),
                    Point(x: line.to.x + middle, y: line.to.y + up)
                )
            }
        }
        return all
    }

    /// Reads a path; a bend becomes eight straight pieces.
    private static func lines(_ path: String) -> Lines {
        var lines: Lines = []
        for stroke in path.split(separator: "|") {
            var pen: Point?
            var corner: Point?
            for word in stroke.split(separator: " ") {
                let isCorner = word.hasPrefix("~")
                let numbers = word.drop { $0 == "~" }.split(separator: ",").compactMap { Double($0) }
                guard numbers.count == 2 else { continue }
                let point = Point(x: numbers[0], y: numbers[1])
                if isCorner {
                    corner = point
                    continue
                }
                if let from = pen {
                    lines += corner.map { bend(from, $0, point) } ?? [(from, point)]
                } else if stroke.split(separator: " ").count == 1 {
                    lines.append((point, point))
                }
                (pen, corner) = (point, nil)
            }
        }
        return lines
    }

    /// A cubic Bezier curve whose handles reach 0.5523 of the way to the corner: a quarter of an ellipse within 0.03 %.
    private static func bend(_ start: Point, _ corner: Point, _ end: Point) -> Lines {
        func mix(_ a: Point, _ b: Point, _ t: Double) -> Point {
            Point(x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t)
        }
        let (first, second) = (mix(start, corner, 0.5523), mix(end, corner, 0.5523))
        let points = (0...8).map { i -> Point in
            let t = Double(i) / 8
            let (a, b, c) = (mix(start, first, t), mix(first, second, t), mix(second, end, t))
            return mix(mix(a, b, t), mix(b, c, t), t)
        }
        return zip(points, points.dropFirst()).map { ($0, $1) }
    }

    private static func distance(_ p: Point, _ a: Point, _ b: Point) -> Double {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let length = dx * dx + dy * dy
        let t = length > 0 ? max(0, min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length)) : 0
        let (ex, ey) = (p.x - a.x - t * dx, p.y - a.y - t * dy)
        return (ex * ex + ey * ey).squareRoot()
    }
}
