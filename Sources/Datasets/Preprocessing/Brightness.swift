import Files
import Foundation

/// How bright an image is after the intensity rule: over all pixels and channels.
public struct Brightness: Hashable, Sendable {
    /// From 0 to 1, but for the rule `zscore`.
    public let mean: Double
    /// The population's standard deviation.
    public let deviation: Double

    /// Numbers of an image after the intensity rule.
    public init(mean: Double, deviation: Double) {
        (self.mean, self.deviation) = (mean, deviation)
    }

    init(of samples: StoredImage.Samples) {
        switch samples {
        case .bytes(let values):
            var bins = [Int](repeating: 0, count: 256)
            for value in values { bins[Int(value)] += 1 }
            self.init(bins.indices.map { (Double($0) / 255, bins[$0]) }, count: values.count)
        case .halves(let values): self.init(values.lazy.map { (Double($0), 1) }, count: values.count)
        case .floats(let values): self.init(values.lazy.map { (Double($0), 1) }, count: values.count)
        }
    }

    private init(_ values: some Sequence<(value: Double, count: Int)>, count: Int) {
        let count = Double(max(count, 1))
        var sum = 0.0
        for (value, number) in values { sum += value * Double(number) }
        let mean = sum / count
        var squares = 0.0
        for (value, number) in values { squares += (value - mean) * (value - mean) * Double(number) }
        self.init(mean: mean, deviation: (squares / count).squareRoot())
    }
}

/// How bright the training images are, for the model file: the minimum, the quartiles and the maximum of the images'
/// means and standard deviations.
public struct BrightnessRange: Codable, Hashable, Sendable {
    /// How many training images there are.
    public let images: Int
    /// Minimum, first quartile, median, third quartile and maximum of the images' means, and of their deviations.
    public let mean, deviation: [Double]

    /// Nil for no images.
    public init?(of images: [Brightness]) {
        guard !images.isEmpty else { return nil }
        func quantiles(_ values: [Double]) -> [Double] {
            let sorted = values.sorted()
            return [0, 0.25, 0.5, 0.75, 1].map { (Quantile.linear($0, ofSorted: sorted) * 1e6).rounded() / 1e6 }
        }
        self.images = images.count
        mean = quantiles(images.map(\.mean))
        deviation = quantiles(images.map(\.deviation))
    }

    /// Reads both lists.
    /// - Throws: `DecodingError` where one does not hold five finite numbers in ascending order.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        images = try values.decode(Int.self, forKey: .images)
        mean = try values.decode([Double].self, forKey: .mean)
        deviation = try values.decode([Double].self, forKey: .deviation)
        for (key, list) in [(CodingKeys.mean, mean), (.deviation, deviation)] {
            guard list.count == 5, list.allSatisfy(\.isFinite), list == list.sorted() else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: values, debugDescription: "holds \(list); five ascending numbers are wanted")
            }
        }
    }

    /// What is far outside of the training images' range; nil for an image like them: "mean brightness 0.03, 0.35 to
    /// 0.62 in training".
    ///
    /// Far outside is what is beyond the training images' extremes by 1.5 interquartile ranges (Tukey 1977) and is either
    /// less than half of the minimum, or more than twice the maximum (or more than half of the way from the maximum to 1).
    public func deviation(of image: Brightness) -> String? {
        func words(_ name: String, _ value: Double, _ range: [Double]) -> String? {
            let margin = 1.5 * (range[3] - range[1])
            let low = min(range[0] - margin, range[0] / 2)
            let high = max(range[4] + margin, min(2 * range[4], (range[4] + 1) / 2))
            guard value < low || value > high else { return nil }
            return "\(name) \(value.short), \(range[0].short) to \(range[4].short) in training"
        }
        return words("mean brightness", image.mean, mean)
            ?? words("standard deviation of brightness", image.deviation, deviation)
    }
}

extension BrightnessRange {
    /// A line that names the images far outside of the training images' range; none where all are like them.
    /// - Parameters:
    ///   - images: names with what is known of them.
    ///   - rule: by which the brightness was taken; nothing is said for `zscore`, which makes all images alike.
    public func lines(_ images: [(name: String, brightness: Brightness)], rule: Intensity) -> [String] {
        guard rule.isBounded else { return [] }
        let outside = images.compactMap { image in deviation(of: image.brightness).map { "\(image.name): \($0)" } }
        guard let first = outside.first else { return [] }
        let named =
            outside.prefix(ImageRemark.named).joined(separator: "; ")
            + (outside.count > ImageRemark.named ? " ..." : "")
        let many = outside.count > 1
        return [
            "warning: the brightness of \(many ? "\(outside.count) of \(images.count) images" : "an image") lies far "
                + "outside of the \(self.images) training images' (\(many ? named : first)). Masks may be wrong. The model "
                + "reads brightness by the rule \(rule); save the images as the training images were, or try another rule "
                + "with --intensity"
        ]
    }
}

extension Double {
    /// Three significant digits, for messages.
    fileprivate var short: String { String(format: "%.3g", self) }
}
