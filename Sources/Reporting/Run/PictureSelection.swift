import Datasets
import Files

/// Which test images a page shows as pictures: all up to 200; beyond that the 50 of highest Dice, the 50 of lowest Dice and
/// 100 of the others, drawn by seed.
public struct PictureSelection: Sendable, Equatable {
    /// Highest Dice first.
    public let best: [ScoredImage]
    /// Lowest Dice first.
    public let worst: [ScoredImage]
    /// The others that are shown, by set and name; images without a Dice among them.
    public let drawn: [ScoredImage]
    /// The number of images to choose from.
    public let all: Int
    /// What the others were drawn by.
    public let seed: UInt64

    /// The most images that are shown as pictures, and the shares of best, worst and drawn ones beyond that.
    static let (most, extremes, random) = (200, 50, 100)

    /// Whether every image is shown; then nothing was chosen and `drawn` holds all that are neither best nor worst.
    public var isComplete: Bool { all == best.count + worst.count + drawn.count }

    /// The images that are shown.
    public var ids: Set<ScoredImage.ID> { Set((best + worst + drawn).map(\.id)) }

    /// - Parameters:
    ///   - images: each once.
    ///   - seed: the same seed and the same images give the same choice, whatever their order.
    public init(of images: [ScoredImage], seed: UInt64) {
        let count = images.count > Self.most ? Self.extremes : 0
        best = Array(ScoredImage.falling(images).prefix(count))
        worst = Array(ScoredImage.rising(images).prefix(count))
        let taken = Set((best + worst).map(\.id))
        let others = images.filter { !taken.contains($0.id) }.sorted { $0.id < $1.id }
        if images.count > Self.most {
            var draws = RandomDraws(seed: seed, purpose: "pictures of the report")
            drawn = draws.shuffled(others).prefix(Self.random).sorted { $0.id < $1.id }
        } else {
            drawn = others
        }
        (all, self.seed) = (images.count, seed)
    }
}
