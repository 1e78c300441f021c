import Reporting
import Statistics

/// What a study's report says besides its verdicts.
enum StudySentences {
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

    static let sideBySide = Phrase(
        "Runs trained at the same time: their seconds are not comparable and are left out.",
        es: "Los entrenamientos se ejecutaron a la vez: sus segundos no son comparables y se omiten.")

    static let noValidation = Phrase(
        "No images were kept for validation, as in the written experiment: there are no validation curves, and the last "
            + "epoch's weights were tested.",
        es:
            "No se reservaron imágenes para validación, como en el experimento escrito: no hay curvas de validación y se "
            + "evaluaron los pesos de la última época.")

    // MARK: - Tables

    static let testResults = Phrase("Test results", es: "Resultados de la prueba")
    static let arm = Phrase("Arm", es: "Brazo")
    static let images = Phrase("Images", es: "Imágenes")
    static let diceMean = Phrase("Dice, mean", es: "Dice, media")
    static let diceMedian = Phrase("median", es: "mediana")
    static let diceLowest = Phrase("minimum", es: "mínimo")
    static let seedDeviation = Phrase("SD between seeds", es: "DE entre semillas")
    static let falseArea = Phrase("False area outside the two largest", es: "Área falsa fuera de las dos mayores")
    static let components = Phrase("Spurious components", es: "Componentes espurios")
    static func distance(_ name: String, unit: String) -> Phrase {
        Phrase("\(name), \(unit)", es: "\(name), \(unit)")
    }
    static let perImage = Phrase(
        "Means over images; of several seeds, the mean of their means.",
        es: "Medias sobre las imágenes; con varias semillas, la media de sus medias.")

    static let howEmpty = Phrase(
        "In brackets: how many values a mean is of (images, or images and classes, of all seeds), where some have none: HD95 "
            + "and ASSD are undefined where a mask is empty, Dice where both are. Missed: the prediction is empty, the "
            + "reference is not; false alarms: the reference is empty, the prediction is not.",
        es:
            "Entre paréntesis: de cuántos valores es la media (imágenes, o imágenes y clases, de todas las semillas), donde "
            + "algunos faltan: HD95 y ASSD son indefinidos donde una máscara está vacía; Dice, donde lo están ambas. "
            + "Omitidas: la predicción está vacía y la referencia no; falsas alarmas: la referencia está vacía y la "
            + "predicción no.")

    static let comparisons = Phrase("Arm against arm, Dice", es: "Brazo contra brazo, Dice")
    static let first = Phrase("First", es: "Primero")
    static let second = Phrase("Second", es: "Segundo")
    static let set = Phrase("Set", es: "Conjunto")
    static let all = Phrase("all", es: "todos")
    static let difference = Phrase(
        "Mean difference [95 % interval]", es: "Diferencia media [intervalo del 95 %]")
    static let corrected = Phrase("p (Holm)", es: "p (Holm)")
    static let groups = Phrase("Groups", es: "Grupos")
    static let concluded = Phrase("Conclusion", es: "Conclusión")
    /// - Parameter areSeedsSampled: intervals are over training runs too.
    static func howCompared(_ unit: SamplingUnit, areSeedsSampled: Bool) -> Phrase {
        let over = unit == .image ? Phrase("images", es: "imágenes") : Phrase("patients", es: "pacientes")
        let (also, tambien) = areSeedsSampled ? (" and training runs", " y entrenamientos") : ("", "")
        return Phrase(
            "First minus second, over the same images. Interval and p are by Student's t over \(over(.english))\(also); p is "
                + "corrected by Holm for the pairs of a set, and an arm is called better only where it is then below 0.05.",
            es:
                "Primero menos segundo, sobre las mismas imágenes. El intervalo y p son de la t de Student sobre "
                + "\(over(.spanish))\(tambien); p está corregida por Holm para los pares de un conjunto, y un brazo solo se "
                + "llama mejor si es entonces inferior a 0,05.")
    }

    static let author = Phrase(
        "The author's numbers beside these", es: "Los números del autor junto a estos")
    static let whose = Phrase("Whose", es: "De quién")
    static let theAuthor = Phrase("the author", es: "el autor")
    static let here = Phrase("here", es: "aquí")
    static let firstLoss = Phrase("Loss, first epoch", es: "Pérdida, primera época")
    static let firstDice = Phrase("Dice, first epoch", es: "Dice, primera época")
    static let lastLoss = Phrase("Loss, last epoch", es: "Pérdida, última época")
    static let lastDice = Phrase("Dice, last epoch", es: "Dice, última época")
    static let seconds = Phrase("Seconds, last epoch", es: "Segundos, última época")
    static let howAuthor = Phrase(
        "Of the training images. The author trained on a GPU, on 600 to 700 images at 256 x 256, from ImageNet weights; where "
            + "data, size, weights or machine differ here, the numbers are not the same experiment.",
        es:
            "De las imágenes de entrenamiento. El autor entrenó en una GPU, con 600 a 700 imágenes de 256 x 256, a partir "
            + "de pesos de ImageNet; donde aquí difieren datos, tamaño, pesos o máquina, no es el mismo experimento.")

    static let search = Phrase("Learning rates tried", es: "Tasas de aprendizaje exploradas")
    static let rate = Phrase("Learning rate", es: "Tasa de aprendizaje")
    static let validationDice = Phrase("Validation Dice", es: "Dice de validación")
    static let chosen = Phrase("Chosen", es: "Elegida")
    static let yes = Phrase("yes", es: "sí")
    static let diverged = Phrase("diverged", es: "divergió")
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
    static let undecided = Phrase("undecided", es: "sin decidir")
    static let noStatement = Phrase("no statement", es: "sin conclusión")
}
