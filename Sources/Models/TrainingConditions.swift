/// Something that a training run depends on and that was not the same when the run was resumed with `--force`. In
/// `summary.json` under `forced`.
public struct ForcedChange: Codable, Equatable, Sendable {
    /// What it is: "threads", "data", "libtorch", or a key of the recipe.
    public let name: String
    /// What the run began with, and what it was resumed with.
    public let old, new: String

    /// - Parameter name: "threads", for example.
    public init(name: String, old: String, new: String) { (self.name, self.old, self.new) = (name, old, new) }
}

/// Test images that the model which a training run started from was trained with. In `summary.json` under
/// `warm_start_overlap`.
public struct WarmStartOverlap: Codable, Equatable, Sendable {
    /// How images were compared with those of the earlier run, the weakest way of all that were needed.
    public enum Basis: String, Codable, Sendable, Comparable {
        /// By the SHA-256 of their files.
        case content
        /// By their set and name: that run kept no digests.
        case name
        /// Not: what a model was trained with is not known.
        case unknown

        private var rank: Int {
            switch self {
            case .content: 0
            case .name: 1
            case .unknown: 2
            }
        }

        /// The stronger way comes first.
        public static func < (a: Basis, b: Basis) -> Bool { a.rank < b.rank }
    }

    /// Test images that are known to have trained or validated that model, or one that it started from.
    public let images: Int
    /// How that is known.
    public let comparedBy: Basis

    enum CodingKeys: String, CodingKey {
        case images
        case comparedBy = "compared_by"
    }

    /// - Parameter images: 0 or more.
    public init(images: Int, comparedBy: Basis) { (self.images, self.comparedBy) = (images, comparedBy) }
}
