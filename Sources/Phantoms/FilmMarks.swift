import Files

/// What lies on the film, not in the body: the edge of the exposed field, letters, labels, and how the film was laid.
struct FilmMarks: Sendable {
    /// Draws borders and letters onto the brightness (0 to 255). Returns the pixels that lie outside the exposed field:
    /// lungs there cannot be seen and are no part of the mask.
    func add(to film: inout Plane, draws: inout RandomDraws) -> [Bool] {
        var isHidden = [Bool](repeating: false, count: film.values.count)
        if draws.chance(0.5) { addBorders(to: &film, isHidden: &isHidden, draws: &draws) }
        if draws.chance(0.85) { addLetters(to: &film, draws: &draws) }
        return isHidden
    }

    private func addBorders(to film: inout Plane, isHidden: inout [Bool], draws: inout RandomDraws) {
        let size = Double(film.size)
        let shade = Float(draws.chance(0.85) ? draws.uniform(0...14) : draws.uniform(225...255))
        let line = draws.chance(0.3) ? Float(draws.uniform(180...255)) : shade
        // The four sides: left, right, top, bottom; the belly's side is cut most often, as on real films.
        for (side, chance, most) in [(0, 0.3, 0.05), (1, 0.3, 0.05), (2, 0.25, 0.035), (3, 0.6, 0.18)]
        where draws.chance(chance) {
            let depth = size * draws.uniform(0.005...1) * most
            let slope = draws.around(0, 0.012)
            for y in 0..<film.size {
                for x in 0..<film.size {
                    let (across, along) = side < 2 ? (x, y) : (y, x)
                    let distance = side % 2 == 0 ? Double(across) : size - 1 - Double(across)
                    let inside = distance - depth - slope * (Double(along) - size / 2)
                    guard inside < 0 else { continue }
                    let place = y * film.size + x
                    isHidden[place] = true
                    film.values[place] = inside > -0.006 * size ? line : shade
                }
            }
        }
    }

    private func addLetters(to film: inout Plane, draws: inout RandomDraws) {
        let size = Double(film.size)
        let words = [["R"], ["L"], ["L", "PA"], ["PA", "ERECT"], ["R", "AP"], ["L", "AP"], ["R", "PA", "ERECT"]]
        for word in words[draws.integer(below: words.count)] {
            let isRight = word == "R" ? false : draws.chance(0.8)
            let dot = max(size * draws.uniform(0.003...0.006), 0.6)
            let width = Double(6 * word.count) * dot
            let left = isRight ? size * draws.uniform(0.74...0.98) - width : size * draws.uniform(0.02...0.24)
            let top = size * draws.uniform(0.01...0.2)
            let hasLabel = draws.chance(0.35)
            let ink = hasLabel ? Float(draws.uniform(0...40)) : Float(draws.uniform(170...255))
            if hasLabel {
                film.fill(x: left - dot...left + width, y: top - dot...top + 8 * dot, Float(draws.uniform(225...255)))
            }
            for (place, letter) in word.enumerated() {
                let start = left + Double(6 * place) * dot
                for (row, bits) in (Self.font[letter] ?? []).enumerated() {
                    for column in 0..<5 where bits >> (4 - column) & 1 == 1 {
                        let x = start + Double(column) * dot
                        let y = top + Double(row) * dot
                        film.fill(x: x...x + dot, y: y...y + dot, ink)
                    }
                }
            }
        }
    }

    /// Letters of 5 x 7 dots, a row a number, its highest bit at the left.
    private static let font: [Character: [Int]] = [
        "A": [0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001],
        "C": [0b01110, 0b10001, 0b10000, 0b10000, 0b10000, 0b10001, 0b01110],
        "E": [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111],
        "L": [0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111],
        "P": [0b11110, 0b10001, 0b10001, 0b11110, 0b10000, 0b10000, 0b10000],
        "R": [0b11110, 0b10001, 0b10001, 0b11110, 0b10100, 0b10010, 0b10001],
        "T": [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100],
    ]
}

extension Plane {
    /// Fills the pixels whose centres lie in a rectangle of pixel coordinates.
    fileprivate mutating func fill(x columns: ClosedRange<Double>, y rows: ClosedRange<Double>, _ value: Float) {
        func span(_ range: ClosedRange<Double>) -> Range<Int> {
            let first = Int(min(max(range.lowerBound, 0), Double(size)).rounded(.up))
            let last = Int(min(max(range.upperBound + 1, 0), Double(size)).rounded(.up))
            return first..<max(first, last)
        }
        for y in span(rows) {
            for x in span(columns) { values[y * size + x] = value }
        }
    }
}
