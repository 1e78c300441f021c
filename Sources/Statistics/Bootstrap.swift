import Files

/// The bounds of an interval, both included.
public struct Interval: Codable, Equatable, Sendable {
    /// `low` is not above `high`.
    public let low, high: Double

    /// - Parameter low: not above `high`.
    public init(low: Double, high: Double) { (self.low, self.high) = (low, high) }

    /// Whether a number lies in it, bounds included.
    public func contains(_ value: Double) -> Bool { low <= value && value <= high }

    /// Whether all of it lies strictly within `margin` of 0.
    public func isWithin(_ margin: Double) -> Bool { -margin < low && high < margin }
}

/// Percentile intervals of a mean by the bootstrap (Efron and Tibshirani 1993, chapter 13), over groups: images of one
/// patient are drawn together, so they do not count as independent. Differences of two arms have Student's t instead:
/// ``MeanDifference``.
///
/// Draw `i` is a function of (seed, purpose, i) alone, whatever the number of threads.
public struct Bootstrap: Equatable, Sendable {
    /// Resamples, at least 1.
    public var draws: Int
    /// Of the draws.
    public var seed: UInt64
    /// The share of the resampled means that the interval holds, between 0 and 1.
    public var confidence: Double

    /// Smaller numbers of draws count as 1.
    public init(draws: Int = 10_000, seed: UInt64 = 0, confidence: Double = 0.95) {
        (self.draws, self.seed, self.confidence) = (max(draws, 1), seed, confidence)
    }

    /// The interval of the mean over values whose groups are resampled: each draw takes as many groups as there are,
    /// with replacement, and the mean of all their values.
    /// - Parameter groups: the values of each group; no group is empty.
    /// - Returns: nil where there is no group.
    public func interval(ofMean groups: [[Double]]) -> Interval? {
        guard !groups.isEmpty else { return nil }
        let (sums, counts) = (groups.map { $0.reduce(0, +) }, groups.map { Double($0.count) })
        let means = (0..<draws).map { mean($0, sums, counts) }.sorted()
        let tail = (1 - confidence) / 2
        return Interval(low: Quantile.linear(tail, ofSorted: means), high: Quantile.linear(1 - tail, ofSorted: means))
    }

    /// The mean of one resample of the groups.
    private func mean(_ draw: Int, _ sums: [Double], _ counts: [Double]) -> Double {
        var random = RandomDraws(seed: seed, purpose: "bootstrap/groups", index: draw)
        var (sum, count) = (0.0, 0.0)
        for _ in 0..<sums.count {
            let taken = random.integer(below: sums.count)
            sum += sums[taken]
            count += counts[taken]
        }
        return sum / count
    }
}
