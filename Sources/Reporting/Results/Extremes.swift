import Evaluation

/// The test images that the model did best and worst on. The caller makes their pictures.
public struct Extremes: Sendable, Equatable {
    /// Highest Dice first; ties in the order of set and name.
    public let best: [ScoredImage]
    /// Lowest Dice first; ties in the order of set and name. No image that is among the best.
    public let worst: [ScoredImage]

    /// All chosen images.
    public var all: [ScoredImage] { best + worst }

    /// - Parameters:
    ///   - rows: of `test/metrics.csv`. Where an image has several classes its Dice is their mean; images without a
    ///     Dice are left out.
    ///   - count: the most images of each kind. With fewer than twice as many images none is shown twice: the best
    ///     take the half, rounded up, the worst the rest.
    public init(of rows: [TestRow], count: Int = 5) {
        let images = ScoredImage.falling(ScoredImage.list(of: rows))
        let most = max(0, count)
        best = Array(images.prefix(min(most, images.count - images.count / 2)))
        worst = Array(ScoredImage.rising(Array(images.dropFirst(best.count))).prefix(most))
    }
}

/// A test image with its Dice.
public struct ScoredImage: Sendable, Equatable {
    /// What tells an image from all others of a run.
    public struct ID: Sendable, Hashable, Comparable {
        /// The name of the image's set.
        public let set: String
        /// The path relative to the set's root.
        public let image: String

        /// - Parameter image: the path relative to the set's root, as `metrics.csv` has it.
        public init(set: String, image: String) { (self.set, self.image) = (set, image) }

        /// By set, then by image.
        public static func < (a: ID, b: ID) -> Bool { (a.set, a.image) < (b.set, b.image) }
    }

    /// Which image.
    public let id: ID
    /// In [0, 1]; the mean over the classes where there are several. Nil where it is undefined: both masks are empty.
    public let dice: Double?

    /// Each image of some rows once, with the mean over them: over classes, and over the runs of an arm.
    package static func list(of rows: [TestRow]) -> [ScoredImage] {
        let groups = Dictionary(grouping: rows) { ID(set: $0.set, image: $0.image) }
        return groups.map { id, rows in ScoredImage(id: id, dice: ScoreSummary(rows.compactMap(\.dice))?.mean) }
    }

    /// Those with a Dice, the highest first; ties by set and name.
    static func falling(_ images: [ScoredImage]) -> [ScoredImage] { sorted(images, by: >) }

    /// Those with a Dice, the lowest first; ties by set and name.
    static func rising(_ images: [ScoredImage]) -> [ScoredImage] { sorted(images, by: <) }

    private static func sorted(_ images: [ScoredImage], by precedes: (Double, Double) -> Bool) -> [ScoredImage] {
        images.compactMap { image in image.dice.map { (image: image, dice: $0) } }
            .sorted { a, b in a.dice != b.dice ? precedes(a.dice, b.dice) : a.image.id < b.image.id }
            .map(\.image)
    }
}
