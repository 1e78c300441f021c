/// What a run knows of the items of CLAIM, in sentences. Texts that come in are in the language already.
enum CardFactTexts {
    static func technology(_ network: String) -> Phrase {
        Phrase(
            "Deep learning, supervised segmentation: \(network).",
            es: "Aprendizaje profundo, segmentación supervisada: \(network).")
    }

    static func sources(_ sets: String, _ fingerprint: String) -> Phrase {
        Phrase(
            "Sets, with their images: \(sets). Fingerprint of all files: \(fingerprint)….",
            es: "Conjuntos, con sus imágenes: \(sets). Huella de todos los ficheros: \(fingerprint)….")
    }

    static func inclusion(_ images: Int, _ masks: Int) -> Phrase {
        Phrase(
            "Every image with a mask was taken; left out: \(images) without a mask, and \(masks) masks without an image.",
            es:
                "Se tomaron todas las imágenes con máscara; quedaron fuera \(images) sin máscara y \(masks) máscaras sin imagen."
        )
    }

    static func unused(_ images: Int) -> Phrase {
        Phrase(
            "Images that the split leaves out: \(images).", es: "Imágenes que la división deja fuera: \(images).")
    }

    static func preprocessing(
        _ size: Phrase, _ intensity: Phrase, channels: Int, mean: String, deviation: String
    ) -> Phrase {
        Phrase(
            "\(size(.english)) \(intensity(.english)) \(channels) \(channels == 1 ? "channel" : "channels"), normalised by "
                + "mean \(mean) and deviation \(deviation).",
            es:
                "\(size(.spanish)) \(intensity(.spanish)) \(channels) \(channels == 1 ? "canal" : "canales"), normalización "
                + "con media \(mean) y desviación \(deviation).")
    }

    static func stretched(_ size: String) -> Phrase {
        Phrase(
            "Resized with antialiasing to \(size) pixels (height x width), each side by itself.",
            es: "Redimensionadas con suavizado a \(size) píxeles (alto x ancho), cada lado por su cuenta.")
    }

    static func padded(_ size: String) -> Phrase {
        Phrase(
            "Resized with antialiasing into \(size) pixels (height x width), in proportion, the rest filled with the mean.",
            es:
                "Redimensionadas con suavizado dentro de \(size) píxeles (alto x ancho), en proporción, el resto relleno con "
                + "la media.")
    }

    static let ownSize = Phrase(
        "At each image's own size, padded to multiples of 32.",
        es: "Al tamaño propio de cada imagen, completado a múltiplos de 32.")
    static let fullScale = Phrase(
        "Intensities divided by full scale.", es: "Intensidades divididas por el fondo de escala.")
    static let percentiles = Phrase(
        "8-bit intensities divided by 255, deeper ones mapped from their 0.5th and 99.5th percentiles.",
        es: "Intensidades de 8 bits divididas por 255; las más profundas, entre sus percentiles 0,5 y 99,5.")

    static let wholeImages = Phrase(
        "Whole images were used; the program selected no regions, slices or subgroups.",
        es: "Se usaron imágenes enteras; el programa no seleccionó regiones, cortes ni subgrupos.")

    static func missing(_ images: Int, _ masks: Int) -> Phrase {
        Phrase(
            "Nothing was filled in: images without a mask (\(images)) and masks without an image (\(masks)) were left out and "
                + "counted; a damaged file would have stopped the training.",
            es:
                "No se completó nada: las imágenes sin máscara (\(images)) y las máscaras sin imagen (\(masks)) quedaron fuera "
                + "y se contaron; un fichero dañado habría detenido el entrenamiento.")
    }

    static let masks = Phrase(
        "Masks that came with the images, read as they are: one value is foreground, smoothed edges are cut at half of full "
            + "scale; masks in several files are joined.",
        es:
            "Máscaras que acompañaban a las imágenes, leídas tal cual: un valor es objeto, los bordes suavizados se cortan en "
            + "la mitad del fondo de escala; las máscaras en varios ficheros se unen.")

    // MARK: - Partitions

    static func drawn(seed: String, test: String, validation: String) -> Phrase {
        Phrase(
            "Drawn at random (split seed \(seed)), in each set: a share of \(test) of the groups for test, of the rest "
                + "\(validation) for validation.",
            es:
                "Al azar (semilla de la división \(seed)), en cada conjunto: una fracción de \(test) de los grupos para "
                + "prueba y, del resto, \(validation) para validación.")
    }

