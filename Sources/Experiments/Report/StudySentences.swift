import Reporting
import Statistics

/// What a study's report says besides its verdicts. The constant texts are in Reporting's tables.
enum StudySentences: String, FixedText {
    static let section = "studySentences"

    case sideBySide, noValidation
    case testResults, arm, images, diceMean, diceMedian, diceMinimum, seedDeviation, falseArea, components, perImage
    case comparisons, first, second, set, all, difference, corrected, groups, concluded
    case author, whose, theAuthor, here, firstLoss, firstDice, lastLoss, lastDice, seconds, howAuthor
    case search, rate, validationDice, chosen, yes, diverged
    case undecided, noStatement

    /// - Parameter folds: 0: one split.
    static func lead(arms: Int, runs: Int, images: Int, folds: Int, size: String) -> Phrase {
        let how =
            folds == 0
            ? Phrase(
                "on one split; the network's input is \(size) pixels. All were tested on the same \(images) "
                    + "image\(images == 1 ? "" : "s"), which took no part in any training.",
                es: "sobre una misma partición; la entrada de la red es de \(size) píxeles. Todos se evaluaron con "
                    + (images == 1
                        ? "la misma imagen, que no participó" : "las mismas \(images) imágenes, que no participaron")
                    + " en ningún entrenamiento.")
            : Phrase(
                "in \(folds) folds; the network's input is \(size) pixels. Each of the \(images) images was tested once "
                    + "per arm and seed, by the run of the fold that did not train on it.",
                es:
                    "en \(folds) pliegues; la entrada de la red es de \(size) píxeles. Cada una de las \(images) imágenes se evaluó "
                    + "una vez por brazo y semilla, con el entrenamiento del pliegue que no la usó para entrenar.")
        return Phrase(
            "\(arms) arm\(arms == 1 ? "" : "s") in \(runs) training run\(runs == 1 ? "" : "s"), each a process of its own, "
                + how(.english),
            es:
                "\(arms) brazo\(arms == 1 ? "" : "s") en \(runs) entrenamiento\(runs == 1 ? "" : "s"), cada uno en su propio "
                + "proceso, " + how(.spanish))
    }

    static func unfinished(_ done: Int, of all: Int) -> Phrase {
        Phrase(
            "\(done) of \(all) training runs finished; the report is about those.",
            es: "\(done) de \(all) entrenamientos han terminado; el informe se refiere a ellos.")
    }

    static func fewSeeds(_ seeds: Int, folds: Int) -> Phrase {
        let each = folds == 0 ? Phrase("", es: "") : Phrase(" in each fold", es: " en cada pliegue")
        return Phrase(
            "Each arm was trained \(seeds == 1 ? "once" : "\(seeds) times")\(each(.english)). That tells these trained models "
                + "apart; what an architecture or an optimiser does in general needs at least 3 seeds (--seeds 3).",
            es:
                "Cada brazo se entrenó \(seeds == 1 ? "una vez" : "\(seeds) veces")\(each(.spanish)). Eso distingue estos modelos "
                + "entrenados; lo que una arquitectura o un optimizador hace en general requiere al menos 3 semillas "
                + "(--seeds 3).")
    }

    // MARK: - Tables

    static func distance(_ name: String, unit: String) -> Phrase {
        Phrase("\(name), \(unit)", es: "\(name), \(unit)")
    }

    static let howEmpty = Phrase(
        "In brackets: how many values a mean is of (images, or images and classes, of all seeds), where some have none: HD95 "
            + "and ASSD are undefined where a mask is empty, Dice where both are. Missed: the prediction is empty, the "
            + "reference is not; false alarms: the reference is empty, the prediction is not.",
        es:
            "Entre paréntesis: de cuántos valores es la media (imágenes, o imágenes y clases, de todas las semillas), donde "
            + "algunos faltan: HD95 y ASSD son indefinidos donde una máscara está vacía; Dice, donde lo están ambas. "
            + "Omitidas: la predicción está vacía y la referencia no; falsas alarmas: la referencia está vacía y la "
            + "predicción no.")

    /// - Parameter areSeedsSampled: intervals are over training runs too.
    static func howCompared(_ unit: SamplingUnit, areSeedsSampled: Bool) -> Phrase {
        let over = unit.sampled(areSeedsSampled: areSeedsSampled)
        return Phrase(
            "First minus second, over the same images. Interval and p are by Student's t over \(over(.english)); p is "
                + "corrected by Holm for the pairs of a set, and an arm is called better only where it is then below 0.05.",
            es:
                "Primero menos segundo, sobre las mismas imágenes. El intervalo y p son de la t de Student sobre "
                + "\(over(.spanish)); p está corregida por Holm para los pares de un conjunto, y un brazo solo se "
                + "llama mejor si es entonces inferior a 0,05.")
    }

    /// By how many images the search chose.
    /// - Parameters:
    ///   - images: in its validation subset.
    ///   - all: with those that it trained on.
    static func howSearched(images: Int, of all: Int) -> Phrase {
        let share = Int((Double(images) / Double(max(all, 1)) * 100).rounded())
        return Phrase(
            "Chosen by the validation Dice on \(images) of the \(all) images that are not tested (\(share) %), the same for "
                + "every arm; the test images were not read.",
            es:
                "Elegida por el Dice de validación en \(images) de las \(all) imágenes que no se evalúan (\(share) %), las "
                + "mismas para todos los brazos; las imágenes de prueba no se leyeron.")
    }

    // MARK: - Conclusions in a table

    static func better(_ arm: String) -> Phrase { Phrase("\(arm) is better", es: "\(arm) es mejor") }
    static func equivalent(_ margin: Double) -> Phrase {
        Phrase(
            "equivalent within \(margin)", es: "equivalentes dentro de \("\(margin)".replacing(".", with: ","))")
    }

}
