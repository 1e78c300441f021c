/// The texts of the charts that compare: areas, run against run, the search for learning rates.
extension ChartTexts {
    // MARK: Areas

    static func meanArea(_ unit: String) -> Phrase {
        Phrase("Mean of predicted and reference area (\(unit))", es: "Media de área predicha y de referencia (\(unit))")
    }

    static func areaDifference(_ unit: String) -> Phrase {
        Phrase("Predicted − reference area (\(unit))", es: "Predicha − referencia (\(unit))")
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
            "\(count) images; mean difference (predicted − reference) \(mean)"
                + (limits.isEmpty ? "." : ", limits of agreement \(limits.joined(separator: " and "))."),
            es: "\(count) imágenes; diferencia media (predicha − referencia) \(mean)"
                + (limits.isEmpty ? "." : ", límites de concordancia \(limits.joined(separator: " y "))."))
    }

    static func areas(_ count: Int) -> Phrase {
        Phrase(
            "Each point is a test image: above 0 the predicted area is too large, below 0 too small. "
                + (count > 1
                    ? "Dashes: Bland-Altman limits of agreement, mean ± 1.96 standard deviations."
                    : "A single image has no limits of agreement."),
            es: "Cada punto es una imagen de prueba: por encima de 0 el área predicha es demasiado grande; por debajo, "
                + "demasiado pequeña. "
                + (count > 1
                    ? "Guiones: límites de concordancia de Bland-Altman, media ± 1,96 desviaciones estándar."
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
            "Each point is a test image. On the dashed line both are equal (\(counts.equal)); above it \(second) is "
                + "better (\(counts.above)), below it \(first) (\(counts.below)).",
            es: "Cada punto es una imagen de prueba. Sobre la línea de guiones ambos son iguales "
                + "(\(counts.equal)); por encima es mejor \(second) (\(counts.above)), por debajo, \(first) "
                + "(\(counts.below)).")
    }

    // MARK: Search

    static func search(hasExtensions: Bool, hasFailures: Bool) -> Phrase {
        Phrase(
            "A ring marks the learning rate chosen for each arm."
                + (hasExtensions
                    ? " Squares: added because the best rate was at the edge of the grid." : "")
                + (hasFailures ? " Crosses at the bottom: runs that diverged." : ""),
            es: "Un círculo marca la tasa de aprendizaje elegida para cada brazo."
                + (hasExtensions
                    ? " Cuadrados: añadidos porque la mejor tasa estaba en el borde de la rejilla." : "")
                + (hasFailures ? " Cruces abajo: entrenamientos que divergieron." : ""))
    }

    static func searchInWords(_ name: String, tried: Int, chosen: (rate: String, dice: String)?) -> Phrase {
        guard let chosen else {
            return Phrase(
                "\(name): \(tried) learning rates tried, none chosen.",
                es: "\(name): \(tried) tasas de aprendizaje exploradas, ninguna elegida.")
        }
        return Phrase(
            "\(name): \(tried) learning rates tried, \(chosen.rate) chosen with validation Dice \(chosen.dice).",
            es:
                "\(name): \(tried) tasas de aprendizaje exploradas, elegida \(chosen.rate) con un Dice de validación de "
                + "\(chosen.dice).")
    }
}
