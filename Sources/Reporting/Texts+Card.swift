/// Headings and sentences of a model card.
enum CardTexts: String, FixedText {
    static let section = "card"

    case made, author
    case notFor, notForWords
    case model, data, subsets, recipe, results, limits, versions, layout, imagesUsed, withoutMask, withoutImage, kind
    case madeUp, images, given, training, validation, test, total, key, value, diceMean, groups
    case countLegend
    case oneTraining, internalOnly, lastEpoch, madeUpOnly, ungrouped, masks

    static func title(_ network: String) -> Phrase {
        Phrase("Model card: \(network)", es: "Ficha del modelo: \(network)")
    }

    static func count(_ images: Int, _ groups: Int) -> Phrase {
        Phrase("\(images) (\(groups))", es: "\(images) (\(groups))")
    }

    static func fingerprint(_ digest: String) -> Phrase {
        Phrase(
            "Fingerprint of all files (SHA-256): `\(digest)`", es: "Huella de todos los ficheros (SHA-256): `\(digest)`"
        )
    }

    static func intervals(_ confidence: String, draws: Int) -> Phrase {
        Phrase(
            "Means over images. The interval is a percentile bootstrap of the mean Dice over patients or other groups "
                + "(\(confidence) %, \(draws) draws): it tells how far other patients of the same kind may move the mean, not "
                + "how far another training may.",
            es:
                "Medias de las imágenes. El intervalo es un bootstrap de percentiles del Dice medio sobre pacientes u otros "
                + "grupos (\(confidence) %, \(draws) remuestreos): dice cuánto pueden mover la media otros pacientes del mismo "
                + "tipo, no otro entrenamiento.")
    }

    // MARK: - Limits

    static func foreign(_ sets: String) -> Phrase {
        Phrase(
            "Tested on sets that no training image is of: \(sets). Images from elsewhere, of other devices, projections, ages "
                + "or diseases, are untested.",
            es:
                "Probado en conjuntos de los que no se usó ninguna imagen para entrenar: \(sets). Las imágenes de otros "
                + "lugares, otros aparatos, proyecciones, edades o enfermedades no se han probado.")
    }

    static func threshold(_ value: String) -> Phrase {
        Phrase(
            "Masks are cut at a probability of \(value), which nobody has calibrated.",
            es: "Las máscaras se cortan en una probabilidad de \(value), que nadie ha calibrado.")
    }
}
