/// The edges of an image: how strong the grey values change at each pixel, compared with the image's mean.
struct EdgeMap: Sendable {
    /// Pixels a side.
    static let side = MaskFacts.copySide
    /// Magnitudes of the gradient in multiples of the image's mean, 4 at most, less their mean: 0 is as good as chance.
    let values: [Float]

    /// Nil where the image has no edges.
    init?(_ copy: SmallCopy) {
        let grey = copy.reduced(to: Self.side).values.map(Float.init)
        let magnitudes = Gradient.magnitudes(of: grey, side: Self.side)
        let mean = magnitudes.reduce(0, +) / Float(magnitudes.count)
        guard mean > 0 else { return nil }
        let capped = magnitudes.map { min($0 / mean, 4) }
        let centre = capped.reduce(0, +) / Float(capped.count)
        values = capped.map { $0 - centre }
    }
}

/// The outline of a mask: some of its points, with how sharp it is there.
struct MaskOutline: Sendable {
    private struct Point {
        let x: Int, y: Int
        let weight: Float
    }

    private let points: [Point]
    /// More points make no difference (tried on chest films, nuclei and membranes).
    private static let most = 400

    /// Nil where the mask has no outline inside the image.
    init?(_ copy: SmallCopy) {
        let side = EdgeMap.side
        let weights = Gradient.magnitudes(of: copy.reduced(to: side).values.map(Float.init), side: side)
        let places = weights.indices.filter { weights[$0] > 0 }
        guard !places.isEmpty else { return nil }
        // Every k-th, evenly spread, whatever the number.
        let count = min(places.count, Self.most)
        let chosen = (0..<count).map { places[$0 * places.count / count] }
        let sum = chosen.reduce(Float(0)) { $0 + weights[$1] }
        points = chosen.map { Point(x: $0 % side, y: $0 / side, weight: weights[$0] / sum) }
    }

    /// How well the outline lies on the edges: their mean under it, 0 for chance. Points outside count as chance.
    /// - Parameters:
    ///   - x: pixels by which the outline is moved to the right, and down.
    func agreement(with edges: EdgeMap, movedBy x: Int = 0, _ y: Int = 0) -> Float {
        let side = EdgeMap.side
        return edges.values.withUnsafeBufferPointer { edges in
            var sum: Float = 0
            for point in points {
                let (column, row) = (point.x + x, point.y + y)
                guard column >= 0, row >= 0, column < side, row < side else { continue }
                sum += point.weight * edges[row * side + column]
            }
            return sum
        }
    }

    /// Where the outline agrees best with the edges: looked for on every second pixel, then around the best.
    /// - Parameter reach: pixels to each side.
    func best(on edges: EdgeMap, reach: Int) -> (x: Int, y: Int, agreement: Float) {
        var best = (x: 0, y: 0, agreement: agreement(with: edges))
        func look(_ columns: some Sequence<Int>, _ rows: some Sequence<Int>) {
            for y in rows {
                for x in columns {
                    let found = agreement(with: edges, movedBy: x, y)
                    if found > best.agreement { best = (x, y, found) }
                }
            }
        }
        look(stride(from: -reach, through: reach, by: 2), stride(from: -reach, through: reach, by: 2).map { $0 })
        let (x, y) = (best.x, best.y)
        look(x - 1...x + 1, y - 1...y + 1)
        return best
    }
}

/// Central differences.
private enum Gradient {
    /// The gradient's length at each pixel; 0 along the borders, where a mask that is cut off has no outline.
    static func magnitudes(of values: [Float], side: Int) -> [Float] {
        values.withUnsafeBufferPointer { values in
            [Float](unsafeUninitializedCapacity: side * side) { lengths, count in
                lengths.initialize(repeating: 0)
                for y in 1..<side - 1 {
                    for x in 1..<side - 1 {
                        let i = y * side + x
                        let across = values[i + 1] - values[i - 1]
                        let down = values[i + side] - values[i - side]
                        lengths[i] = (across * across + down * down).squareRoot()
                    }
                }
                count = side * side
            }
        }
    }
}
