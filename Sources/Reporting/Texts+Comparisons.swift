/// The texts of the charts that compare: areas, run against run, the search for learning rates.
extension ChartTexts {
    // MARK: Areas

    static let percentOfImage = Phrase("% of the image", es: "% de la imagen")
    static let pixels = Phrase("pixels", es: "píxeles")
    static let meanDifference = Phrase("mean", es: "media")
    static let upperLimit = Phrase("+1.96 SD", es: "+1,96 DE")
    static let lowerLimit = Phrase("−1.96 SD", es: "−1,96 DE")

    static func meanArea(_ unit: String) -> Phrase {
        Phrase("Mean of predicted and true area (\(unit))", es: "Media del área predicha y la real (\(unit))")
    }

    static func areaDifference(_ unit: String) -> Phrase {
        Phrase("Predicted less true area (\(unit))", es: "Área predicha menos real (\(unit))")
    }

    static func areasTitle(_ run: String) -> Phrase {
        let end = run.isEmpty ? "" : ": \(run)"
        return Phrase("Agreement of areas\(end)", es: "Concordancia de áreas\(end)")
    }

    /// - Parameter levels: the mean difference and, with more than one image, the lower and the upper limit.
    static func areasInWords(_ count: Int, _ levels: [String]) -> Phrase {
        let mean = levels.first ?? ""
        let limits = levels.dropFirst()
        return Phrase(
            "\(count) images; mean difference of predicted and true area \(mean)"
                + (limits.isEmpty ? "." : ", limits of agreement \(limits.joined(separator: " and "))."),
            es: "\(count) imágenes; diferencia media entre área predicha y real \(mean)"
                + (limits.isEmpty ? "." : ", límites de concordancia \(limits.joined(separator: " y "))."))
    }

    static func areas(_ count: Int) -> Phrase {
        Phrase(
            "A point is a test image: above 0 the model marks too much, below too little. "
                + (count > 1
                    ? "Dashes: the limits of agreement of Bland and Altman, mean ± 1.96 standard deviations."
                    : "A single image has no limits of agreement."),
            es: "Cada punto es una imagen de prueba: por encima de 0 el modelo marca de más, por debajo, de menos. "
                + (count > 1
                    ? "Guiones: los límites de concordancia de Bland y Altman, media ± 1,96 desviaciones estándar."
                    : "Una sola imagen no tiene límites de concordancia."))
    }

    // MARK: Run against run

    static func scatterTitle(_ first: String, _ second: String) -> Phrase {
        Phrase("Dice of each image: \(first) and \(second)", es: "Dice de cada imagen: \(first) y \(second)")
    }

    static func scatterInWords(
        _ count: Int, _ first: String, _ second: String, _ counts: (above: Int, below: Int, equal: Int)
    ) -> Phrase {
        Phrase(
            "\(count) images: \(second) is better on \(counts.above), \(first) on \(counts.below), equal on \(counts.equal).",
            es: "\(count) imágenes: \(second) es mejor en \(counts.above), \(first) en \(counts.below), iguales en "
                + "\(counts.equal).")
    }

    static func scatter(
        _ first: String, _ second: String, _ counts: (above: Int, below: Int, equal: Int)
    ) -> Phrase {
        Phrase(
            "A point is a test image. On the dashed line both runs are equal (\(counts.equal)); above it \(second) is "
                + "better (\(counts.above)), below it \(first) (\(counts.below)).",
            es: "Cada punto es una imagen de prueba. Sobre la línea de guiones ambos modelos son iguales "
                + "(\(counts.equal)); por encima es mejor \(second) (\(counts.above)), por debajo, \(first) "
                + "(\(counts.below)).")
    }

    // MARK: Search

    static let learningRate = Phrase("Learning rate", es: "Tasa de aprendizaje")
    static let validationDice = Phrase("Validation Dice", es: "Dice de validación")
    static let searchTitle = Phrase("The search for learning rates", es: "La búsqueda de las tasas de aprendizaje")

    static func search(hasExtensions: Bool, hasFailures: Bool) -> Phrase {
        Phrase(
            "A ring marks each arm's chosen learning rate."
                + (hasExtensions
                    ? " Squares: the grid was extended here, since the best rate lay at its edge." : "")
                + (hasFailures ? " Crosses at the foot: trainings that failed." : ""),
            es: "Un círculo marca la tasa de aprendizaje elegida para cada brazo."
                + (hasExtensions
                    ? " Cuadrados: aquí se amplió la rejilla, porque la mejor tasa estaba en su borde." : "")
                + (hasFailures ? " Cruces al pie: entrenamientos que fallaron." : ""))
    }

    static func searchInWords(_ name: String, tried: Int, chosen: (rate: String, dice: String)?) -> Phrase {
        guard let chosen else {
            return Phrase(
                "\(name): \(tried) learning rates tried, none chosen.",
                es: "\(name): \(tried) tasas de aprendizaje probadas, ninguna elegida.")
        }
        return Phrase(
            "\(name): \(tried) learning rates tried, \(chosen.rate) chosen with validation Dice \(chosen.dice).",
            es: "\(name): \(tried) tasas de aprendizaje probadas, elegida \(chosen.rate) con un Dice de validación de "
                + "\(chosen.dice).")
    }
}
