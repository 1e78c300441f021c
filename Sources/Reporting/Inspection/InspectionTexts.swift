import Training

/// Headings and fixed texts of an inspection's sheet.
enum InspectionTexts: String, FixedText {
    static let section = "inspection"

    case kicker, sets, findings, none, pictures, outlines, error, warning, note, files, layout, images, groups
    case eachAPatient, partners, sizes, depths, channels, spacings, notStated, values, reading, empty, foreground, mean
    case deviation
}

extension InspectionTexts {
    /// How many findings a run's data had.
    static func counts(_ findings: FindingCounts) -> Phrase {
        let (warnings, notes) = (findings.warnings, findings.notes)
        let errors = findings.errors
        let (error, errorES) =
            errors == 0
            ? ("", "")
            : ("\(Words.count(errors, "error", "errors")), ", "\(Words.count(errors, "error", "errores")), ")
        guard findings.all > 0 else {
            return Phrase(
                "The inspection of the data found nothing.", es: "La inspección de los datos no encontró nada.")
        }
        return Phrase(
            "The inspection of the data had \(error)\(Words.count(warnings, "warning", "warnings")) and "
                + "\(Words.count(notes, "note", "notes")): pleura inspect shows them.",
            es: "La inspección de los datos dio \(errorES)\(Words.count(warnings, "advertencia", "advertencias")) y "
                + "\(Words.count(notes, "nota", "notas")): pleura inspect las muestra.")
    }
}
