import Files

/// Random changes of training images, the same for an image and its mask. In a recipe: `none`, `flips` or `mirror`.
public enum Augmentation: String, Codable, Sendable, CaseIterable {
    /// Images as they are.
    case none
    /// Left-right and top-bottom, each with probability one half: for images without an up and a down.
    case flips
    /// Left-right alone, with probability one half: for images that have an up and a down.
    case mirror

    /// What happens to one image.
    public struct Flip: Equatable, Sendable {
        /// Whether columns come in the opposite order.
        public let leftRight: Bool
        /// Whether rows come in the opposite order.
        public let topBottom: Bool

        /// Without arguments: the image as it is.
        public init(leftRight: Bool = false, topBottom: Bool = false) {
            (self.leftRight, self.topBottom) = (leftRight, topBottom)
        }
    }

    /// The draw for an image: a function of (seed, epoch, index of the image among all pairs).
    public func flip(seed: UInt64, epoch: Int, index: Int) -> Flip {
        guard self != .none else { return Flip() }
        var draws = RandomDraws(seed: seed, purpose: "flip", epoch: epoch, index: index)
        let leftRight = draws.chance(0.5)
        let topBottom = draws.chance(0.5)
        return Flip(leftRight: leftRight, topBottom: self == .flips && topBottom)
    }
}
