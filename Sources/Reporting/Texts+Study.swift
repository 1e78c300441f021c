/// Headings and fixed sentences of a study's report.
enum StudyTexts {
    static let kicker = Phrase(
        "Pleura · report of a study", es: "Pleura · informe de un estudio")
    static let verdict = Phrase("What may be concluded", es: "Qué se puede concluir")
    static let notes = Phrase("Before you read on", es: "Antes de seguir leyendo")
    static let compared = Phrase("What was compared", es: "Qué se comparó")
    static let arm = Phrase("Arm", es: "Brazo")
    static let settings = Phrase("Settings that differ", es: "Ajustes que difieren")
    static let tuned = Phrase("Learning rate", es: "Tasa de aprendizaje")
    static let isTuned = Phrase("searched", es: "buscada")
    static let isNotTuned = Phrase("as given", es: "la indicada")
    static let runs = Phrase("Runs", es: "Entrenamientos")
    static let parameters = Phrase("Parameters, millions", es: "Parámetros, millones")
    static let seconds = Phrase("Seconds an epoch", es: "Segundos por época")
    static let memory = Phrase("Memory, GB", es: "Memoria, GB")
    static let reports = Phrase("Reports", es: "Informes")
    static let results = Phrase("Results", es: "Resultados")
    static let charts = Phrase("Charts", es: "Gráficos")
    static let differences = Phrase(
        "Where two trainings differ most", es: "Dónde más difieren dos entrenamientos")
    static let spread = Phrase("Difference, largest", es: "Diferencia máxima")
    static let imagesNote = Phrase(
        "Dice of each image by arm, the mean over its seeds; each run's `test/metrics.csv` holds all digits.",
        es:
            "Dice de cada imagen por brazo, media sobre sus semillas; el `test/metrics.csv` de cada entrenamiento contiene "
            + "todos los dígitos.")
    static let truthShown = Phrase(
        "The small pictures show the truth; large, all arms stand side by side.",
        es: "Las imágenes pequeñas muestran la verdad; en grande, todos los brazos aparecen uno junto a otro.")

    /// The heading above a pair's pictures.
    static func against(_ first: String, _ second: String) -> Phrase {
        Phrase("\(first) against \(second)", es: "\(first) frente a \(second)")
    }

    /// What a small picture shows, for people who do not see it.
    static func picture(_ name: String, arm: String, dice: String) -> Phrase {
        Phrase(
            "\(name) by \(arm) with the agreement of prediction and truth in colour; Dice \(dice)",
            es: "\(name) según \(arm) con la concordancia entre predicción y verdad en color; Dice \(dice)")
    }

    static func truth(_ name: String) -> Phrase { Phrase("\(name) with the truth", es: "\(name) con la verdad") }
}
