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
                    ? epochs.compactMap { epoch, summary in summary.map { (epoch, $0.minimum, $0.maximum) } } : [])
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
