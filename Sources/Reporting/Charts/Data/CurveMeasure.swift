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
        case .dice: ChartTexts.diceFrom(Numerals(language).brief(bottom))(language)
        }
    }
}
