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
/// patient are drawn together, so they do not count as independent.
///
/// Draw `i` is a function of (seed, purpose, i) alone: the same for every pair of arms, whatever the number of threads.
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
    public func interval(ofMean groups: [[Double]]) -> Interval? { interval(ofMean: [groups]) }

    /// The same at two levels: each draw takes as many seeds as there are, with replacement, then groups, the same for
    /// every seed that was taken, for the seeds' models were tested on the same images.
    /// - Parameter seeds: for each seed the values of each group: the same groups and as many values, in one order.
    /// - Returns: nil where there is no seed or no group.
    public func interval(ofMean seeds: [[[Double]]]) -> Interval? {
        guard let counts = seeds.first?.map({ Double($0.count) }), !counts.isEmpty else { return nil }
        let sums = seeds.map { $0.map { $0.reduce(0, +) } }
        var (means, mixtures): ([Double], [[Int]: [Double]]) = ([], [:])
        means.reserveCapacity(draws)
        for draw in 0..<draws {
            if seeds.count == 1 {
                means.append(mean(draw, sums[0], counts))
                continue
            }
            // Few seeds allow few mixtures: three of them ten.
            let taken = takenSeeds(draw, count: seeds.count)
            let mixture = mixtures[taken] ?? Self.mixture(of: taken, sums)
            mixtures[taken] = mixture
            means.append(mean(draw, mixture, counts))
        }
        means.sort()
        let tail = (1 - confidence) / 2
        return Interval(low: Self.quantile(tail, of: means), high: Self.quantile(1 - tail, of: means))
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

    /// One resample of the seeds, ascending.
    private func takenSeeds(_ draw: Int, count: Int) -> [Int] {
        var random = RandomDraws(seed: seed, purpose: "bootstrap/seeds", index: draw)
        return (0..<count).map { _ in random.integer(below: count) }.sorted()
    }

    /// The groups' sums, mean over seeds that may be taken more than once.
    private static func mixture(of taken: [Int], _ sums: [[Double]]) -> [Double] {
        sums[0].indices.map { group in taken.reduce(0) { $0 + sums[$1][group] } / Double(taken.count) }
    }

    /// The quantile of sorted numbers, interpolated linearly: NumPy's default.
    static func quantile(_ share: Double, of sorted: [Double]) -> Double {
        let place = share * Double(sorted.count - 1)
        let below = min(max(Int(place), 0), sorted.count - 1)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
}
