import Imaging

/// Samples as numbers, in the type that holds them best.
enum SampleValues {
    /// Of 8 and 16 bits.
    case whole([UInt16])
    /// Of any other type.
    case real([Double])

    /// - Throws: `ImageError.malformed` for samples that are not finite.
    init(_ image: Image) throws(ImageError) {
        if image.component.isUnsignedUpTo16Bits {
            self = .whole(image.samples)
            return
        }
        let samples = image.doubles
        let wrong = samples.count { !$0.isFinite }
        guard wrong == 0 else {
            throw .malformed(
                "has \(wrong) sample\(wrong == 1 ? "" : "s") (of \(samples.count)) that are no numbers or infinite; save "
                    + "it with finite values")
        }
        self = .real(samples)
    }

    var count: Int {
        switch self {
        case .whole(let samples): samples.count
        case .real(let samples): samples.count
        }
    }

    /// Some channels of each pixel, in their order.
    func channels(_ indices: [Int], of channels: Int) -> SampleValues {
        switch self {
        case .whole(let samples): .whole(samples.channels(indices, of: channels))
        case .real(let samples): .real(samples.channels(indices, of: channels))
        }
    }

    func histogram(first: Int, stride: Int) -> SampleHistogram {
        switch self {
        case .whole(let samples): SampleHistogram(samples, first: first, stride: stride)
        case .real(let samples): SampleHistogram(samples, first: first, stride: stride)
        }
    }
}

extension [SampleHistogram.Range] {
    /// `(sample - low) / (high - low)`: one range for all samples, or one for each channel; 0 for an empty range.
    func applied(to samples: SampleValues, isBounded: Bool) -> [Float] {
        let scales = map { $0.high > $0.low ? 1 / ($0.high - $0.low) : 0 }
        func value(_ sample: Double, _ i: Int) -> Float {
            let value = (sample - self[i].low) * scales[i]
            return Float(isBounded ? Swift.min(Swift.max(value, 0), 1) : value)
        }
        let count = count
        switch samples {
        case .whole(let samples):
            if count == 1 { return samples.map { value(Double($0), 0) } }
            return samples.indices.map { value(Double(samples[$0]), $0 % count) }
        case .real(let samples):
            if count == 1 { return samples.map { value($0, 0) } }
            return samples.indices.map { value(samples[$0], $0 % count) }
        }
    }
}

extension Intensity {
    /// What becomes 0 and 1, for all channels together or for each: `groups` ranges.
    /// - Parameter component: the type of the file's samples.
    /// - Throws: `ImageError.malformed` for `fullScale` where the type has none.
    func ranges(
        _ samples: SampleValues, component: Image.Component, groups: Int
    ) throws(ImageError) -> [SampleHistogram.Range] {
        switch self {
        case .auto where component == .uint8, .fullScale:
            return [SampleHistogram.Range](repeating: try Self.fullScale(samples, component), count: groups)
        case .window(let centre, let width):
            let range = SampleHistogram.Range(low: centre - width / 2, high: centre + width / 2)
            return [SampleHistogram.Range](repeating: range, count: groups)
        case .auto, .percentile, .zscore:
            return (0..<groups).map { own(samples.histogram(first: $0, stride: groups)) }
        }
    }

    /// The range of a rule that looks at the samples.
    private func own(_ histogram: SampleHistogram) -> SampleHistogram.Range {
        switch self {
        case .zscore:
            let (mean, deviation) = histogram.moments
            return .init(low: mean, high: mean + deviation, remark: deviation > 0 ? nil : .flat)
        case .auto:
            let (low, high) = histogram.percentiles(0..<histogram.count)
            return high > low
                ? .init(low: low, high: high)
                : .init(
                    low: histogram.minimum, high: histogram.maximum,
                    remark: histogram.maximum > histogram.minimum ? .sparse : .flat)
        default: return histogram.percentileRange
        }
    }

    private static func fullScale(
        _ samples: SampleValues, _ component: Image.Component
    ) throws(ImageError) -> SampleHistogram.Range {
        guard case .real(let samples) = samples else { return .init(low: 0, high: Double(component.fullScale)) }
        guard component.isFloat, samples.allSatisfy({ (0...1).contains($0) }) else {
            throw .malformed(
                "has samples of type \(component)\(component.isFloat ? " beyond 0 to 1" : ""), which have no full scale; "
                    + "use --intensity percentile, or window:CENTRE,WIDTH")
        }
        return .init(low: 0, high: 1)
    }
}

extension Array {
    /// Some channels of each pixel, in their order; the same where all are taken.
    func channels(_ indices: [Int], of channels: Int) -> [Element] {
        if indices.elementsEqual(0..<channels) { return self }
        var result: [Element] = []
        result.reserveCapacity(count / Swift.max(channels, 1) * indices.count)
        for first in stride(from: 0, to: count, by: channels) {
            for index in indices { result.append(self[first + index]) }
        }
        return result
    }
}
