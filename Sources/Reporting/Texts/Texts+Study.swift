/// Headings and fixed sentences of a study's report.
enum StudyTexts: String, FixedText {
    static let section = "study"

    case kicker, verdict, notes, compared, arm, settings, tuned, isTuned, isNotTuned, runs, parameters, seconds
    case memory, reports, results, charts, differences, spread, imagesNote, referenceShown

    /// The heading above a pair's pictures.
    static func against(_ first: String, _ second: String) -> Phrase {
        Phrase("\(first) and \(second)", es: "\(first) y \(second)")
    }

    /// What a small picture shows, for people who do not see it.
    static func picture(_ name: String, arm: String, dice: String) -> Phrase {
        Phrase(
            "\(name) by \(arm): agreement of prediction and reference in colour; Dice \(dice)",
            es: "\(name) según \(arm): concordancia entre predicción y referencia en color; Dice \(dice)")
    }

    static func reference(_ name: String) -> Phrase {
        Phrase("\(name) with its reference", es: "\(name) con su referencia")
    }
}
