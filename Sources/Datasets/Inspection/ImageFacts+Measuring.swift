import Files
import Imaging

extension ImageFacts {
    /// Pixels a side of an image's copy.
    static let copySide = 256

    /// Measures an image in one pass, or in two where it has more than 8 bits.
    /// - Parameter copySide: a multiple of 64.
    init(_ image: Image, turn: PairTurn, copySide: Int) {
        let grey = GreyValues(image)
        size = PixelSize(height: image.height, width: image.width)
        (channels, component, spacing) = (image.colourChannels, image.component, image.spacing)
        (orientation, isOrientationDecided) = (turn.tag, turn.evidence != .undecided)
        (minimum, maximum, mean, deviation) = (grey.minimum, grey.maximum, grey.mean, grey.deviation)
        apartAtFullScale = grey.apartAtFullScale(ofType: image.component)
        digest = Self.digest(of: image)
        copy = grey.copy(side: copySide, width: image.width, height: image.height)
    }

    /// A hash of pixels and shape, eight bytes at a time.
    private static func digest(of image: Image) -> UInt64 {
        var hash = BitMixing.splitmix(UInt64(truncatingIfNeeded: image.width))
        hash = BitMixing.splitmix(hash ^ UInt64(truncatingIfNeeded: image.height * 64 + image.channels))
        hash ^= BitMixing.fnv1a(image.component.rawValue)
        image.bytes.withUnsafeBytes { raw in
            let whole = raw.count / 8
            for i in 0..<whole {
                let word = raw.loadUnaligned(fromByteOffset: 8 * i, as: UInt64.self)
                hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash >> 29
            }
            for i in 8 * whole..<raw.count { hash = (hash ^ UInt64(raw[i])) &* 0x0000_0100_0000_01B3 }
        }
        return BitMixing.splitmix(hash)
    }
}

/// The grey values of an image, and their distribution.
private struct GreyValues {
    private enum Values {
        case bytes([UInt8])
        case words([UInt16])
        case floats([Float])
    }

    private let values: Values
    /// Pixels of each value, for bytes and words.
    private let histogram: [Int]
    private(set) var minimum = 0.0, maximum = 0.0, mean = 0.0, deviation = 0.0
    /// What becomes 0 and 255 in a copy.
    private var range: (low: Float, high: Float) = (0, 255)

    init(_ image: Image) {
        let (channels, colours) = (image.channels, image.colourChannels)
        switch image.component {
        case .uint8:
            let grey = Self.grey(image.bytes, channels, colours)
            (values, histogram) = (.bytes(grey), Self.histogram(grey, size: 256))
        case .uint16:
            let grey = Self.grey(image.samples, channels, colours)
            (values, histogram) = (.words(grey), Self.histogram(grey, size: 65536))
        default:
            (values, histogram) = (.floats(Self.grey(image.floats, channels: channels, colours)), [])
        }
        measure()
    }

    private mutating func measure() {
        guard case .floats(let floats) = values else {
            var (count, sum, squares) = (0.0, 0.0, 0.0)
            for (value, pixels) in histogram.enumerated() where pixels > 0 {
                let (value, pixels) = (Double(value), Double(pixels))
                (count, sum, squares) = (count + pixels, sum + pixels * value, squares + pixels * value * value)
            }
            set(count, sum, squares)
            minimum = Double(histogram.firstIndex { $0 > 0 } ?? 0)
            maximum = Double(histogram.lastIndex { $0 > 0 } ?? 0)
            if case .words = values { range = stretch(count: Int(count)) }
            return
        }
        let finite = floats.filter(\.isFinite)
        var (sum, squares) = (0.0, 0.0)
        for value in finite { (sum, squares) = (sum + Double(value), squares + Double(value) * Double(value)) }
        set(Double(finite.count), sum, squares)
        (minimum, maximum) = (Double(finite.min() ?? 0), Double(finite.max() ?? 0))
        range = (Float(minimum), Float(maximum))
    }

