/// A comparison of arms, image by image: means, differences with their intervals, and verdicts. The content of
/// `comparison.json`.
public struct Comparison: Codable, Equatable, Sendable {
    /// With fewer seeds a verdict is about the trained models only, not about an architecture or an optimiser.
    public static let fewestSeeds = 3
    /// With fewer groups Student's t rests on little but the assumption that differences are normally distributed, and a
    /// bootstrap interval is too narrow.
    public static let fewestGroups = 6
    /// A difference is significant if its p, corrected by Holm, is below this.
    public static let level = 0.05
    /// The confidence of the intervals: 1 - ``level``, so that an interval excludes 0 exactly if the uncorrected p is below
    /// ``level``.
    public static let confidence = 0.95

    /// An arm with its own means.
    public struct Arm: Codable, Equatable, Sendable {
        /// Unique.
        public let name: String
        /// The settings that differ between the arms, by their dotted keys.
        public let settings: [String: String]
        /// Whether its learning rate was searched before.
        public let isTuned: Bool
        /// The seeds of its training runs, ascending.
        public let seeds: [UInt64]
        /// Nil if not known.
        public let cost: ArmCost?
        /// By metric, then all sets together and each set.
        public let figures: [Figures]

        enum CodingKeys: String, CodingKey {
            case name, settings, seeds, cost, figures
            case isTuned = "tuned"
        }

        /// The means of a metric; nil if no image has a value.
        /// - Parameter set: nil: all sets together.
        public func figures(_ metric: ComparedMetric, set: String? = nil) -> Figures? {
            figures.first { $0.metric == metric && $0.set == set }
        }
    }

    /// One metric of one arm, over all images or a set's.
    public struct Figures: Codable, Equatable, Sendable {
        /// What was measured.
        public let metric: ComparedMetric
        /// Nil: all sets together.
        public let set: String?
        /// Of distances "px" or "mm", otherwise empty.
        public let unit: String
        /// The mean of the seeds' means.
        public let mean: Double
        /// The mean of each seed, in the order of the arm's seeds, over the images that have a value; nil if none has.
        public let seedMeans: [Double?]
        /// The standard deviation (n - 1) of the seeds' means; nil with one seed.
        public let seedDeviation: Double?
        /// Images that were tested.
        public let images: Int
        /// How many scores (of images, classes and seeds) have no value; they are left out of the means.
        public let undefined: Int

        enum CodingKeys: String, CodingKey {
            case metric, set, unit, mean, images, undefined
            case seedMeans = "seed_means"
            case seedDeviation = "seed_deviation"
        }
    }

    /// Two arms compared by one metric, over all images or those of a set: the images that have a value in both arms with
    /// every common seed. Means over seeds are taken first.
    public struct Pair: Codable, Equatable, Sendable {
        /// The names of the arms; the difference is first minus second.
        public let first, second: String
        /// What is compared.
        public let metric: ComparedMetric
        /// Nil: all sets together.
        public let set: String?
        /// Of distances "px" or "mm", otherwise empty.
        public let unit: String
        /// Over the same images; nil where there are none.
        public let firstMean, secondMean, difference: Double?
        /// Of the mean difference, by Student's t (``MeanDifference``): over groups, and over seeds too from
        /// ``Comparison/fewestSeeds`` on. Nil below two groups.
        public let interval: Interval?
        /// The standard error of the mean difference and its degrees of freedom, from which the interval follows.
        public let standardError, degreesOfFreedom: Double?
        /// The two-sided p of the same t, before correction.
        public let p: Double?
        /// p corrected by Holm for all pairs of arms of this metric and set; the verdict rests on it.
        public let correctedP: Double?
        /// A second test, of the groups' mean differences, uncorrected; no verdict rests on it. Nil from
        /// ``Comparison/fewestSeeds`` seeds on, because it ignores the variance between training runs.
        public let wilcoxon: WilcoxonTest?
        /// Number of images, and of groups (``Comparison/samplingUnit``), that were compared.
        public let images, groups: Int
        /// Number of images and classes without a value in one arm or both, and of those tested in only some of the runs.
        public let undefined, unpaired: Int
        /// What the verdict is about.
        public let scope: Scope
        /// The conclusion.
        public let verdict: Verdict

