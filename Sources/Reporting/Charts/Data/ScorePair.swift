import Evaluation

/// One image's Dice with two runs.
public struct ScorePair: Sendable, Equatable {
    /// The name of the image's set; any text.
    public let set: String
    /// In [0, 1].
    public let first: Double, second: Double

    /// - Parameters:
    ///   - first: the Dice with the first run, in [0, 1].
    ///   - second: the Dice with the second run.
    public init(set: String = "", first: Double, second: Double) {
        (self.set, self.first, self.second) = (set, first, second)
    }

    /// The images that have a Dice in both lists, in the order of set and name.
    public static func list(_ first: [TestRow], _ second: [TestRow]) -> [ScorePair] {
        let other = Dictionary(
            ScoredImage.list(of: second).map { ($0.id, $0.dice) }, uniquingKeysWith: { first, _ in first })
        return ScoredImage.list(of: first).sorted { $0.id < $1.id }.compactMap { image in
            guard let first = image.dice, let second = other[image.id] ?? nil else { return nil }
            return ScorePair(set: image.id.set, first: first, second: second)
        }
    }
}
