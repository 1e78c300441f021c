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
        let images = ScoredImage.list(of: rows).sorted(by: ScoredImage.highestFirst)
        let most = max(0, count)
        best = Array(images.prefix(min(most, images.count - images.count / 2)))
        worst = Array(images.dropFirst(best.count).sorted(by: ScoredImage.lowestFirst).prefix(most))
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
    /// In [0, 1]; the mean over the classes where there are several.
    public let dice: Double

    /// The order from the highest Dice to the lowest; ties by set and name.
    static func highestFirst(_ a: ScoredImage, _ b: ScoredImage) -> Bool {
        a.dice != b.dice ? a.dice > b.dice : a.id < b.id
    }

    /// The order from the lowest Dice to the highest; ties by set and name.
    static func lowestFirst(_ a: ScoredImage, _ b: ScoredImage) -> Bool {
        a.dice != b.dice ? a.dice < b.dice : a.id < b.id
    }

    /// Each image of some rows once, with the mean over them: over classes, and over the trainings of an arm.
    package static func list(of rows: [TestRow]) -> [ScoredImage] {
        let groups = Dictionary(grouping: rows) { ID(set: $0.set, image: $0.image) }
        return groups.compactMap { id, rows in
            ScoreSummary(rows.compactMap(\.dice)).map { ScoredImage(id: id, dice: $0.mean) }
        }
    }
}
