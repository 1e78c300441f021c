/// A mask as a set of pixels: what distances and components are measured in.
public struct BinaryMask: Equatable, Sendable {
    /// Pixels along x and along y, 1 or more each.
    public let width: Int, height: Int
    /// `width * height` bytes, row by row: 0 background, anything else foreground.
    public let pixels: [UInt8]

    /// - Throws: `ImageError.malformed` where `pixels` does not hold exactly the pixels.
    public init(_ pixels: [UInt8], width: Int, height: Int) throws(ImageError) {
        let (count, overflows) = width.multipliedReportingOverflow(by: height)
        guard width > 0, height > 0, !overflows, pixels.count == count else {
            throw .malformed("a mask of \(width) x \(height) does not have \(pixels.count) pixels")
        }
        (self.pixels, self.width, self.height) = (pixels, width, height)
    }

    /// Whether no pixel is foreground.
    public var isEmpty: Bool { pixels.allSatisfy { $0 == 0 } }

    /// Foreground pixels.
    public var area: Int { pixels.count { $0 != 0 } }

    /// A rectangle of pixels.
    package struct Box: Equatable, Sendable {
        /// Rows and columns, none of them empty.
        package let rows: ClosedRange<Int>, columns: ClosedRange<Int>

        package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
            (self.rows, self.columns) = (rows, columns)
        }

        /// The smallest box round two.
        package func union(_ other: Box) -> Box {
            Box(
                rows: min(rows.lowerBound, other.rows.lowerBound)...max(rows.upperBound, other.rows.upperBound),
                columns: min(
                    columns.lowerBound, other.columns.lowerBound)...max(
                        columns.upperBound, other.columns.upperBound))
        }
    }

    /// The smallest box that holds the foreground; nil where there is none.
    package var box: Box? {
        var rows: ClosedRange<Int>?
        var (left, right) = (width, -1)
        pixels.withUnsafeBufferPointer { pixels in
            for y in 0..<height {
                let row = pixels[y * width..<(y + 1) * width]
                guard let first = row.firstIndex(where: { $0 != 0 }), let last = row.lastIndex(where: { $0 != 0 })
                else { continue }
                rows = (rows?.lowerBound ?? y)...y
                (left, right) = (min(left, first - y * width), max(right, last - y * width))
            }
        }
        return rows.map { Box(rows: $0, columns: left...right) }
    }

    /// The pixels of a box of this mask with one row and one column of background on each side, so that each of them has
    /// four neighbours. Of a box that reaches beyond the mask, the part that lies in it.
    package func framed(_ box: Box) -> BinaryMask {
        let (columns, rows) = (box.columns.clamped(to: 0...width - 1), box.rows.clamped(to: 0...height - 1))
        let (wide, high) = (columns.count + 2, rows.count + 2)
        let cut = [UInt8](unsafeUninitializedCapacity: wide * high) { memory, count in
            memory.initialize(repeating: 0)
            for y in rows {
                let start = (y - rows.lowerBound + 1) * wide + 1
                let row = pixels[y * width + columns.lowerBound...y * width + columns.upperBound]
                _ = UnsafeMutableBufferPointer(rebasing: memory[start..<start + columns.count]).update(
                    fromContentsOf: row)
            }
            count = wide * high
        }
        return BinaryMask(unchecked: cut, width: wide, height: high)
    }

    /// Foreground and background exchanged: 1 where this mask has 0, 0 elsewhere.
    public var inverted: BinaryMask {
        BinaryMask(unchecked: pixels.map { $0 == 0 ? 1 : 0 }, width: width, height: height)
    }

    /// Foreground pixels that share a side with background or lie at the mask's border: the mask without its erosion by
    /// a cross, as SciPy's `binary_erosion` and MONAI have it.
    /// - Returns: 1 at the edge, 0 elsewhere; and the edge's places in `pixels`, ascending.
    public func edge() -> (mask: BinaryMask, places: [Int]) {
        var places: [Int] = []
        let edge = [UInt8](unsafeUninitializedCapacity: pixels.count) { edge, count in
            edge.initialize(repeating: 0)
            pixels.withUnsafeBufferPointer { pixels in
                for y in 0..<height {
                    let isOutside = y == 0 || y == height - 1
                    for i in y * width..<(y + 1) * width where pixels[i] != 0 {
                        let x = i - y * width
                        if isOutside || x == 0 || x == width - 1 || pixels[i - 1] == 0 || pixels[i + 1] == 0
                            || pixels[i - width] == 0 || pixels[i + width] == 0
                        {
                            edge[i] = 1
                            places.append(i)
                        }
                    }
                }
            }
            count = pixels.count
        }
        return (BinaryMask(unchecked: edge, width: width, height: height), places)
    }

    private init(unchecked pixels: [UInt8], width: Int, height: Int) {
        (self.pixels, self.width, self.height) = (pixels, width, height)
    }
}
