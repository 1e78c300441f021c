import Imaging

/// A small copy of an image, normalised: mean 0 and length 1, so that the product of two is their correlation.
struct ImageCopy: Equatable, Sendable {
    /// Pixels along each side at which all images are compared, and at which the likely ones are compared again.
    static let side = 16, largeSide = 256

    /// `side` x `side` values, row by row; all 0 for an image of one value, which is like nothing.
    let values: [Float]

    /// Each value is the mean of the samples that lie in its part of the image; of an image that is smaller than the copy
    /// the sample at its place. Alpha plays no part.
    init(_ image: Image, side: Int = ImageCopy.side) { self.init(sums: Self.sums(image, side: side), side: side) }

    /// Of a copy that is larger, or repeated where it is not.
    init(_ copy: SmallCopy, side: Int) { self.init(sums: copy.means(side: side).map(Double.init), side: side) }

    private init(sums: [Double], side: Int) {
        let mean = sums.reduce(0, +) / Double(sums.count)
        let centred = sums.map { $0 - mean }
        let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
        // What rounding leaves of an image of one value is no picture.
        let isFlat = !(length > 1e-9 * (abs(mean) + 1) * Double(side))
        values = isFlat ? [Float](repeating: 0, count: sums.count) : centred.map { Float($0 / length) }
    }

    /// -1 to 1; 0 where one of the two has a single value. Both have the same side.
    func correlation(to other: ImageCopy) -> Double {
        var sum: Float = 0
        for (a, b) in zip(values, other.values) { sum += a * b }
        return Double(sum)
    }

    private static func sums(_ image: Image, side: Int) -> [Double] {
        let (channels, colours) = (image.channels, min(image.colourChannels, 3))
        let columns = (0...side).map { $0 * image.width / side }
        let rows = (0...side).map { $0 * image.height / side }
        func mean(_ sample: (Int) -> Double) -> [Double] {
            var result: [Double] = []
            result.reserveCapacity(side * side)
            for i in 0..<side {
                let own = rows[i]..<max(rows[i + 1], rows[i] + 1)
                for j in 0..<side {
                    let across = columns[j]..<max(columns[j + 1], columns[j] + 1)
                    var sum = 0.0
                    for y in own {
                        for x in across {
                            let first = (y * image.width + x) * channels
                            for colour in 0..<colours { sum += sample(first + colour) }
                        }
                    }
                    result.append(sum / Double(own.count * across.count * colours))
                }
            }
            return result
        }
        switch image.component {
        case .uint8: return image.bytes.withUnsafeBufferPointer { bytes in mean { Double(bytes[$0]) } }
        case .uint16:
            return image.bytes.withUnsafeBytes { bytes in
                mean { Double(bytes.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self)) }
            }
        default:
            // What is not a number stands for nothing.
            return image.floats.withUnsafeBufferPointer { values in
                mean { values[$0].isFinite ? Double(values[$0]) : 0 }
            }
        }
    }
}
