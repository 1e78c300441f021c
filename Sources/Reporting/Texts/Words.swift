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
        func value(_ key: String) -> String? { input.settings.first { $0.section == "model" && $0.key == key }?.value }
        let network = NetworkName.phrase(architecture: value("architecture"), encoder: value("encoder"))
        let training = images(input.split.count { $0.subset == .train })
        let tests = Set(input.test.map { [$0.set, $0.image] }).count
        let test = images(tests)
        let epochs = input.history.count
        let tested =
            input.test.isEmpty
            ? Phrase("It has not been tested.", es: "No se ha evaluado.")
            : Phrase(
                "It was tested on \(test(.english)) not used for training.",
                es: "Se evaluó en \(test(.spanish)) que no se \(tests == 1 ? "usó" : "usaron") para entrenar.")
        return Phrase(
            "\(network(.english)), trained for \(count(epochs, "epoch", "epochs")) on \(training(.english)). "
                + tested(.english),
            es: "\(network(.spanish)), con un entrenamiento de \(count(epochs, "época", "épocas")) en "
                + "\(training(.spanish)). \(tested(.spanish))")(input.language)
    }

    /// Which weights were tested: "epoch 18, the highest validation Dice".
    static func chosen(epoch: Int, by choice: ChosenBy, _ language: Language) -> String {
        let rule =
            switch choice {
            case .validationDice:
                Phrase("the highest validation Dice", es: "la de mayor Dice de validación")
            case .lastEpoch: Phrase("the last epoch", es: "la última")
            }
        return Phrase(
            "epoch \(epoch), \(rule(.english))", es: "época \(epoch), \(rule(.spanish))")(language)
    }

    /// What the charts lack.
    static func curves(_ input: ReportInput, areAllDrawn: Bool) -> [String] {
        var remarks: [any Translated] = []
        if !areAllDrawn { remarks.append(missingCharts) }
        let hasValidation = input.history.contains { $0.validationLoss != nil || $0.validationDice != nil }
        if !hasValidation { remarks.append(PageTexts.noValidation) }
        if input.history.isEmpty {
            remarks.append(Phrase("No epoch is finished yet.", es: "Aún no ha terminado ninguna época."))
            return remarks.map { $0(input.language) }
        }
        if Chart.loss(input.history) == nil { remarks.append(PageTexts.noLoss) }
        if Chart.dice(input.history) == nil { remarks.append(PageTexts.noDice) }
        return remarks.map { $0(input.language) }
    }

    private static let missingCharts = Phrase(
        "Charts are missing: gnuplot, which draws them, was not found or failed when this report was written. Install it "
            + "(\(Gnuplot.installation)), then run pleura report again.",
        es: "Faltan los gráficos: gnuplot, que los dibuja, no se encontró o falló al escribir este informe. Instálelo "
            + "(\(Gnuplot.installation)) y vuelva a ejecutar pleura report.")

    /// Said where the choice of the best and worst pictures needs a word.
    static func pictures(_ extremes: Extremes, _ language: Language) -> String? {
        let (best, worst) = (extremes.best.count, extremes.worst.count)
        if best + worst == 0 || best + worst == 10 { return nil }
        let all = testImages(best + worst)
        return Phrase(
            "Of \(all(.english)), the upper row shows \(best) and the lower row \(worst); none is shown twice.",
            es:
                "De \(all(.spanish)), la fila superior muestra \(best) y la inferior \(worst); ninguna se muestra dos veces."
        )(language)
    }

    /// Said where not every image has a picture.
    static func selection(_ selection: PictureSelection, _ language: Language) -> String? {
        guard !selection.isComplete else { return nil }
        let (best, worst, drawn) = (selection.best.count, selection.worst.count, selection.drawn.count)
        return Phrase(
            "Of \(selection.all) test images, \(best + worst + drawn) are shown as pictures: the \(best) with the highest Dice, "
                + "the \(worst) with the lowest Dice, and \(drawn) drawn at random from the others (seed \(selection.seed)). "
                + "The table has a row for every image.",
            es:
                "De \(selection.all) imágenes de prueba se muestran \(best + worst + drawn): las \(best) de Dice más alto, las "
                + "\(worst) de Dice más bajo y \(drawn) elegidas al azar entre las demás (semilla \(selection.seed)). La "
                + "tabla tiene una fila para cada imagen.")(language)
    }

    /// The size of the pictures, said above the table.
    static func pictureSize(_ longest: Int, _ language: Language) -> String {
        Phrase(
            "Pictures are reduced to at most \(longest) pixels a side; metrics are computed before that.",
            es: "Las imágenes se reducen a un máximo de \(longest) píxeles por lado; las métricas se calculan antes.")(
                language)
    }

    /// Said instead of a Dice.
    static let undefined = Phrase("undefined: both masks are empty", es: "indefinido: ambas máscaras están vacías")

    /// The text that stands for a picture.
    static func picture(_ image: ScoredImage, isSynthetic: Bool, _ language: Language) -> String {
        let dice = image.dice.map { Numerals(language).text($0, digits: 4) } ?? undefined(language)
        return Phrase(
            "\(isSynthetic ? "Synthetic image" : "Image") \(image.id.image): agreement of prediction and reference in colour; "
                + "Dice \(dice)",
            es:
                "\(isSynthetic ? "Imagen sintética" : "Imagen") \(image.id.image): concordancia entre predicción y referencia "
                + "en color; Dice \(dice)")(language)
    }

    /// Said above pictures of synthetic images.
    static func synthetic(_ sets: Set<String>, of shown: Set<String>, _ language: Language) -> String? {
        if sets.isEmpty { return nil }
        return (sets == shown ? PageTexts.allSynthetic : PageTexts.someSynthetic)(language)
    }

    static func leftOut(_ number: Int, _ language: Language) -> String {
        Phrase(
            count(number, "file was left out", "files were left out"),
            es: count(number, "archivo quedó excluido", "archivos quedaron excluidos"))(language)
    }

    static func metricSize(_ size: MetricSize?, _ language: Language) -> String {
        let text: PageTexts =
            switch size {
            case .original: .atOriginalSize
            case .model: .atModelSize
            case nil: .atUnknownSize
            }
        return text(language)
    }
}
