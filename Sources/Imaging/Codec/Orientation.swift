/// How the rows and columns of a stored photograph lie, as EXIF numbers it (tag 0x0112, EXIF 2.32, 4.6.4).
public enum Orientation: UInt16, Sendable, CaseIterable {
    case upright = 1
    case mirroredLeftRight = 2
    case halfTurn = 3
    case mirroredTopBottom = 4
    case transposed = 5
    case needsClockwiseTurn = 6
    case antitransposed = 7
    case needsCounterclockwiseTurn = 8

    /// Whether stored rows become columns.
    public var swapsAxes: Bool { rawValue >= 5 }

    /// The place in the stored image, `width` x `height` pixels, of the upright image's pixel (`x`, `y`).
    private func stored(_ x: Int, _ y: Int, width: Int, height: Int) -> Int {
        switch self {
        case .upright: y * width + x
        case .mirroredLeftRight: y * width + (width - 1 - x)
        case .halfTurn: (height - 1 - y) * width + (width - 1 - x)
        case .mirroredTopBottom: (height - 1 - y) * width + x
        case .transposed: x * width + y
        case .needsClockwiseTurn: (height - 1 - x) * width + y
        case .antitransposed: (height - 1 - x) * width + (width - 1 - y)
        case .needsCounterclockwiseTurn: x * width + (width - 1 - y)
        }
    }

    /// The pixels of a stored image, `width` x `height` of `size` bytes each, laid upright.
    func apply(to bytes: [UInt8], width: Int, height: Int, size: Int) -> [UInt8] {
        if self == .upright { return bytes }
        let (columns, rows) = swapsAxes ? (height, width) : (width, height)
        return [UInt8](unsafeUninitializedCapacity: bytes.count) { upright, count in
            var at = 0
            for y in 0..<rows {
                for x in 0..<columns {
                    let from = stored(x, y, width: width, height: height) * size
                    for byte in 0..<size { upright[at + byte] = bytes[from + byte] }
                    at += size
                }
            }
            count = at
        }
    }
}
