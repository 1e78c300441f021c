import Imaging

/// An image in grey at a fixed small size, sides stretched: what images are compared by.
///
/// Each pixel of the original belongs to one pixel of the copy, which is the mean of those that it holds; where the
/// original is smaller, its nearest pixel is repeated. So one pass over the pixels makes a copy, whatever their number.
public struct SmallCopy: Equatable, Sendable {
    /// Pixels a side.
    public let side: Int
    /// `side * side` grey values, row by row.
    public let values: [UInt8]

    /// - Parameter values: `side * side` of them.
    init(side: Int, values: [UInt8]) { (self.side, self.values) = (side, values) }

    /// A copy of grey values, one a pixel, row by row.
    /// - Parameters:
    ///   - side: at least 1.
    ///   - grey: gives the value (0 to 255) of a pixel by its index; called for each pixel, or once for each of the
    ///     copy's where the original is smaller.
    init(side: Int, width: Int, height: Int, grey: (Int) -> Float) {
        let means = Self.means(side: side, width: width, height: height, grey: grey)
        self.init(side: side, values: means.map { UInt8(min(max($0.rounded(), 0), 255)) })
    }

    private static func means(side: Int, width: Int, height: Int, grey: (Int) -> Float) -> [Float] {
        let (columns, rows) = (Self.places(width, side), Self.places(height, side))
        var sums = [Float](repeating: 0, count: side * side)
        var counts = [Float](repeating: 0, count: side * side)
        sums.withUnsafeMutableBufferPointer { sums in
            counts.withUnsafeMutableBufferPointer { counts in
                for (from, to) in rows {
                    let (line, start) = (from * width, to * side)
                    for (column, place) in columns {
                        sums[start + place] += grey(line + column)
                        counts[start + place] += 1
                    }
                }
            }
        }
        return zip(sums, counts).map { $0 / max($1, 1) }
    }

    /// Which pixel of a side goes to which of the copy's: each original pixel once where there are more of them, each of
    /// the copy's once where not.
    private static func places(_ from: Int, _ to: Int) -> [(from: Int, to: Int)] {
        from >= to
            ? (0..<from).map { ($0, $0 * to / from) }
            : (0..<to).map { ($0 * from / to, $0) }
    }

    /// The mean over squares of pixels.
    /// - Parameter side: a divisor of this side.
    func reduced(to side: Int) -> SmallCopy {
        if side == self.side { return self }
        return values.withUnsafeBufferPointer { values in
            SmallCopy(side: side, width: self.side, height: self.side) { Float(values[$0]) }
        }
    }

    /// The same without rounding.
    func means(side: Int) -> [Float] {
        values.withUnsafeBufferPointer { values in
            Self.means(side: side, width: self.side, height: self.side) { Float(values[$0]) }
        }
    }
}
