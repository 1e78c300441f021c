/// Headings and sentences of a model card.
enum CardTexts: String, FixedText {
    static let section = "card"

    case made, author
    case notFor, notForWords
    case model, data, subsets, recipe, results, limits, versions, layout, imagesUsed, withoutMask, withoutImage, kind
    case synthetic, given, training, validation, test, total, key, value, diceMean, groups
    case countLegend
    case oneTraining, internalOnly, lastEpoch, syntheticOnly, ungrouped, masks

    static func title(_ network: String) -> Phrase {
        Phrase("Model card: \(network)", es: "Ficha del modelo: \(network)")
    }

    static func count(_ images: Int, _ groups: Int) -> Phrase {
        Phrase("\(images) (\(groups))", es: "\(images) (\(groups))")
    }

    static func fingerprint(_ digest: String) -> Phrase {
        Phrase(
            "Fingerprint of all files (SHA-256): `\(digest)`", es: "Huella de todos los archivos (SHA-256): `\(digest)`"
        )
    }

    static func intervals(_ confidence: String, draws: Int) -> Phrase {
        Phrase(
            "Means over images. The interval is a percentile bootstrap of the mean Dice over patients or other groups "
                + "(\(confidence) %, \(draws) draws): how much the mean may vary with other patients of the same kind, not "
                + "with another training run.",
            es:
                "Medias de las imágenes. El intervalo es un bootstrap de percentiles del Dice medio sobre pacientes u otros "
                + "grupos (\(confidence) %, \(draws) remuestreos): cuánto puede variar la media con otros pacientes del mismo "
                + "tipo, no con otro entrenamiento.")
    }

    // MARK: - Limits

    static func foreign(_ sets: String) -> Phrase {
        Phrase(
            "Tested on sets without training images: \(sets). Performance on images from other places, devices, projections, "
                + "ages or diseases is unknown.",
            es:
                "Evaluado en conjuntos sin imágenes de entrenamiento: \(sets). No se sabe qué rendimiento tendría en imágenes "
                + "de otros lugares, aparatos, proyecciones, edades o enfermedades.")
    }

    static func threshold(_ value: String) -> Phrase {
        Phrase(
            "A pixel is foreground above a probability of \(value); nobody has calibrated this threshold.",
            es: "Un píxel es objeto por encima de una probabilidad de \(value); nadie ha calibrado este umbral.")
    }
}
