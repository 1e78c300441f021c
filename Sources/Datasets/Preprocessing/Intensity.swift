import Files
import Imaging

/// How samples become numbers from 0 to 1. In a recipe: `auto` or `full-scale`.
public enum Intensity: String, Codable, Sendable, CaseIterable {
    /// 8-bit samples are divided by 255. Deeper ones, whose range is the camera's affair (12 bits in 16), are mapped so
    /// that the image's 0.5th and 99.5th percentiles become 0 and 1, and what lies outside is cut off; where the two are
    /// equal, the minimum and the maximum take their place.
    case auto
    /// Samples are divided by their type's full scale, 255 or 65535: for images with comparable numbers. Floating-point
    /// samples are taken as they are, 0 to 1; other types are refused.
    case fullScale = "full-scale"

    /// The samples' values, in their order.
    func values(_ samples: [UInt16], component: Image.Component) -> [Float] {
        let (low, high): (Double, Double)
        if self == .auto && component == .uint16 {
            let percentiles = Self.percentiles(of: samples)
            // Sparse images (fluorescence: 0 nearly everywhere) have equal percentiles; their few bright pixels count.
            (low, high) = percentiles.high > percentiles.low ? percentiles : Self.extremes(of: samples)
        } else {
            (low, high) = (0, Double(component.fullScale))
        }
        guard high > low else { return [Float](repeating: 0, count: samples.count) }
        let scale = 1 / (high - low)
        return samples.map { Float(min(max((Double($0) - low) * scale, 0), 1)) }
    }

    /// The values of samples that are no unsigned numbers of 8 or 16 bits, in their order.
    /// - Throws: `ImageError.malformed` for samples that are not finite, and for `fullScale` where the type has none.
    func values(of samples: [Double], component: Image.Component) throws(ImageError) -> [Float] {
        guard samples.allSatisfy(\.isFinite) else {
            throw .malformed("has samples that are no numbers or infinite; save it with finite values")
        }
        let range: (low: Double, high: Double)
        switch self {
        case .auto:
            let sorted = samples.sorted()
            func quantile(_ share: Double) -> Double { Quantile.linear(share, count: sorted.count) { sorted[$0] } }
            let (low, high) = sorted.isEmpty ? (0, 0) : (quantile(0.005), quantile(0.995))
            range = high > low ? (low, high) : (sorted.first ?? 0, sorted.last ?? 0)
        case .fullScale:
            guard component.isFloat, samples.allSatisfy({ (0...1).contains($0) }) else {
                throw .malformed(
                    "has samples of type \(component)\(component.isFloat ? " beyond 0 to 1" : ""), which have no full "
                        + "scale; use --intensity auto")
            }
            range = (0, 1)
        }
        guard range.high > range.low else { return [Float](repeating: 0, count: samples.count) }
        let scale = 1 / (range.high - range.low)
        return samples.map { Float(min(max(($0 - range.low) * scale, 0), 1)) }
    }

    private static func extremes(of samples: [UInt16]) -> (low: Double, high: Double) {
        (Double(samples.min() ?? 0), Double(samples.max() ?? 0))
    }

    /// The 0.5th and the 99.5th percentile, interpolated linearly between neighbouring ranks as numpy does.
    static func percentiles(of samples: [UInt16]) -> (low: Double, high: Double) {
        var histogram = [Int](repeating: 0, count: 65536)
        for sample in samples { histogram[Int(sample)] += 1 }
        guard !samples.isEmpty else { return (0, 0) }
        func value(_ share: Double) -> Double {
            Quantile.linear(share, count: samples.count) { sample($0, histogram) }
        }
        return (value(0.005), value(0.995))
    }

    /// The sample of a rank, from 0.
    private static func sample(_ rank: Int, _ histogram: [Int]) -> Double {
        var below = 0
        for (value, count) in histogram.enumerated() where count > 0 {
            below += count
            if rank < below { return Double(value) }
        }
        return 65535
    }
}
