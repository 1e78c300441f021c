/// Heads and captions of the tables for papers.
enum TableTexts {
    static let arm = Phrase("Arm", es: "Brazo")
    static let seeds = Phrase("Seeds", es: "Semillas")
    static let all = Phrase("All", es: "Todas")
    static let set = Phrase("Set", es: "Conjunto")
    static let images = Phrase("Images", es: "Imágenes")
    static let median = Phrase("Median", es: "Mediana")
    static let lowest = Phrase("Lowest", es: "Mínimo")
    static let first = Phrase("First", es: "Primero")
    static let second = Phrase("Second", es: "Segundo")
    static let difference = Phrase("Difference", es: "Diferencia")
    static let verdict = Phrase("Verdict", es: "Conclusión")
    static let secondsPerEpoch = Phrase("s/epoch", es: "s/época")

    static func interval(_ confidence: String) -> Phrase {
        Phrase("\(confidence) % interval", es: "Intervalo del \(confidence) %")
    }

    static func arms(deviation: Bool) -> Phrase {
        deviation
            ? Phrase(
                "Mean Dice of the test images by arm and set, ± the standard deviation between seeds.",
                es: "Dice medio de las imágenes de prueba por brazo y conjunto, ± la desviación típica entre semillas.")
            : Phrase(
                "Mean Dice of the test images by arm and set; one training each.",
                es: "Dice medio de las imágenes de prueba por brazo y conjunto; un entrenamiento cada uno.")
    }

    /// - Parameter count: rows of all arms and seeds without a Dice.
    static func leftOut(_ count: Int) -> Phrase {
        Phrase(
            "Dice is undefined where both masks are empty: such images and classes are left out (\(count) in all trainings).",
            es:
                "El Dice es indefinido donde ambas máscaras están vacías: esas imágenes y clases quedan fuera (\(count) en "
                + "todos los entrenamientos).")
    }

    static func pairs(draws: Int, _ level: String) -> Phrase {
        Phrase(
            "Differences of mean Dice (first minus second) with percentile bootstrap intervals over patients (\(draws) "
                + "draws) and p of Wilcoxon's signed-rank test, corrected by Holm. † test and interval disagree at \(level).",
            es:
                "Diferencias de Dice medio (primero menos segundo) con intervalos bootstrap de percentiles sobre pacientes "
                + "(\(draws) remuestreos) y p de la prueba de los rangos con signo de Wilcoxon, corregida por Holm. † la "
                + "prueba y el intervalo discrepan al nivel \(level).")
    }

    static func results(_ run: String, draws: Int) -> Phrase {
        Phrase(
            "Test results of \(run), means over images. Intervals of the mean Dice by a percentile bootstrap over patients "
                + "(\(draws) draws).",
            es: "Resultados de prueba de \(run), medias de las imágenes. Intervalos del Dice medio por bootstrap de "
                + "percentiles sobre pacientes (\(draws) remuestreos).")
    }

    static func better(_ arm: String) -> Phrase { Phrase("\(arm) better", es: "\(arm) mejor") }
    static func equivalent(_ margin: String) -> Phrase {
        Phrase("equivalent within \(margin)", es: "equivalentes (\(margin))")
    }
    static let undecided = Phrase("undecided", es: "sin decidir")
    static let none = Phrase("none", es: "ninguna")
}
