/// A region of pixels as the data of an SVG path: its outline along the edges of its pixels, exact to the pixel.
///
/// Outlines run clockwise and those of holes the other way, so that either fill rule gives the region back. Pixels that
/// touch at a corner alone lie in outlines of their own.
enum RegionPath {
    /// - Parameters:
    ///   - isInside: of each pixel, row by row: `width` times `height` of them.
    /// - Returns: "M3 1h4v2h-4z", in pixels; empty for an empty region.
    static func data(of isInside: [Bool], width: Int, height: Int) -> String {
        var edges = Edges(of: isInside, width: width, height: height)
        var text = ""
        for start in 0..<(width + 1) * (height + 1) {
            // Every outline has an edge that runs to the right; its first in reading order begins it.
            while edges.leaving[start] & Step.right.bit != 0 {
                text += outline(from: start, width: width, &edges)
            }
        }
        return text
    }

    /// The four ways along a pixel's edge, in clockwise order.
    private enum Step: UInt8, CaseIterable {
        case right, down, left, up

        var bit: UInt8 { 1 << rawValue }
        /// Turned clockwise by so many quarters.
        func turned(_ quarters: UInt8) -> Step { Step.allCases[Int((rawValue + quarters) & 3)] }
    }

    /// The edges between inside and outside, with the inside on their right, by the corner at which they begin.
    private struct Edges {
        var leaving: [UInt8]

        init(of isInside: [Bool], width: Int, height: Int) {
            let stride = width + 1
            leaving = [UInt8](repeating: 0, count: stride * (height + 1))
            for y in 0..<height {
                for x in 0..<width where isInside[y * width + x] {
                    let (i, corner) = (y * width + x, y * stride + x)
                    if y == 0 || !isInside[i - width] { leaving[corner] |= Step.right.bit }
                    if x == width - 1 || !isInside[i + 1] { leaving[corner + 1] |= Step.down.bit }
                    if y == height - 1 || !isInside[i + width] { leaving[corner + stride + 1] |= Step.left.bit }
                    if x == 0 || !isInside[i - 1] { leaving[corner + stride] |= Step.up.bit }
                }
            }
        }

        mutating func take(_ step: Step, at corner: Int) -> Bool {
            guard leaving[corner] & step.bit != 0 else { return false }
            leaving[corner] &= ~step.bit
            return true
        }
    }

    /// Follows one outline and takes its edges away.
    private static func outline(from start: Int, width: Int, _ edges: inout Edges) -> String {
        let stride = width + 1
        var text = "M\(start % stride) \(start / stride)"
        var (corner, step, length) = (start, Step.right, 0)
        guard edges.take(step, at: corner) else { return "" }
        while true {
            length += 1
            corner += [1, stride, -1, -stride][Int(step.rawValue)]
            // Where two outlines touch, the turn to the right stays on this one.
            guard
                let next = [1, 0, 3].lazy.map({ step.turned($0) }).first(where: { edges.leaving[corner] & $0.bit != 0 })
            else { break }
            _ = edges.take(next, at: corner)
            if next != step {
                text += word(step, length)
                (step, length) = (next, 0)
            }
        }
        // The last stretch is drawn by closing the path.
        return text + "z"
    }

    private static func word(_ step: Step, _ length: Int) -> String {
        switch step {
        case .right: "h\(length)"
        case .left: "h-\(length)"
        case .down: "v\(length)"
        case .up: "v-\(length)"
        }
    }
}
