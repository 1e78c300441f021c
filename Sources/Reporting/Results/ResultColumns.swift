import Evaluation

/// The columns from Dice on that the tables of results share, `results.tex` and `MODEL.md`: Dice with its interval, median
/// and minimum, the other metrics, and how many masks are empty, where any is.
struct ResultColumns {
    private let metrics: [Metric]
    private let masks: MaskCounts?
    private let hasSeveralClasses: Bool
    private let numerals: Numerals
    private var language: Language { numerals.language }

    /// - Parameter rows: of all sets.
    init(_ rows: [TestRow], _ language: Language) {
        (metrics, masks, numerals) = (SetResult.metrics(rows), MaskCounts(rows), Numerals(language))
        hasSeveralClasses = Set(rows.map(\.className)).count > 1
    }

    /// Whether a mask is empty anywhere.
    private var hasEmpty: Bool { masks?.isAnyEmpty == true }

    /// - Parameters:
    ///   - dice: the heading of the mean Dice.
    ///   - confidence: of its interval, between 0 and 1.
    func headings(dice: String, confidence: Double) -> [String] {
        let fixed: [any Translated] = [
            TableTexts.interval(numerals.brief(confidence * 100)), TableTexts.median, TableTexts.minimum,
        ]
        let phrases = metrics.map(MetricTexts.name) + (hasEmpty ? MetricTexts.emptyHeadings : [])
        return [dice] + fixed.map { $0(language) } + phrases.map { $0(language) }
    }

    /// As many as headings.
    func cells(_ result: SetResult) -> [String] {
        let empty = result.masks.map { [$0.missed, $0.falseAlarms, $0.bothEmpty].map(String.init) } ?? []
        return [
            result.text(.dice, numerals), result.interval(numerals), numerals.dice(result.diceMedian),
            numerals.dice(result.diceMinimum),
        ] + metrics.map { result.text($0, numerals) } + (hasEmpty ? empty : [])
    }

    /// Of how many masks the means are; nil where the rows do not say.
    var note: String? {
        guard let masks else { return nil }
        let words = MetricTexts.empty(masks, severalClasses: hasSeveralClasses)(language)
        return hasEmpty ? "\(words) \(MetricTexts.inBrackets(language))" : words
    }
}
