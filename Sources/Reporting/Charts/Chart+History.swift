import Training

extension Chart {
    /// Loss against epochs; nil where no epoch has a finite loss.
    public static func loss(_ history: [HistoryRow], language: Language = .english) -> Chart? {
        plot(
            .loss, training: history.map { ($0.epoch, $0.trainLoss) },
            validation: history.map { ($0.epoch, $0.validationLoss) }, language)
    }

    /// Dice against epochs; nil where no epoch has a finite Dice.
    public static func dice(_ history: [HistoryRow], language: Language = .english) -> Chart? {
        plot(
            .dice, training: history.map { ($0.epoch, $0.trainDice) },
            validation: history.map { ($0.epoch, $0.validationDice) }, language)
    }

    /// Curves of training and, where there is one, of validation over the epochs.
    private static func plot(
        _ measure: CurveMeasure, training: [(epoch: Int, value: Double?)], validation: [(epoch: Int, value: Double?)],
        _ language: Language
    ) -> Chart? {
        let curves = [
            CurvePlot.Curve(label: CurveSubset.training.word(language), style: SeriesStyle(0), points: training),
            CurvePlot.Curve(label: CurveSubset.validation.word(language), style: SeriesStyle(1), points: validation),
        ]
        guard let range = measure.range(of: curves.flatMap(\.values)) else { return nil }
        return CurvePlot(
            name: measure.rawValue, title: measure.title(language), axis: measure.axis(language),
            caption: measure.caption(from: range.lowerBound, language), measure: measure.word(language), curves: curves,
            bottom: range.lowerBound, top: range.upperBound, language: language
        ).chart()
    }
}
