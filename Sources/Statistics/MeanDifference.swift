/// The mean of paired differences with what is known of its error: an interval and a test by Student's t, which follow
/// from the same numbers, so that the interval excludes 0 exactly where p is below 1 - confidence.
///
/// Images of one group (a patient) are not independent, nor are the images that one training run was tested on. Of
/// several runs (seeds), which were tested on the same groups, the differences form a table of seeds by groups with a
/// random effect of each and of their combination: two crossed random effects. The mean over all images, a mean of the
/// groups weighted by their images, then has three estimated variances:
///
/// - of the groups: by how much the groups' means over seeds differ, divided by the number of groups G;
/// - of the seeds: by how much the seeds' means differ, divided by the number of seeds S;
/// - of both: their sum less the part that both contain, the variance of the combinations divided by S G. This is the
///   estimate by the mean squares of a two-way analysis of variance (Searle, Casella and McCulloch 1992, chapter 4),
///   never taken to be smaller than either of the two others.
///
/// The degrees of freedom are S - 1 of the seeds, and for both by Satterthwaite (1946). With three seeds the seeds'
/// variance is at times estimated far too small and Satterthwaite's degrees of freedom then far too large: the interval
/// by the joined variance alone covers 0.92 instead of 0.95 where the seeds dominate. So the interval is the widest of the
/// three, and p the largest: a difference has to stand out from the groups, from the seeds, and from both together. In
/// simulations of 3 to 10 seeds and 6 to 400 groups the interval covers 0.94 or more, whichever dominates.
///
/// The groups' variance is the jackknife's that leaves out one group at a time, and their degrees of freedom are
/// 1 / sum(w^2) - 1 with the groups' shares w of all images (Kish 1965, the effective sample size). For groups of one size
/// that is the usual standard error, and G - 1. Where one patient has half of all images the interval stays valid and
/// becomes wide.
///
/// An error that occurred in no image, such as a rare failure of a model, is in no interval.
public struct MeanDifference: Equatable, Sendable {
    /// The variance of a mean, with the degrees of freedom of its estimate.
    public struct Variance: Equatable, Sendable {
        /// At least 0.
        public let value: Double
        /// At least 1.
        public let degreesOfFreedom: Double

        init(_ value: Double, degreesOfFreedom: Double) {
            (self.value, self.degreesOfFreedom) = (value, max(degreesOfFreedom, 1))
        }

        /// The square root of the variance.
        public var standardError: Double { value.squareRoot() }

        func halfWidth(confidence: Double) -> Double {
            value == 0
                ? 0 : standardError * StudentsT(degreesOfFreedom: degreesOfFreedom).quantile(twoSided: 1 - confidence)
        }

        func p(of mean: Double) -> Double {
            if mean == 0 { return 1 }
            return value == 0 ? 0 : StudentsT(degreesOfFreedom: degreesOfFreedom).twoSidedP(mean / standardError)
        }
    }

    /// Over all images and seeds.
    public let mean: Double
    /// Between groups.
    public let groups: Variance
    /// Between seeds, and of groups and seeds together; nil where the training runs are taken as given.
    public let seeds, joined: Variance?

    init(mean: Double, groups: Variance, seeds: Variance? = nil, combinations: Double = 0) {
        (self.mean, self.groups, self.seeds) = (mean, groups, seeds)
        joined = seeds.map { Self.joined(groups, $0, combinations: combinations) }
    }

    /// Of given training runs: nothing is said about other runs.
    /// - Parameter groups: the differences of each group's images; no group is empty.
    /// - Returns: nil below two groups: then no error can be estimated.
    public init?(of groups: [[Double]]) {
        guard groups.count > 1, groups.allSatisfy({ !$0.isEmpty }) else { return nil }
        let weights = GroupWeights(groups.map(\.count))
        let means = groups.map { $0.reduce(0, +) / Double($0.count) }
        let mean = weights.mean(means)
        self.init(mean: mean, groups: weights.variance(means.map { $0 - mean }))
    }

