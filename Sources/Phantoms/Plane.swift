/// A square picture of numbers in the making: absorption along the beam, then brightness. Row by row, x first.
struct Plane: Sendable {
    /// Pixels a side.
    let size: Int
    var values: [Float]

    init(size: Int, filledWith value: Float = 0) {
        self.size = size
        values = [Float](repeating: value, count: size * size)
    }

    /// Adds a tube along a line of points (in pixels) whose cross-section is a circle of `radius` pixels: `profile`
    /// gives the absorption at a distance from the axis of 0 (the axis) to 1 (the rim). Where the line bends the tube
    /// counts once.
    mutating func addTube(_ points: [Point], radius: Double, profile: (Double) -> Double) {
        guard let box = Box(of: points, margin: radius, size: size) else { return }
        // Squared distances to the axis, in radii, kept over the tube's own box.
        var nearest = [Double](repeating: 1, count: box.width * box.height)
        for (start, end) in zip(points, points.dropFirst()) {
            guard let part = Box(of: [start, end], margin: radius, size: size) else { continue }
            let along = end - start
            let length = max(along.x * along.x + along.y * along.y, 1e-12)
            for y in part.rows {
                for x in part.columns {
                    let pixel = Point(Double(x), Double(y)) - start
                    let share = min(max((pixel.x * along.x + pixel.y * along.y) / length, 0), 1)
                    let away = Point(pixel.x - share * along.x, pixel.y - share * along.y)
                    let distance = (away.x * away.x + away.y * away.y) / (radius * radius)
                    let place = (y - box.rows.lowerBound) * box.width + x - box.columns.lowerBound
                    nearest[place] = min(nearest[place], distance)
                }
            }
        }
        for y in box.rows {
            for x in box.columns {
                let distance = nearest[(y - box.rows.lowerBound) * box.width + x - box.columns.lowerBound]
                if distance < 1 { values[y * size + x] += Float(profile(distance.squareRoot())) }
            }
        }
    }

    /// Adds an ellipse with half axes `axes` (pixels), turned by the angle whose cosine and sine are `turn`; `profile`
    /// gives the absorption at a relative distance of 0 (centre) to 1 (rim).
    mutating func addEllipse(
        at centre: Point, axes: Point, turn: Point = Point(1, 0),
        profile: (_ distance: Double, _ offset: Point) -> Double
    ) {
        guard let box = Box(of: [centre], margin: max(axes.x, axes.y), size: size) else { return }
        for y in box.rows {
            for x in box.columns {
                let pixel = Point(Double(x), Double(y)) - centre
                let across = (pixel.x * turn.x + pixel.y * turn.y) / axes.x
                let down = (pixel.y * turn.x - pixel.x * turn.y) / axes.y
                let distance = across * across + down * down
                if distance < 1 {
                    values[y * size + x] += Float(profile(distance.squareRoot(), Point(across, down)))
                }
            }
        }
    }

    /// The plane smoothed by about a Gaussian of `deviation` pixels (three box means in each direction, after
    /// Wells 1986); edges are continued outwards.
    func blurred(deviation: Double) -> Plane {
        guard deviation > 0.05 else { return self }
        // Three boxes of fractional half-width r have variance r(r + 1) each when r is whole; mixed in between.
        let half = max((0.25 + deviation * deviation).squareRoot() - 0.5, 0)
        var result = self
        for _ in 0..<3 { result = result.boxMeans(half: half).transposed() }
        for _ in 0..<3 { result = result.boxMeans(half: half).transposed() }
        return result
    }

    /// Each row's mean over `2 * half + 1` pixels; a fraction of a pixel at both ends counts by its share.
    private func boxMeans(half: Double) -> Plane {
        let whole = Int(half)
        let share = Float(half - Double(whole))
        let scale = 1 / Float(2 * half + 1)
        var result = self
        for y in 0..<size {
            let start = y * size
            func value(_ x: Int) -> Float { values[start + min(max(x, 0), size - 1)] }
            var sum: Float = 0
            for x in -whole...whole { sum += value(x) }
            for x in 0..<size {
                result.values[start + x] = (sum + share * (value(x - whole - 1) + value(x + whole + 1))) * scale
                sum += value(x + whole + 1) - value(x - whole)
            }
        }
        return result
    }

    private func transposed() -> Plane {
        var result = self
        for y in 0..<size {
            for x in 0..<size { result.values[x * size + y] = values[y * size + x] }
        }
        return result
    }
}

/// A place in pixels or in the body's own coordinates.
struct Point: Sendable {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }

    static func - (left: Point, right: Point) -> Point { Point(left.x - right.x, left.y - right.y) }
    static func + (left: Point, right: Point) -> Point { Point(left.x + right.x, left.y + right.y) }
}

/// The pixels that a shape can touch.
private struct Box {
    let columns: Range<Int>
    let rows: Range<Int>
    var width: Int { columns.count }
    var height: Int { rows.count }

    /// The box round the points with a margin, cut at the picture; nil where nothing is left.
    init?(of points: [Point], margin: Double, size: Int) {
        func span(_ values: [Double]) -> Range<Int>? {
            guard let least = values.min(), let most = values.max(), least.isFinite, most.isFinite else { return nil }
            let edge = Double(size)
            let first = Int(min(max(least - margin, 0), edge).rounded(.down))
            let last = Int(min(max(most + margin + 1, 0), edge).rounded(.up))
            return first < last ? first..<last : nil
        }
        guard let columns = span(points.map(\.x)), let rows = span(points.map(\.y)) else { return nil }
        (self.columns, self.rows) = (columns, rows)
    }
}