        enum CodingKeys: String, CodingKey {
            case first, second, metric, set, unit, difference, interval, p, wilcoxon, images, groups, undefined
            case unpaired, scope, verdict
            case firstMean = "first_mean"
            case secondMean = "second_mean"
            case standardError = "standard_error"
            case degreesOfFreedom = "degrees_of_freedom"
            case correctedP = "p_holm"
        }

        /// Whether the difference is significant for this pair alone, but not after the correction for all pairs.
        public var isUndoneByCorrection: Bool {
            guard let p, let correctedP else { return false }
            if case .none = verdict { return false }
            return p < Comparison.level && correctedP >= Comparison.level
        }
    }

    /// The version of `comparison.json` that this version of Pleura writes and reads. Format 1 had bootstrap intervals,
    /// and under `p_holm` the p of Wilcoxon's test.
    public static let currentFormat = 2

    /// The version of `comparison.json`.
    public let format: Int
    /// Two arms are equivalent if the interval of their Dice difference lies strictly between minus this and this.
    public let margin: Double
    /// The confidence of the intervals: `Comparison/confidence`.
    public let confidence: Double
    /// What intervals and tests treat as independent.
    public let samplingUnit: SamplingUnit
    /// In the order in which they were given.
    public let arms: [Arm]
    /// For each metric, all sets together and then each set; in each, every pair of arms in their order.
    public let pairs: [Pair]

    enum CodingKeys: String, CodingKey {
        case format, margin, confidence, arms, pairs
        case samplingUnit = "sampling_unit"
    }

    init(margin: Double, samplingUnit: SamplingUnit, arms: [Arm], pairs: [Pair]) {
        (format, self.margin, confidence) = (Self.currentFormat, margin, Self.confidence)
        (self.samplingUnit, self.arms, self.pairs) = (samplingUnit, arms, pairs)
    }

    /// The pair of two arms, whichever comes first.
    /// - Parameter set: nil: all sets together.
    public func pair(_ a: String, _ b: String, _ metric: ComparedMetric = .dice, set: String? = nil) -> Pair? {
        pairs.first {
            $0.metric == metric && $0.set == set && ($0.first, $0.second) == (a, b)
                || $0.metric == metric && $0.set == set && ($0.first, $0.second) == (b, a)
        }
    }

    /// Whether at least one interval includes the variance between training runs.
    public var areSeedsSampled: Bool { pairs.contains { if case .settings = $0.scope { true } else { false } } }

    /// The sets' names, sorted; empty where all images are of one set.
    public var sets: [String] {
        Swift.Set(pairs.compactMap(\.set) + arms.flatMap(\.figures).compactMap(\.set)).sorted()
    }

    /// The metrics that at least one arm has, in the enum's order.
    public var metrics: [ComparedMetric] {
        ComparedMetric.allCases.filter { metric in arms.contains { $0.figures(metric) != nil } }
    }
}

// In JSON: {"of": "trained_models", "seeds": 1}.

extension Scope: Codable {
    private enum Key: String, CodingKey { case of, seeds }

    /// - Throws: `DecodingError` for a number of seeds that is absent.
    public init(from decoder: any Decoder) throws {
        self.init(seeds: try decoder.container(keyedBy: Key.self).decode(Int.self, forKey: .seeds))
    }

    /// As `comparison.json` has it.
    /// - Throws: what the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        let of = if case .settings = self { "settings" } else { "trained_models" }
        try values.encode(of, forKey: .of)
        try values.encode(seeds, forKey: .seeds)
    }
}
