import Evaluation
import Models

/// Sentences of the report that depend on what was found.
enum Words {
    /// "1 image", "12 images".
    static func count(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }

    private static func images(_ number: Int) -> Phrase {
        Phrase(count(number, "image", "images"), es: count(number, "imagen", "imágenes"))
    }

    private static func testImages(_ number: Int) -> Phrase {
        Phrase(
            count(number, "test image", "test images"), es: count(number, "imagen de prueba", "imágenes de prueba"))
    }

    /// What was trained, on what, and tested on what, in a sentence.
    static func lead(_ input: ReportInput) -> String {
        func value(_ section: String, _ key: String) -> String? {
            input.settings.first { $0.section == section && $0.key == key }?.value
        }
        let architecture = value("model", "architecture").map(networkName)
        let encoder = value("model", "encoder").map(networkName)
        let training = images(input.split.count { $0.subset == "train" })
        let test = images(Set(input.test.map { [$0.set, $0.image] }).count)
        let epochs = input.history.count
        let tested =
            input.test.isEmpty
            ? Phrase("It has not been tested.", es: "No se ha evaluado.")
            : Phrase(
                "It was tested on \(test(.english)) that took no part in training.",
                es: "Se evaluó en \(test(.spanish)) que no tomaron parte en el entrenamiento.")
        return Phrase(
            "\(architecture ?? "A network")\(encoder.map { " with a \($0) encoder" } ?? ""), trained for "
                + "\(count(epochs, "epoch", "epochs")) on \(training(.english)). \(tested(.english))",
            es:
                "\(architecture ?? "Una red")\(encoder.map { " con un codificador \($0)" } ?? ""), con un entrenamiento de "
                + "\(count(epochs, "época", "épocas")) en \(training(.spanish)). \(tested(.spanish))")(input.language)
    }

    /// Names that readers of papers know; others as the recipe writes them.
    private static func networkName(_ name: String) -> String {
        switch name {
        case "unet": "U-Net"
        case "unetplusplus": "U-Net++"
        default:
            if let depth = name.wholeMatch(of: /resnet([0-9]+)/)?.1 { "ResNet-\(depth)" } else { name }
        }
    }

    /// Which weights were tested: "epoch 18, the highest validation Dice".
    static func chosen(epoch: Int, by rule: ChosenBy, _ language: Language) -> String {
        let (english, spanish) =
            switch rule {
            case .validationDice: ("highest validation Dice", "la de mayor Dice de validación")
            case .lastEpoch: ("last epoch", "la última")
            }
        return Phrase("epoch \(epoch), the \(english)", es: "época \(epoch), \(spanish)")(language)
    }

    /// What the charts lack.
    static func curves(_ input: ReportInput, areAllDrawn: Bool) -> [String] {
        var remarks: [Phrase] = []
        if !areAllDrawn { remarks.append(missingCharts) }
        let hasValidation = input.history.contains { $0.validationLoss != nil || $0.validationDice != nil }
        if !hasValidation {
            remarks.append(
                Phrase(
                    "This run kept no validation images, so there are no validation curves.",
                    es: "Este entrenamiento no apartó imágenes de validación, así que no hay curvas de validación."))
        }
        if Chart.loss(input.history) == nil {
            remarks.append(
                Phrase(
                    "No epoch has a loss that is a number.",
                    es: "Ninguna época tiene una pérdida que sea un número."))
        }
        if Chart.dice(input.history) == nil {
            remarks.append(
                Phrase(
                    "No epoch has a Dice that is a number.", es: "Ninguna época tiene un Dice que sea un número."))
        }
        return remarks.map { $0(input.language) }
    }

    static let missingCharts = Phrase(
        "Charts are missing: gnuplot, which draws them, was not found or failed when this report was written. Once it is "
            + "installed (Debian, Ubuntu: apt-get install gnuplot-nox; macOS: brew install gnuplot), pleura report makes "
            + "the report again.",
        es: "Faltan los gráficos: gnuplot, que los dibuja, no se encontró o falló al escribir este informe. Una vez "
            + "instalado (Debian, Ubuntu: apt-get install gnuplot-nox; macOS: brew install gnuplot), pleura report vuelve "
            + "a crear el informe.")

