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

extension Chart {
    /// Arms over each other: for each the mean over its seeds as a line and, with several seeds and at most four arms,
    /// the range between the lowest and the highest seed as a band.
    /// - Parameters:
    ///   - arms: drawn in this order, each in a style of its own.
    ///   - name: the stem of the files: "adam-sgd-dice". By default measure, subset and "arms".
    /// - Returns: nil where no arm has a finite value.
    public static func curves(
        _ arms: [ArmCurve], measure: CurveMeasure, subset: CurveSubset, name: String? = nil,
        language: Language = .english
    ) -> Chart? {
        let hasBands = arms.count <= 4
        let curves = arms.enumerated().map { place, arm in
            let epochs = arm.summary()
            let isSeveral = hasBands && arm.seeds.count > 1
            return CurvePlot.Curve(
                label: arm.name, style: SeriesStyle(place), points: epochs.map { ($0.epoch, $0.summary?.mean) },
                band: isSeveral
                    ? epochs.compactMap { epoch, summary in summary.map { (epoch, $0.lowest, $0.highest) } } : [])
        }
        guard let range = measure.range(of: curves.flatMap(\.values)) else { return nil }
        let most = arms.map(\.seeds.count).max() ?? 1
        let remarks: [String] =
            [
                measure.caption(from: range.lowerBound, language),
                most > 1 ? (hasBands ? ChartTexts.bands(most) : ChartTexts.means(most))(language) : "",
            ]
            + arms.filter { $0.summary().allSatisfy { $0.summary == nil } }.map {
                ChartTexts.noNumber(ChartLabel.short($0.name, longest: 60))(language)
            }
        return CurvePlot(
            name: name ?? "\(measure.rawValue)-\(subset.rawValue)-arms",
            title: "\(measure.title(language)): \(subset.word(language))",
            axis: ChartTexts.axis(measure.word(language), subset.word(language))(language),
            caption: remarks.filter { !$0.isEmpty }.joined(separator: " "), measure: measure.word(language),
            curves: curves, bottom: range.lowerBound, top: range.upperBound, language: language
        ).chart()
    }
}
