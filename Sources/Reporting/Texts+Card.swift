/// Headings and sentences of a model card.
enum CardTexts {
    static func title(_ network: String) -> Phrase {
        Phrase("Model card: \(network)", es: "Ficha del modelo: \(network)")
    }
    static let made = Phrase(
        "Made by Pleura from the run's own files. Lines marked **AUTHOR** are for a person to write.",
        es:
            "Hecha por Pleura con los ficheros del propio entrenamiento. Las líneas marcadas **AUTOR** las ha de escribir "
            + "una persona.")
    static let author = Phrase("AUTHOR", es: "AUTOR")

    // MARK: - What it is not for

    static let notFor = Phrase("What it is not for", es: "Para qué no es")
    static let notForWords = Phrase(
        "For research and teaching only. This model is not a medical device and has been assessed by no authority. It is not "
            + "for diagnosis, screening, triage, treatment, measurement or any other decision about a person, and nobody has "
            + "shown that it is fit for one. A Dice on test images is not clinical accuracy.",
        es: "Solo para investigación y enseñanza. Este modelo no es un producto sanitario y ninguna autoridad lo ha "
            + "evaluado. No es para diagnosticar, cribar, clasificar urgencias, tratar, medir ni tomar ninguna otra decisión "
            + "sobre una persona, y nadie ha mostrado que sirva para ello. Un Dice en imágenes de prueba no es exactitud "
            + "clínica.")

    // MARK: - Headings

    static let model = Phrase("Model", es: "Modelo")
    static let data = Phrase("Data", es: "Datos")
    static let subsets = Phrase("Subsets", es: "Subconjuntos")
    static let recipe = Phrase("Recipe", es: "Receta")
    static let results = Phrase("Results by set", es: "Resultados por conjunto")
    static let limits = Phrase("Limits", es: "Límites")
    static let versions = Phrase("Versions", es: "Versiones")
    static let layout = Phrase("Layout", es: "Disposición")
    static let imagesUsed = Phrase("Images with a mask", es: "Imágenes con máscara")
    static let withoutMask = Phrase("Images without a mask", es: "Imágenes sin máscara")
    static let withoutImage = Phrase("Masks without an image", es: "Máscaras sin imagen")
    static let kind = Phrase("Kind", es: "Clase")
    static let madeUp = Phrase("made up (phantoms)", es: "ficticias (fantomas)")
    static let images = Phrase("images", es: "imágenes")
    static let given = Phrase("as given", es: "como se dieron")
    static let training = Phrase("Training", es: "Entrenamiento")
    static let validation = Phrase("Validation", es: "Validación")
    static let test = Phrase("Test", es: "Prueba")
    static let total = Phrase("All", es: "Todo")
    static let key = Phrase("Setting", es: "Ajuste")
    static let value = Phrase("Value", es: "Valor")
    static let diceMean = Phrase("Dice, mean", es: "Dice, media")
    static let groups = Phrase("Patients or groups", es: "Pacientes o grupos")

    static func count(_ images: Int, _ groups: Int) -> Phrase {
        Phrase("\(images) (\(groups))", es: "\(images) (\(groups))")
    }
    static let countLegend = Phrase(
        "Images, and in brackets the patients or other groups that they are of.",
        es: "Imágenes y, entre paréntesis, los pacientes u otros grupos a los que pertenecen.")
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

    static let oneTraining = Phrase(
        "One training with one seed: another may do better or worse.",
        es: "Un solo entrenamiento con una semilla: otro puede salir mejor o peor.")
    static let internalOnly = Phrase(
        "Every tested set was trained on too: nothing is known of images from elsewhere, of other devices, projections, ages "
            + "or diseases.",
        es:
            "Todos los conjuntos probados también se usaron para entrenar: nada se sabe de imágenes de otros lugares, otros "
            + "aparatos, proyecciones, edades o enfermedades.")
    static func foreign(_ sets: String) -> Phrase {
        Phrase(
            "Tested on sets that no training image is of: \(sets). Images from elsewhere, of other devices, projections, ages "
                + "or diseases, are untested.",
            es:
                "Probado en conjuntos de los que no se usó ninguna imagen para entrenar: \(sets). Las imágenes de otros "
                + "lugares, otros aparatos, proyecciones, edades o enfermedades no se han probado.")
    }
    static let lastEpoch = Phrase(
        "The weights are the last epoch's: no validation subset chose them, and the figures of single epochs jump.",
        es:
            "Los pesos son los de la última época: no los eligió ningún subconjunto de validación, y las cifras de épocas "
            + "sueltas oscilan.")
    static let madeUpOnly = Phrase(
        "Made-up images took part. Figures on them say nothing of real ones.",
        es: "Hubo imágenes ficticias. Las cifras sobre ellas no dicen nada de las reales.")
    static let ungrouped = Phrase(
        "Every image counts as a patient of its own, for nothing says otherwise. If one patient has several images, training "
            + "and test may share patients, and the figures are too good.",
        es: "Cada imagen cuenta como un paciente, pues nada dice otra cosa. Si un paciente tiene varias imágenes, "
            + "entrenamiento y prueba pueden compartir pacientes y las cifras son demasiado buenas.")
    static func threshold(_ value: String) -> Phrase {
        Phrase(
            "Masks are cut at a probability of \(value), which nobody has calibrated.",
            es: "Las máscaras se cortan en una probabilidad de \(value), que nadie ha calibrado.")
    }
    static let masks = Phrase(
        "The masks are taken as true. What their makers disagree on, the model cannot know.",
        es: "Las máscaras se toman por ciertas. Aquello en lo que sus autores discrepan, el modelo no puede saberlo.")
}