    /// Said where the choice of the best and worst pictures needs a word.
    static func pictures(_ extremes: Extremes, _ language: Language) -> String? {
        let (best, worst) = (extremes.best.count, extremes.worst.count)
        if best + worst == 0 || best + worst == 10 { return nil }
        let all = testImages(best + worst)
        return Phrase(
            "Of \(all(.english)) the upper row shows \(best), the lower \(worst); none is shown twice.",
            es:
                "De \(all(.spanish)), la fila superior muestra \(best) y la inferior \(worst); ninguna se muestra dos veces."
        )(language)
    }

    /// Said where not every image has a picture.
    static func selection(_ selection: PictureSelection, _ language: Language) -> String? {
        guard !selection.isComplete else { return nil }
        let (best, worst, drawn) = (selection.best.count, selection.worst.count, selection.drawn.count)
        return Phrase(
            "Of \(selection.all) test images, \(best + worst + drawn) are shown as pictures: the \(best) of highest Dice, the "
                + "\(worst) of lowest Dice, and \(drawn) drawn at random from the others (seed \(selection.seed)). The table "
                + "has a row for every image.",
            es:
                "De \(selection.all) imágenes de prueba se muestran \(best + worst + drawn): las \(best) de Dice más alto, las "
                + "\(worst) de Dice más bajo y \(drawn) elegidas al azar entre las demás (semilla \(selection.seed)). La "
                + "tabla tiene una fila para cada imagen.")(language)
    }

    /// The size of the pictures, said above the table.
    static func pictureSize(_ longest: Int, _ language: Language) -> String {
        Phrase(
            "Pictures are reduced to at most \(longest) pixels a side; figures are computed before that.",
            es: "Las imágenes se reducen a un máximo de \(longest) píxeles por lado; las cifras se calculan antes.")(
                language)
    }

    /// The text that stands for a picture.
    static func picture(_ image: ScoredImage, isMadeUp: Bool, _ language: Language) -> String {
        let dice = Figure.text(image.dice, digits: 4, language)
        return Phrase(
            "\(isMadeUp ? "Made-up film" : "Film") \(image.id.image) with the agreement of prediction and truth in colour; "
                + "Dice \(dice)",
            es:
                "\(isMadeUp ? "Radiografía ficticia" : "Radiografía") \(image.id.image) con la concordancia entre predicción "
                + "y verdad en color; Dice \(dice)")(language)
    }

    /// Said above pictures of made-up films.
    static func madeUp(_ sets: Set<String>, of shown: Set<String>, _ language: Language) -> String? {
        if sets.isEmpty { return nil }
        return
            (sets == shown
            ? Phrase(
                "All films below are made up (phantoms): drawn by a program, they show no person.",
                es:
                    "Todas las radiografías de abajo son ficticias (fantomas): las dibujó un programa y no muestran a nadie."
            )
            : Phrase(
                "Films marked as made up are phantoms: drawn by a program, they show no person.",
                es:
                    "Las radiografías marcadas como ficticias son fantomas: las dibujó un programa y no muestran a nadie."
            ))(
                language)
    }

    static func leftOut(_ number: Int, _ language: Language) -> String {
        Phrase(
            count(number, "file was left out", "files were left out"),
            es: count(number, "fichero quedó excluido", "ficheros quedaron excluidos"))(language)
    }

    static func metricSize(_ size: MetricSize?, _ language: Language) -> String {
        let phrase =
            switch size {
            case .original:
                Phrase(
                    "Prediction and truth were compared at each image's own size: the network's output is resized to it "
                        + "before it is cut at the threshold.",
                    es:
                        "Predicción y verdad se compararon al tamaño propio de cada imagen: la salida de la red se lleva a "
                        + "él antes de aplicar el umbral.")
            case .model:
                Phrase(
                    "Prediction and truth were compared at the network's input size: the mask is resized to it and cut at "
                        + "half.",
                    es:
                        "Predicción y verdad se compararon al tamaño de entrada de la red: la máscara se lleva a él y se "
                        + "corta a la mitad.")
            case nil:
                Phrase(
                    "The run does not say at which size prediction and truth were compared.",
                    es: "El entrenamiento no dice a qué tamaño se compararon predicción y verdad.")
            }
        return phrase(language)
    }
}
