import Statistics

/// Heads and captions of the tables for papers.
enum TableTexts: String, FixedText {
    static let section = "tables"

    case arm, seeds, all, set, images, median, lowest, first, second, difference, verdict, secondsPerEpoch
    case undecided, none

    static func interval(_ confidence: String) -> Phrase {
        Phrase("\(confidence) % interval", es: "Intervalo del \(confidence) %")
    }

    static func arms(deviation: Bool) -> Phrase {
        deviation
            ? Phrase(
                "Mean Dice of the test images by arm and set, ± the standard deviation between seeds.",
                es:
                    "Dice medio de las imágenes de prueba por brazo y conjunto, ± la desviación estándar entre semillas."
            )
            : Phrase(
                "Mean Dice of the test images by arm and set; one training run each.",
                es: "Dice medio de las imágenes de prueba por brazo y conjunto; un entrenamiento cada uno.")
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
}
