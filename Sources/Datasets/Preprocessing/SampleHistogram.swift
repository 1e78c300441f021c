import Files

/// The samples of a channel, or of several together, by value: how many there are of each.
struct SampleHistogram {
    /// The values that occur, in ascending order.
    private let values: [Double]
    /// For each of them: how many samples are not above it.
    private let counts: [Int]

    /// How many samples there are.
    var count: Int { counts.last ?? 0 }
    var minimum: Double { values.first ?? 0 }
    var maximum: Double { values.last ?? 0 }

    /// What lies between 0 and 1, and what is worth saying of it.
    struct Range: Equatable {
        let low: Double, high: Double
        var remark: ImageRemark?
    }

    /// Every `stride`th sample from the one at `first`.
    init(_ samples: [UInt16], first: Int = 0, stride: Int = 1) {
        var bins = [Int](repeating: 0, count: 65536)
        for i in Swift.stride(from: first, to: samples.count, by: stride) { bins[Int(samples[i])] += 1 }
        var (values, counts, total): ([Double], [Int], Int) = ([], [], 0)
        for (value, count) in bins.enumerated() where count > 0 {
            total += count
            values.append(Double(value))
            counts.append(total)
        }
        (self.values, self.counts) = (values, counts)
    }

    /// - Parameter samples: finite.
    init(_ samples: [Double], first: Int = 0, stride: Int = 1) {
        var (values, counts): ([Double], [Int]) = ([], [])
        let sorted = Swift.stride(from: first, to: samples.count, by: stride).map { samples[$0] }.sorted()
        for (rank, value) in sorted.enumerated() {
            if values.last == value {
                counts[counts.count - 1] = rank + 1
            } else {
                values.append(value)
                counts.append(rank + 1)
            }
        }
        (self.values, self.counts) = (values, counts)
    }

    /// The value of a rank, from 0 to `count - 1`.
    private func value(at rank: Int) -> Double {
        var (from, to) = (0, counts.count - 1)
        while from < to {
            let middle = (from + to) / 2
            if counts[middle] > rank { to = middle } else { from = middle + 1 }
        }
        return values.isEmpty ? 0 : values[from]
    }

    /// A quantile of the samples of some ranks, all by default, as numpy's `quantile` gives it.
    func quantile(_ share: Double, of ranks: Swift.Range<Int>? = nil) -> Double {
        let ranks = ranks ?? 0..<count
        guard !ranks.isEmpty else { return 0 }
        return Quantile.linear(share, count: ranks.count) { value(at: ranks.lowerBound + $0) }
    }

    /// The mean, and the standard deviation of the population.
    var moments: (mean: Double, deviation: Double) {
        guard count > 0 else { return (0, 0) }
        func sum(_ of: (Double) -> Double) -> Double {
            values.indices.reduce(0) { $0 + of(values[$1]) * Double(counts[$1] - ($1 > 0 ? counts[$1 - 1] : 0)) }
        }
        let mean = sum { $0 } / Double(count)
        return (mean, (sum { ($0 - mean) * ($0 - mean) } / Double(count)).squareRoot())
    }
}

// MARK: - The rule `percentile`

extension SampleHistogram {
    /// Labels cover at most this share of an image: what is at one value in more of it is the image itself.
    static let largestLabel = 0.05

    /// The 0.5th and the 99.5th percentile without labels; where the two are equal, the minimum and the maximum.
    var percentileRange: Range {
        let label = ranksWithoutLabel
        let ranks = label ?? 0..<count
        let (low, high) = percentiles(ranks)
        if high > low { return Range(low: low, high: high, remark: label == nil ? nil : .label) }
        return Range(low: minimum, high: maximum, remark: maximum > minimum ? .sparse : .flat)
    }

    func percentiles(_ ranks: Swift.Range<Int>) -> (low: Double, high: Double) {
        (quantile(Intensity.percentiles.low, of: ranks), quantile(Intensity.percentiles.high, of: ranks))
    }

    /// The ranks without a label: samples that are all at the maximum (or all at the minimum), more than the 0.5 % that
    /// the percentile leaves out anyway and at most 5 % of the image, apart from all others. Nil where there is none.
    ///
    /// A label is apart where the distance to the percentile of the rest is above a tenth of the rest's range. Where the
    /// rest's range is below 1/256 of that distance, the rest is the background and what lies apart are the objects
    /// (sparse fluorescence): there is no label.
    private var ranksWithoutLabel: Swift.Range<Int>? {
        guard counts.count > 2 else { return nil }
        let shares = (Intensity.percentiles.low * Double(count), Self.largestLabel * Double(count))
        func isLabel(_ samples: Int) -> Bool { Double(samples) > shares.0 && Double(samples) <= shares.1 }
        func isApart(_ distance: Double, _ rest: (low: Double, high: Double)) -> Bool {
            let range = rest.high - rest.low
            return distance > 0.1 * range && distance <= 256 * range
        }
        var ranks = 0..<count
        let bright = count - counts[counts.count - 2]
        if isLabel(bright) {
            let rest = percentiles(0..<count - bright)
            if isApart(maximum - rest.high, rest) { ranks = 0..<count - bright }
        }
        let dark = counts[0]
        if isLabel(dark) {
            let rest = percentiles(dark..<ranks.upperBound)
            if isApart(rest.low - minimum, rest) { ranks = dark..<ranks.upperBound }
        }
        return ranks == 0..<count ? nil : ranks
    }
}
