import Foundation

/// A polygon as OpenCV's fillPoly fills it, which YOLO's tools use: corners are cut to whole pixels; a row's pixels between
/// an odd and an even crossing are inside (even-odd); and every pixel of the outline, drawn from left to right as lines after
/// Bresenham (1965). The same pixels as OpenCV's for polygons that lie in the image; PIL, which LabelMe uses, sets its edges
/// differently by a pixel here and there.
struct PolygonFill {
    let size: PixelSize
    private(set) var pixels: [Bool]

    init(_ points: [Shape.Point], _ size: PixelSize) {
        self.size = size
        pixels = [Bool](repeating: false, count: size.height * size.width)
        let corners = points.map { (x: Int($0.x), y: Int($0.y)) }
        let edges = corners.indices.map { (corners[$0], corners[($0 + 1) % corners.count]) }
        for y in 0..<size.height { fill(row: y, edges) }
        for (a, b) in edges { line(a, b) }
    }

    private mutating func fill(row y: Int, _ edges: [((x: Int, y: Int), (x: Int, y: Int))]) {
        // A corner belongs to the edge below it, so that a row through it is crossed once.
        let crossings = edges.filter { min($0.0.y, $0.1.y) <= y && y < max($0.0.y, $0.1.y) }.map { a, b in
            Double(a.x) + Double(y - a.y) * Double(b.x - a.x) / Double(b.y - a.y)
        }.sorted()
        for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
            // What lies outside of the image is cut off.
            let first = max(0, Int((crossings[pair] + 0.5).rounded(.down)))
            let last = min(size.width - 1, Int((crossings[pair + 1] - 0.5).rounded(.up)))
            for x in first..<max(first, last + 1) { pixels[y * size.width + x] = true }
        }
    }

    private mutating func line(_ a: (x: Int, y: Int), _ b: (x: Int, y: Int)) {
        let (a, b) = b.x < a.x ? (b, a) : (a, b)
        let (dx, dy) = (abs(b.x - a.x), abs(b.y - a.y))
        let stepY = b.y < a.y ? -1 : 1
        var (x, y) = a
        let (long, short) = (max(dx, dy), min(dx, dy))
        var error = 2 * short - long
        for _ in 0...long {
            if (0..<size.width).contains(x), (0..<size.height).contains(y) { pixels[y * size.width + x] = true }
            let turns = error > 0
            if turns { error -= 2 * long }
            error += 2 * short
            if dx >= dy || turns { x += 1 }
            if dx < dy || turns { y += stepY }
        }
    }
}