    /// Of training runs with other seeds, as a sample of all that could be.
    /// - Parameter seeds: for each seed the differences of each group's images: the same groups and images, in one order.
    /// - Returns: nil below two groups or two seeds.
    public init?(ofSeeds seeds: [[[Double]]]) {
        let sizes = seeds.first?.map(\.count) ?? []
        guard seeds.count > 1, sizes.count > 1, !sizes.contains(0), seeds.allSatisfy({ $0.map(\.count) == sizes })
        else { return nil }
        let weights = GroupWeights(sizes)
        let cells = seeds.map { groups in groups.map { $0.reduce(0, +) / Double($0.count) } }
        let count = Double(seeds.count)
        let bySeed = cells.map(weights.mean)
        let byGroup = sizes.indices.map { group in cells.reduce(0) { $0 + $1[group] } / count }
        let mean = bySeed.reduce(0, +) / count
        let between = bySeed.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count * (count - 1))
        var combinations = 0.0
        for (cells, seedMean) in zip(cells, bySeed) {
            combinations += weights.variance(zip(cells, byGroup).map { $0 - $1 - seedMean + mean }).value
        }
        self.init(
            mean: mean, groups: weights.variance(byGroup.map { $0 - mean }),
            seeds: Variance(between, degreesOfFreedom: count - 1), combinations: combinations / (count * (count - 1)))
    }

    /// The variance by groups and seeds together, with Satterthwaite's degrees of freedom.
    private static func joined(_ groups: Variance, _ seeds: Variance, combinations: Double) -> Variance {
        let value = max(groups.value + seeds.value - combinations, groups.value, seeds.value)
        guard value > 0 else { return Variance(0, degreesOfFreedom: groups.degreesOfFreedom) }
        let (g, s) = (groups.degreesOfFreedom, seeds.degreesOfFreedom)
        let shares = (groups.value / value, seeds.value / value, combinations / value)
        return Variance(
            value,
            degreesOfFreedom: 1 / (shares.0 * shares.0 / g + shares.1 * shares.1 / s + shares.2 * shares.2 / (g * s)))
    }

    private var variances: [Variance] { [groups, seeds, joined].compactMap(\.self) }

    /// The variance that makes the interval as wide as it is.
    public func deciding(confidence: Double = 0.95) -> Variance {
        variances.max { $0.halfWidth(confidence: confidence) < $1.halfWidth(confidence: confidence) } ?? groups
    }

    /// - Parameter confidence: above 0 and below 1.
    public func interval(confidence: Double = 0.95) -> Interval {
        let half = variances.map { $0.halfWidth(confidence: confidence) }.max() ?? 0
        return Interval(low: mean - half, high: mean + half)
    }

    /// Of the two-sided test that the true mean is 0: in [0, 1].
    public var p: Double { variances.map { $0.p(of: mean) }.max() ?? 1 }
}

/// The groups' shares of all images.
private struct GroupWeights {
    private let shares: [Double]
    /// Of the squares of deviations in the jackknife's variance: for G equal groups 1 / (G (G - 1)) each.
    private let factors: [Double]
    private let degreesOfFreedom: Double

    /// - Parameter sizes: at least two, none of them 0.
    init(_ sizes: [Int]) {
        let (all, count) = (Double(sizes.reduce(0, +)), Double(sizes.count))
        shares = sizes.map { Double($0) / all }
        factors = shares.map { share in
            let left = share / (1 - share)
            return (count - 1) / count * left * left
        }
        degreesOfFreedom = 1 / shares.reduce(0) { $0 + $1 * $1 } - 1
    }

    func mean(_ means: [Double]) -> Double { zip(means, shares).reduce(0) { $0 + $1.0 * $1.1 } }

    func variance(_ deviations: [Double]) -> MeanDifference.Variance {
        MeanDifference.Variance(
            zip(deviations, factors).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }, degreesOfFreedom: degreesOfFreedom)
    }
}
