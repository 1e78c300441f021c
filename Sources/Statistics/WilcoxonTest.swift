import Foundation

/// Wilcoxon's signed-rank test (Wilcoxon 1945), two-sided: whether paired differences are symmetric about 0.
///
/// Differences of 0 are left out, ties share their mean rank, and no continuity correction is made. Numbers and the
/// choice of the method are those of SciPy 1.17's `wilcoxon` with its defaults, but for one case: where every
/// difference is 0, p is 1 here at any number (SciPy says 1 up to 13 differences and "not a number" beyond).
public struct WilcoxonTest: Codable, Equatable, Sendable {
    /// How p was found.
    public enum Method: String, Codable, Sendable {
        /// By the distribution of the rank sum over all signs: up to 50 differences without ties and zeros.
        case exact
        /// By the same over the ranks that are there: up to 13 differences with ties or zeros.
        case permutation
        /// By a normal distribution, its variance corrected for ties: otherwise.
        case normal
        /// Every difference is 0: there is nothing to rank.
        case allZero = "all_zero"
    }

    /// The sums of the ranks of the differences above 0 and of those below.
    public let positiveRanks, negativeRanks: Double
    /// Two-sided, in [0, 1].
    public let p: Double
    /// How p was found.
    public let method: Method
    /// Differences, and how many of them are 0.
    public let differences, zeros: Int

    enum CodingKeys: String, CodingKey {
        case p, method, differences, zeros
        case positiveRanks = "positive_ranks"
        case negativeRanks = "negative_ranks"
    }

    /// The smaller of the two sums: SciPy's `statistic`.
    public var statistic: Double { min(positiveRanks, negativeRanks) }

    /// Nil without differences, or if one is NaN.
    public init?(_ differences: [Double]) {
        guard !differences.isEmpty, differences.allSatisfy({ !$0.isNaN }) else { return nil }
        let ranked = SignedRanks(differences.filter { $0 != 0 })
        self.differences = differences.count
        zeros = differences.count - ranked.count
        positiveRanks = Double(ranked.doubledPositive) / 2
        negativeRanks = Double(ranked.doubledTotal - ranked.doubledPositive) / 2
        let isPlain = ranked.ties.isEmpty && zeros == 0
        switch (ranked.count, differences.count) {
        case (0, _): (method, p) = (.allZero, 1)
        case (_, ...50) where isPlain: (method, p) = (.exact, ranked.exactP)
        case (_, ...13): (method, p) = (.permutation, ranked.exactP)
        default: (method, p) = (.normal, ranked.normalP)
        }
    }
}

/// Ranks of differences by their size, doubled so that shared ranks are whole numbers.
private struct SignedRanks {
    /// In the order of the sizes.
    let doubled: [Int]
    /// The sum of the doubled ranks of the differences above 0.
    let doubledPositive: Int
    /// How many share a rank, for each rank that is shared.
    let ties: [Int]

    /// - Parameter differences: none is 0.
    init(_ differences: [Double]) {
        let sorted = differences.sorted { abs($0) < abs($1) }
        var (doubled, ties, positive) = ([Int](), [Int](), 0)
        var start = 0
        while start < sorted.count {
            var end = start
            while end < sorted.count, abs(sorted[end]) == abs(sorted[start]) { end += 1 }
            // Ranks start + 1 to end, their mean doubled.
            let rank = start + 1 + end
            doubled += Array(repeating: rank, count: end - start)
            positive += rank * sorted[start..<end].count { $0 > 0 }
            if end - start > 1 { ties.append(end - start) }
            start = end
        }
        (self.doubled, self.ties, doubledPositive) = (doubled, ties, positive)
    }

    var count: Int { doubled.count }
    var doubledTotal: Int { count * (count + 1) }

    /// Twice the smaller tail of the sum's distribution where every sign is as likely as the other.
    var exactP: Double {
        var chances = [1.0]
        for rank in doubled {
            var next = Array(repeating: 0.0, count: chances.count + rank)
            for (sum, chance) in chances.enumerated() where chance > 0 {
                next[sum] += chance / 2
                next[sum + rank] += chance / 2
            }
            chances = next
        }
        let lower = chances[...doubledPositive].reduce(0, +)
        let upper = chances[doubledPositive...].reduce(0, +)
        return min(1, 2 * min(lower, upper))
    }

    var normalP: Double {
        let n = Double(count)
        let correction = ties.reduce(0.0) { $0 + pow(Double($1), 3) - Double($1) }
        let deviation = ((n * (n + 1) * (2 * n + 1) - correction / 2) / 24).squareRoot()
        let z = (Double(doubledPositive) / 2 - n * (n + 1) / 4) / deviation
        return min(1, erfc(abs(z) / 2.0.squareRoot()))
    }
}