    static func byFile(_ name: String) -> Phrase {
        Phrase(
            "As a file says (\(name)), which the run keeps as split.csv.",
            es: "Como dice un fichero (\(name)), que el entrenamiento conserva como split.csv.")
    }

    static func counts(_ train: (Int, Int), _ validation: (Int, Int), _ test: (Int, Int)) -> Phrase {
        Phrase(
            "Images (groups): training \(train.0) (\(train.1)), validation \(validation.0) (\(validation.1)), test \(test.0) "
                + "(\(test.1)).",
            es:
                "Imágenes (grupos): entrenamiento \(train.0) (\(train.1)), validación \(validation.0) (\(validation.1)), "
                + "prueba \(test.0) (\(test.1)).")
    }

    static let disjointGroups = Phrase(
        "By group: all images of a patient, where file names or the split file tell, lie in one subset.",
        es:
            "Por grupo: todas las imágenes de un paciente, donde lo dicen los nombres o el fichero de división, están en un "
            + "solo subconjunto.")
    static let disjointImages = Phrase(
        "By image: nothing tells which images are of one patient.",
        es: "Por imagen: nada dice qué imágenes son de un mismo paciente.")
    static func tested(_ images: Int, _ groups: Int) -> Phrase {
        Phrase(
            "Tested on \(images) images of \(groups) patients or other groups; the program computed no sample size.",
            es:
                "Probado con \(images) imágenes de \(groups) pacientes u otros grupos; el programa no calculó ningún tamaño "
                + "muestral.")
    }

    // MARK: - Model and training

    static func model(_ network: String, channels: Int, classes: Int, depth: Int, parameters: String) -> Phrase {
        Phrase(
            "\(network), depth \(depth), \(channels) input \(channels == 1 ? "channel" : "channels"), \(classes) output "
                + "\(classes == 1 ? "channel" : "channels") of logits at the input's size, \(parameters) trained parameters; "
                + "the layers are those of segmentation\\_models\\_pytorch.",
            es:
                "\(network), profundidad \(depth), \(channels) \(channels == 1 ? "canal" : "canales") de entrada, \(classes) "
                + "\(classes == 1 ? "canal" : "canales") de salida (logits) al tamaño de la entrada, \(parameters) parámetros "
                + "entrenados; las capas son las de segmentation\\_models\\_pytorch.")
    }

    static func software(_ versions: String) -> Phrase {
        Phrase("\(versions); ITK reads the images.", es: "\(versions); ITK lee las imágenes.")
    }

    static func fresh(seed: String) -> Phrase {
        Phrase("Drawn at random, all of them (seed \(seed)).", es: "Al azar, todos (semilla \(seed)).")
    }

    static func imageNet(seed: String) -> Phrase {
        Phrase(
            "The encoder from pretrained weights (ImageNet's, unless others were placed by hand with pleura weights add), the "
                + "decoder at random (seed \(seed)).",
            es:
                "El codificador, de pesos preentrenados (los de ImageNet, salvo que se colocaran otros a mano con pleura "
                + "weights add); el decodificador, al azar (semilla \(seed)).")
    }

    static func fromModel(_ name: String) -> Phrase {
        Phrase("All from an earlier model (\(name)).", es: "Todos de un modelo anterior (\(name)).")
    }

    static func training(
        _ optimiser: String, rate: String, schedule: String, loss: String, augmentation: String, epochs: Int,
        batch: Int,
        precision: String, seed: String
    ) -> Phrase {
        Phrase(
            "\(optimiser), learning rate \(rate) (\(schedule)); loss: \(loss); augmentation: \(augmentation); \(epochs) \(epochs == 1 ? "epoch" : "epochs") "
                + "in batches of \(batch); \(precision); seed \(seed).",
            es: "\(optimiser), tasa de aprendizaje \(rate) (\(schedule)); pérdida: \(loss); aumento: \(augmentation); "
                + "\(epochs) \(epochs == 1 ? "época" : "épocas") en lotes de \(batch); \(precision); semilla \(seed).")
    }

