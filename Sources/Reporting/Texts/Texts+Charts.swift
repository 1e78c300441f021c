/// The texts of the charts.
enum ChartTexts: String, FixedText {
    static let section = "charts"

    case epoch, loss, dice, training, validation, lossByEpoch, diceByEpoch, lossAxis, diceAxis
    case testImages, diceOfTestImages, diceOfOneTestImage, diceByArm, boxesTitle
    case percentOfImage, meanDifference, upperLimit, lowerLimit
    case learningRate, validationDice, searchTitle

    static func diceFrom(_ bottom: String) -> Phrase {
        Phrase("Dice by epoch; the axis starts at \(bottom).", es: "Dice por época; el eje empieza en \(bottom).")
    }

    /// One curve in words: its first and its last point.
    static func course(_ name: String, first: (Int, String), last: (Int, String)) -> Phrase {
        Phrase(
            "\(name): \(first.1) in epoch \(first.0), \(last.1) in epoch \(last.0)",
            es: "\(name): \(first.1) en la época \(first.0), \(last.1) en la época \(last.0)")
    }

    static func axis(_ measure: String, _ subset: String) -> Phrase {
        Phrase("\(capitalised(measure)) (\(subset))", es: "\(capitalised(measure)) (\(subset))")
    }

    static func bands(_ seeds: Int) -> Phrase {
        Phrase(
            "Lines are means over up to \(seeds) seeds; bands span the minimum and maximum over seeds.",
            es: "Las líneas son medias de hasta \(seeds) semillas; las bandas van del mínimo al máximo de las semillas."
        )
    }

    static func means(_ seeds: Int) -> Phrase {
        Phrase(
            "Lines are means over up to \(seeds) seeds.", es: "Las líneas son medias de hasta \(seeds) semillas.")
    }

    static func noNumber(_ name: String) -> Phrase {
        Phrase("\(name) has no finite values.", es: "\(name) no tiene valores finitos.")
    }

    // MARK: Histograms and boxes

    static func diceOfATestImage(_ width: String) -> Phrase {
        Phrase("Dice of a test image (bins of \(width))", es: "Dice de una imagen de prueba (intervalos de \(width))")
    }

    static func mean(_ value: String) -> Phrase { Phrase("mean \(value)", es: "media \(value)") }
    static func median(_ value: String) -> Phrase { Phrase("median \(value)", es: "mediana \(value)") }

    static func scores(_ summary: ScoreSummary, _ language: Language) -> Phrase {
        func text(_ value: Double) -> String { Numerals(language).text(value, digits: 4) }
        let (low, high) = (text(summary.minimum), text(summary.maximum))
        let (mean, median) = (text(summary.mean), text(summary.median))
        return Phrase(
            "\(summary.count) Dice values from \(low) to \(high); mean \(mean), median \(median).",
            es: "\(summary.count) valores de Dice de \(low) a \(high); media \(mean), mediana \(median).")
    }

    static func histogram(_ count: Int, _ left: String) -> Phrase {
        Phrase(
            "Number of test images in each Dice bin (\(count) in all). The axis starts at \(left).",
            es: "Número de imágenes de prueba en cada intervalo de Dice (\(count) en total). El eje empieza en \(left)."
        )
    }

    static func histograms(_ left: String) -> Phrase {
        Phrase(
            "Number of test images in each Dice bin, a panel for each arm, all with the same bins and axes; line: mean, "
                + "dashes: median. The axis starts at \(left).",
            es: "Número de imágenes de prueba en cada intervalo de Dice, un panel por brazo, todos con los mismos "
                + "intervalos y ejes; línea: media, guiones: mediana. El eje empieza en \(left).")
    }

    static func boxes(_ left: String) -> Phrase {
        Phrase(
            "A box spans the quartiles of the test images, the thick line is the median; whiskers reach to the last image "
                + "within 1.5 times the box, dots are images beyond. In brackets: number of images. The axis starts at "
                + "\(left).",
            es:
                "Cada caja va del primer al tercer cuartil de las imágenes de prueba y la línea gruesa es la mediana; los "
                + "bigotes llegan hasta la última imagen dentro de 1,5 veces la caja y los puntos son imágenes más lejanas. "
                + "Entre paréntesis: número de imágenes. El eje empieza en \(left).")
    }

    /// - Parameter quartiles: median, lower and upper quartile.
    static func box(_ name: String, count: Int, _ quartiles: [String]) -> Phrase {
        let (median, between) = (quartiles.first ?? "", quartiles.dropFirst())
        return Phrase(
            "\(name): \(count) images, median \(median), quartiles \(between.joined(separator: " and ")).",
            es: "\(name): \(count) imágenes, mediana \(median), cuartiles \(between.joined(separator: " y ")).")
    }

    private static func capitalised(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
