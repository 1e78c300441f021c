/// The search for one arm's learning rate.
public struct SearchArm: Sendable, Equatable {
    /// One learning rate that was tried.
    public struct Point: Sendable, Equatable {
        /// Above 0.
        public let learningRate: Double
        /// Validation Dice in [0, 1]; nil, or not finite, where the training failed.
        public let dice: Double?
        /// Whether the grid was extended by this rate, since the best one lay at its edge.
        public let isExtension: Bool

        /// - Parameters:
        ///   - learningRate: above 0.
        ///   - dice: validation Dice in [0, 1]; nil where the training failed.
        ///   - isExtension: whether the rate is none of the first grid's.
        public init(learningRate: Double, dice: Double?, isExtension: Bool = false) {
            (self.learningRate, self.dice, self.isExtension) = (learningRate, dice, isExtension)
        }

        var known: Double? { dice.flatMap { (0...1).contains($0) ? $0 : nil } }
    }

    /// As it is shown; any text.
    public let name: String
    /// In any order.
    public let points: [Point]
    /// The learning rate that was chosen, one of the points'.
    public let chosen: Double?

    /// - Parameter chosen: the learning rate that was chosen; nil where none was.
    public init(name: String, points: [Point], chosen: Double?) {
        self.name = name
        self.points = points.filter { $0.learningRate.isFinite && $0.learningRate > 0 }
            .sorted { $0.learningRate < $1.learningRate }
        self.chosen = chosen
    }
}
