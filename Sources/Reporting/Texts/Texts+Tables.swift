import Statistics

/// Heads and captions of the tables for papers.
enum TableTexts: String, FixedText {
    static let section = "tables"

    case arm, seeds, all, set, images, median, minimum, first, second, difference, verdict, secondsPerEpoch
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

    /// - Parameter count: rows of all arms and seeds without a Dice.
    static func leftOut(_ count: Int) -> Phrase {
        Phrase(
            "Dice is undefined where both masks are empty: such images and classes are left out (\(count) in all training runs).",
            es:
                "El Dice es indefinido donde ambas máscaras están vacías: esas imágenes y clases quedan fuera (\(count) en "
                + "todos los entrenamientos).")
    }

    /// - Parameters:
    ///   - areSeedsSampled: intervals are over training runs too.
    ///   - level: of p.
    static func pairs(_ unit: SamplingUnit, areSeedsSampled: Bool, level: String) -> Phrase {
        let over = unit.sampled(areSeedsSampled: areSeedsSampled)
        return Phrase(
            "Differences of mean Dice (first minus second) with intervals and p by Student's t over \(over(.english)); "
                + "p is corrected by Holm for the pairs of a set. Better: corrected p below \(level).",
            es:
                "Diferencias de Dice medio (primero menos segundo) con intervalos y p por la t de Student sobre "
                + "\(over(.spanish)); p está corregida por Holm para los pares de un conjunto. Mejor: p corregida "
                + "inferior a \(level).")
    }

    static func results(_ run: String, draws: Int) -> Phrase {
        Phrase(
            "Test results of \(run), means over images. Intervals of the mean Dice by a percentile bootstrap over patients, "
                + "or over images where no patients are known (\(draws) draws).",
            es: "Resultados de prueba de \(run), medias de las imágenes. Intervalos del Dice medio por bootstrap de "
                + "percentiles sobre pacientes, o sobre imágenes si no se conocen pacientes (\(draws) remuestreos).")
    }

    static func better(_ arm: String) -> Phrase { Phrase("\(arm) better", es: "\(arm) mejor") }
    static func equivalent(_ margin: String) -> Phrase {
        Phrase("equivalent within \(margin)", es: "equivalentes (\(margin))")
    }
}

extension SamplingUnit {
    /// What intervals are over: "patients and training runs".
    package func sampled(areSeedsSampled: Bool) -> Phrase {
        let over = self == .image ? Phrase("images", es: "imágenes") : Phrase("patients", es: "pacientes")
        guard areSeedsSampled else { return over }
        return Phrase("\(over(.english)) and training runs", es: "\(over(.spanish)) y entrenamientos")
    }
}
