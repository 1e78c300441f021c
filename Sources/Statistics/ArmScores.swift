/// The metrics of one model on one test image (of several classes: on one class of it).
public struct ImageScore: Codable, Equatable, Sendable {
    /// The image's set, and its name in the set.
    public let set, image: String
    /// The class if there are several; otherwise the same text for all.
    public let label: String
    /// The patient, or another group of images that stays in one subset; empty: the image alone.
    public let group: String
    /// Finite numbers; an undefined metric, such as a distance to an empty mask, is absent.
    public let values: [ComparedMetric: Double]
    /// The unit of the distances, "px" or "mm"; empty without distances.
    public let distanceUnit: String

    /// - Parameter values: values that are not finite are left out and count as undefined.
    public init(
        set: String, image: String, label: String = "", group: String = "", values: [ComparedMetric: Double],
        distanceUnit: String = ""
    ) {
        (self.set, self.image, self.label, self.group) = (set, image, label, group)
        (self.values, self.distanceUnit) = (values.filter { $1.isFinite }, distanceUnit)
    }
}

/// Time and memory that training runs took. Not comparable if runs overlapped.
public struct ArmCost: Codable, Equatable, Sendable {
    /// Mean seconds of an epoch's training pass, over epochs and runs.
    public let secondsPerEpoch: Double?
    /// Whether other training runs ran at the same time, so that seconds are not comparable.
    public let ranSideBySide: Bool
    /// Number of trainable parameters.
    public let parameters: Int?
    /// Peak memory of a run, in bytes.
    public let peakMemory: Int?

    enum CodingKeys: String, CodingKey {
        case parameters
        case secondsPerEpoch = "seconds_per_epoch"
        case ranSideBySide = "ran_side_by_side"
        case peakMemory = "peak_memory_bytes"
    }

    /// Nil: not known.
    public init(secondsPerEpoch: Double?, ranSideBySide: Bool = false, parameters: Int?, peakMemory: Int?) {
        (self.secondsPerEpoch, self.ranSideBySide) = (secondsPerEpoch, ranSideBySide)
        (self.parameters, self.peakMemory) = (parameters, peakMemory)
    }
}

/// The test results of one arm of a comparison: training runs that differ in seed and fold alone.
public struct ArmScores: Equatable, Sendable {
    /// The results of one training run.
    public struct Run: Equatable, Sendable {
        /// Runs of two arms are paired by their seed.
        public let seed: UInt64
        /// From 1; nil without folds. Each fold is tested on other images.
        public let fold: Int?
        /// A score for each test image and class.
        public let scores: [ImageScore]

        /// - Parameter fold: from 1; nil without folds.
        public init(seed: UInt64, fold: Int? = nil, scores: [ImageScore]) {
            (self.seed, self.fold, self.scores) = (seed, fold, scores)
        }
    }

    /// Unique in its comparison.
    public let name: String
    /// The settings that differ between the arms, by their dotted keys.
    public let settings: [String: String]
    /// Whether its learning rate was searched before.
    public let isTuned: Bool
    /// Nil if not known.
    public let cost: ArmCost?
    /// At least one.
    public let runs: [Run]

    /// - Parameter settings: those that differ between the arms, by their dotted keys.
    public init(
        name: String, settings: [String: String] = [:], isTuned: Bool = false, cost: ArmCost? = nil, runs: [Run]
    ) {
        (self.name, self.settings, self.isTuned) = (name, settings, isTuned)
        (self.cost, self.runs) = (cost, runs)
    }
}