    static func weightDecay(_ value: String) -> Phrase {
        Phrase("weight decay \(value)", es: "decaimiento de pesos \(value)")
    }

    static func bestEpoch(_ epoch: Int) -> Phrase {
        Phrase(
            "The epoch of the highest validation Dice: \(epoch). The test images chose nothing.",
            es: "La época del Dice de validación más alto: \(epoch). Las imágenes de prueba no eligieron nada.")
    }

    static func lastEpoch(_ epoch: Int) -> Phrase {
        Phrase(
            "The last epoch, \(epoch), fixed beforehand. The test images chose nothing.",
            es: "La última época, \(epoch), fijada de antemano. Las imágenes de prueba no eligieron nada.")
    }

    static let single = Phrase("None: a single model.", es: "Ninguna: un solo modelo.")

    // MARK: - Evaluation

    /// - Parameter threshold: nil for several classes.
    static func metrics(_ names: String, _ size: Phrase, threshold: String?) -> Phrase {
        let cut =
            threshold.map {
                Phrase("masks cut at a probability of \($0)", es: "máscaras cortadas en una probabilidad de \($0)")
            } ?? Phrase("the likeliest class of each pixel", es: "la clase más probable de cada píxel")
        return Phrase(
            "\(names), for each image, then their mean; \(cut(.english)); compared at "
                + "\(size(.english)). Dice is 0 where one mask is empty, and undefined where both are: left out of the mean.",
            es:
                "\(names), de cada imagen, y su media; \(cut(.spanish)); comparadas "
                + "\(size(.spanish)). El Dice es 0 donde una máscara está vacía e indefinido donde lo están ambas: queda fuera "
                + "de la media.")
    }

    static let originalSize = Phrase("each image's own size", es: "al tamaño propio de cada imagen")
    static let modelSize = Phrase("the network's input size", es: "al tamaño de entrada de la red")
    static func uncertainty(_ confidence: String, draws: Int) -> Phrase {
        Phrase(
            "Percentile bootstrap of the mean Dice over patients or other groups, \(confidence) %, \(draws) draws.",
            es: "Bootstrap de percentiles del Dice medio sobre pacientes u otros grupos, \(confidence) %, \(draws) "
                + "remuestreos.")
    }

    static func internalTest(validation: Int, test: Int) -> Phrase {
        Phrase(
            "Validation on \(validation) and test on \(test) images of the same data, apart from the training images.",
            es: "Validación con \(validation) y prueba con \(test) imágenes de los mismos datos, separadas de las de "
                + "entrenamiento.")
    }

    static let noForeignSet = Phrase(
        "None in this run: every tested set was trained on.",
        es: "Ninguna en este entrenamiento: todos los conjuntos probados se usaron para entrenar.")
    static func foreignSets(_ sets: String) -> Phrase {
        Phrase(
            "Sets that were tested and not trained on: \(sets).",
            es: "Conjuntos probados y no usados para entrenar: \(sets).")
    }

    static func included(_ used: Int, _ images: Int, _ masks: Int) -> Phrase {
        Phrase(
            "\(used) images used; left out: \(images) without a mask, \(masks) masks without an image.",
            es: "\(used) imágenes usadas; fuera: \(images) sin máscara, \(masks) máscaras sin imagen.")
    }

    static func performance(_ dice: String, _ interval: String) -> Phrase {
        Phrase(
            "Mean Dice \(dice) (\(interval)); by set in the table above.",
            es: "Dice medio \(dice) (\(interval)); por conjunto, en la tabla de arriba.")
    }

    static func failures(_ lowest: String) -> Phrase {
        Phrase(
            "Lowest Dice of a test image: \(lowest). The run's report shows the worst images.",
            es:
                "Dice más bajo de una imagen de prueba: \(lowest). El informe del entrenamiento muestra las peores imágenes."
        )
    }

    static let limits = Phrase("See the limits above.", es: "Véanse los límites de arriba.")
    static let protocolFile = Phrase(
        "The run's recipe.yaml and split.csv repeat it; this card's recipe is the same without paths.",
        es: "recipe.yaml y split.csv del entrenamiento lo repiten; la receta de esta ficha es la misma sin rutas.")
    static let availability = Phrase(
        "Pleura is free software (Apache-2.0).", es: "Pleura es software libre (Apache-2.0).")
}
