/// What may be concluded about two arms from the interval of their mean difference and from its p after Holm's correction
/// over all pairs of arms.
public enum Verdict: Equatable, Sendable {
    /// The interval lies strictly inside ±`margin`. `favouring` is the better arm where the difference is nevertheless
    /// significant: it is there, and too small to matter.
    case equivalent(within: Double, favouring: String?)
    /// The interval reaches beyond the margin, and the difference is not significant: these images do not decide it. Not
    /// "the same".
    case undecided(images: Int)
    /// The corrected p is below ``Comparison/level``, so that the interval excludes 0; `by` is above 0.
    case better(arm: String, by: Double)
    /// No conclusion is possible.
    case none(Obstacle)

    /// Why no conclusion is possible.
    public enum Obstacle: Equatable, Sendable {
        /// No image has a value in both arms.
        case noValues
        /// Fewer than ``Comparison/fewestGroups`` groups.
        case tooFewGroups(Int)
        /// Distances in pixels and in mm cannot be averaged.
        case mixedUnits([String])
        /// The arms have no seed in common.
        case noCommonSeed
    }
}

/// What a verdict is about.
public enum Scope: Equatable, Sendable {
    /// These models only, of 1 or 2 seeds: another training run could reverse it.
    case trainedModels(seeds: Int)
    /// The settings by which the arms differ: from ``Comparison/fewestSeeds`` seeds on.
    case settings(seeds: Int)

    init(seeds: Int) { self = seeds < Comparison.fewestSeeds ? .trainedModels(seeds: seeds) : .settings(seeds: seeds) }

    /// Number of common seeds.
    public var seeds: Int {
        switch self {
        case .trainedModels(let seeds), .settings(let seeds): seeds
        }
    }
}

// In JSON each value has its kind by name: {"kind": "better", "arm": "unet", "by": 0.012}.

extension Verdict: Codable {
    private enum Key: String, CodingKey { case kind, margin, favouring, images, arm, by, groups, units }
    private enum Kind: String, Codable {
        case equivalent, undecided, better
        case noValues = "no_values"
        case tooFewGroups = "too_few_groups"
        case mixedUnits = "mixed_units"
        case noCommonSeed = "no_common_seed"
    }

    /// The name of its kind, as files write it.
    public var kind: String { parts.rawValue }

    private var parts: Kind {
        switch self {
        case .equivalent: .equivalent
        case .undecided: .undecided
        case .better: .better
        case .none(.noValues): .noValues
        case .none(.tooFewGroups): .tooFewGroups
        case .none(.mixedUnits): .mixedUnits
        case .none(.noCommonSeed): .noCommonSeed
        }
    }

    /// - Throws: `DecodingError` for an unknown kind or an absent value.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        switch try values.decode(Kind.self, forKey: .kind) {
        case .equivalent:
            self = .equivalent(
                within: try values.decode(Double.self, forKey: .margin),
                favouring: try values.decodeIfPresent(String.self, forKey: .favouring))
        case .undecided: self = .undecided(images: try values.decode(Int.self, forKey: .images))
        case .better:
            self = .better(
                arm: try values.decode(String.self, forKey: .arm), by: try values.decode(Double.self, forKey: .by))
        case .noValues: self = .none(.noValues)
        case .tooFewGroups: self = .none(.tooFewGroups(try values.decode(Int.self, forKey: .groups)))
        case .mixedUnits: self = .none(.mixedUnits(try values.decode([String].self, forKey: .units)))
        case .noCommonSeed: self = .none(.noCommonSeed)
        }
    }

    /// As `comparison.json` has it.
    /// - Throws: what the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(parts, forKey: .kind)
        switch self {
        case .equivalent(let margin, let favouring):
            try values.encode(margin, forKey: .margin)
            try values.encode(favouring, forKey: .favouring)
        case .undecided(let images): try values.encode(images, forKey: .images)
        case .better(let arm, let by):
            try values.encode(arm, forKey: .arm)
            try values.encode(by, forKey: .by)
        case .none(.tooFewGroups(let groups)): try values.encode(groups, forKey: .groups)
        case .none(.mixedUnits(let units)): try values.encode(units, forKey: .units)
        case .none(.noValues), .none(.noCommonSeed): break
        }
    }
}
