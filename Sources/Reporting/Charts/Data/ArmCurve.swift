import Training

/// One arm of a study in a chart of curves: the values of its runs, one a seed, by epoch.
public struct ArmCurve: Sendable, Equatable {
    /// One epoch of one run.
    public struct Point: Sendable, Equatable {
        /// From 1.
        public let epoch: Int
        /// Nil, or not finite, where the run has none: a gap.
        public let value: Double?

        /// - Parameter epoch: from 1.
        public init(epoch: Int, value: Double?) { (self.epoch, self.value) = (epoch, value) }
    }

    /// As it is shown; any text.
    public let name: String
    /// A list for each seed, which need not be of one length.
    public let seeds: [[Point]]

    /// - Parameters:
    ///   - name: any text; long ones are shortened in the middle.
    ///   - seeds: a list for each seed.
    public init(name: String, seeds: [[Point]]) { (self.name, self.seeds) = (name, seeds) }

    /// Takes one column of the histories of the arm's runs.
    public init(name: String, histories: [[HistoryRow]], measure: CurveMeasure, subset: CurveSubset) {
        self.init(
            name: name,
            seeds: histories.map { history in
                history.map { row in
                    let value =
                        switch (measure, subset) {
                        case (.loss, .training): row.trainLoss
                        case (.loss, .validation): row.validationLoss
                        case (.dice, .training): row.trainDice
                        case (.dice, .validation): row.validationDice
                        }
                    return Point(epoch: row.epoch, value: value)
                }
            })
    }

    /// Mean, lowest and highest value over the seeds that have a finite one, in the epochs' order; nil in an epoch where
    /// none has.
    func summary() -> [(epoch: Int, summary: ScoreSummary?)] {
        Dictionary(grouping: seeds.joined(), by: \.epoch).sorted { $0.key < $1.key }
            .map { ($0.key, ScoreSummary($0.value.compactMap(\.value).filter(ChartScript.isDrawable))) }
    }
}