    private mutating func set(_ count: Double, _ sum: Double, _ squares: Double) {
        guard count > 0 else { return }
        mean = sum / count
        deviation = max(squares / count - mean * mean, 0).squareRoot()
    }

    /// The 0.5th and 99.5th percentile, or all where these are equal.
    private func stretch(count: Int) -> (low: Float, high: Float) {
        func value(at rank: Int) -> Float {
            var below = 0
            for (value, pixels) in histogram.enumerated() {
                below += pixels
                if below > rank { return Float(value) }
            }
            return Float(histogram.count - 1)
        }
        let (low, high) = (value(at: count / 200), value(at: count - 1 - count / 200))
        return high > low ? (low, high) : (Float(minimum), Float(maximum))
    }

    /// The share of pixels at full scale, where hardly any come near it and the rest ends well below.
    func apartAtFullScale(ofType component: Image.Component) -> Double {
        guard !histogram.isEmpty, maximum > minimum else { return 0 }
        let full = component == .uint8 ? 255 : Int(maximum)
        let count = histogram.reduce(0, +)
        let share = Double(histogram[full]) / Double(max(count, 1))
        let near = histogram[full * 9 / 10..<full].reduce(0, +)
        // Smoothed edges of letters are a part of the way to full scale.
        return Double(near) <= 0.1 * Double(histogram[full]) ? share : 0
    }

    func copy(side: Int, width: Int, height: Int) -> SmallCopy {
        let (low, scale) = (range.low, range.high > range.low ? 255 / (range.high - range.low) : 0)
        switch values {
        case .bytes(let values):
            return values.withUnsafeBufferPointer { values in
                SmallCopy(side: side, width: width, height: height) { Float(values[$0]) }
            }
        case .words(let values):
            return values.withUnsafeBufferPointer { values in
                SmallCopy(side: side, width: width, height: height) {
                    min(max((Float(values[$0]) - low) * scale, 0), 255)
                }
            }
        case .floats(let values):
            return values.withUnsafeBufferPointer { values in
                SmallCopy(side: side, width: width, height: height) {
                    let value = (values[$0] - low) * scale
                    return value.isFinite ? min(max(value, 0), 255) : 0
                }
            }
        }
    }

    private static func histogram<Sample: BinaryInteger>(_ values: [Sample], size: Int) -> [Int] {
        var histogram = [Int](repeating: 0, count: size)
        values.withUnsafeBufferPointer { values in
            histogram.withUnsafeMutableBufferPointer { histogram in
                for value in values { histogram[Int(truncatingIfNeeded: value)] += 1 }
            }
        }
        return histogram
    }

    /// Rec. 601's luma of red, green and blue; the mean of other channels; alpha is left out.
    private static func grey<Sample: FixedWidthInteger & UnsignedInteger>(
        _ samples: [Sample], _ channels: Int, _ colours: Int
    ) -> [Sample] {
        if channels == 1 { return samples }
        let count = samples.count / channels
        return samples.withUnsafeBufferPointer { samples in
            [Sample](unsafeUninitializedCapacity: count) { grey, filled in
                for i in 0..<count {
                    let first = i * channels
                    if colours == 3 {
                        let luma =
                            299 * Int(truncatingIfNeeded: samples[first])
                            + 587 * Int(truncatingIfNeeded: samples[first + 1])
                            + 114 * Int(truncatingIfNeeded: samples[first + 2])
                        grey[i] = Sample(truncatingIfNeeded: (luma + 500) / 1000)
                    } else {
                        var sum = 0
                        for channel in 0..<colours { sum += Int(truncatingIfNeeded: samples[first + channel]) }
                        grey[i] = Sample(truncatingIfNeeded: sum / colours)
                    }
                }
                filled = count
            }
        }
    }

    private static func grey(_ samples: [Float], channels: Int, _ colours: Int) -> [Float] {
        if channels == 1 { return samples }
        return (0..<samples.count / channels).map { i in
            let first = i * channels
            return samples[first..<first + colours].reduce(0, +) / Float(colours)
        }
    }
}
