import Datasets

/// What one model made of one test image.
public struct ImageScore: Codable, Equatable, Sendable {
    /// The image's set, and its name in the set.
    public let set, image: String
    /// The class where there are several; otherwise anything that is the same for all.
    public let label: String
    /// The patient, or what else stays in one subset; empty: the image by itself.
    public let group: String
    /// Finite numbers; what is not defined, a distance to an empty mask for example, is absent.
    public let values: [ComparedMetric: Double]
    /// Of the distances: "px" or "mm"; empty where there are none.
    public let distanceUnit: String

    /// - Parameter values: those that are not finite are left out: they count as not defined.
    public init(
        set: String, image: String, label: String = "", group: String = "", values: [ComparedMetric: Double],
        distanceUnit: String = ""
    ) {
        (self.set, self.image, self.label, self.group) = (set, image, label, group)
        (self.values, self.distanceUnit) = (values.filter { $1.isFinite }, distanceUnit)
    }
}

extension ImageScore {
    /// The value of a metric with its image and class; nil where it is undefined.
    func row(_ metric: ComparedMetric) -> MetricValues.Row? {
        values[metric].map {
            MetricValues.Row(image: ImageKey(set: set, name: image), className: label, value: $0)
        }
    }
}

/// What trainings took. Not comparable where they ran side by side.
public struct ArmCost: Codable, Equatable, Sendable {
    /// Seconds of an epoch's training pass, the mean over epochs and runs.
    public let secondsPerEpoch: Double?
    /// Whether other trainings ran at the same time: seconds then say nothing.
    public let ranSideBySide: Bool
    /// Numbers that are trained.
    public let parameters: Int?
    /// The most memory that a run held, in bytes.
    public let peakMemory: Int?

    enum CodingKeys: String, CodingKey {
        case parameters
        case secondsPerEpoch = "seconds_per_epoch"
        case ranSideBySide = "ran_side_by_side"
        case peakMemory = "peak_memory_bytes"
    }

    /// Nil is what is not known.
    public init(secondsPerEpoch: Double?, ranSideBySide: Bool = false, parameters: Int?, peakMemory: Int?) {
        (self.secondsPerEpoch, self.ranSideBySide) = (secondsPerEpoch, ranSideBySide)
        (self.parameters, self.peakMemory) = (parameters, peakMemory)
    }
}

/// The test results of one side of a comparison: trainings that differ in seed and fold alone.
public struct ArmScores: Equatable, Sendable {
    /// One training's.
    public struct Run: Equatable, Sendable {
        /// What the trainings of several arms have in common: they are paired by it.
        public let seed: UInt64
        /// From 1; nil without folds. Each fold tests other images.
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
    /// Nil where it is not known.
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
