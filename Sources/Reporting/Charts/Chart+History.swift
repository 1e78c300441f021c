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

/// What a curve over epochs shows.
public enum CurveMeasure: String, Sendable, CaseIterable {
    /// The mean loss over the images.
    case loss
    /// The mean Dice over the images, in [0, 1].
    case dice

    /// What the axis shows; nil where no value is finite.
    func range(of values: [Double]) -> ClosedRange<Double>? {
        guard let lowest = values.min(), let highest = values.max() else { return nil }
        return switch self {
        case .loss: min(0, lowest)...(highest > 0 ? highest * 1.05 : 1)
        case .dice: ChartScript.bottom(ofDice: values)...1
        }
    }

    func title(_ language: Language) -> String {
        (self == .loss ? ChartTexts.lossByEpoch : ChartTexts.diceByEpoch)(language)
    }

    func axis(_ language: Language) -> String {
        (self == .loss ? ChartTexts.lossAxis : ChartTexts.diceAxis)(language)
    }

    func word(_ language: Language) -> String { (self == .loss ? ChartTexts.loss : ChartTexts.dice)(language) }

    func caption(from bottom: Double, _ language: Language) -> String {
        switch self {
        case .loss: "\(ChartTexts.lossByEpoch(language))."
        case .dice: ChartTexts.diceFrom(Figure.brief(bottom, language))(language)
        }
    }
}

/// Whose images a curve over epochs is of.
public enum CurveSubset: String, Sendable, CaseIterable {
    /// In train mode, before each update.
    case training
    /// In evaluation mode, at the end of each epoch.
    case validation

    func word(_ language: Language) -> String {
        (self == .training ? ChartTexts.training : ChartTexts.validation)(language)
    }
}
