import Statistics

/// What a run knows of the items of CLAIM, in sentences. Texts that come in are in the language already.
enum CardFactTexts: String, FixedText {
    static let section = "facts"

    case ownSize, fullScale, percentiles, percentile, zscore
    case wholeImages
    case masks
    case disjointGroups, disjointImages
    case single
    case originalSize, modelSize
    case noForeignSet
    case limits, protocolFile, availability

    static func technology(_ network: String) -> Phrase {
        Phrase(
            "Deep learning, supervised segmentation: \(network).",
            es: "Aprendizaje profundo, segmentación supervisada: \(network).")
    }

    static func sources(_ sets: String, _ fingerprint: String) -> Phrase {
        Phrase(
            "Sets, with their images: \(sets). Fingerprint of all files: \(fingerprint)….",
            es: "Conjuntos, con sus imágenes: \(sets). Huella de todos los archivos: \(fingerprint)….")
    }

    static func inclusion(_ images: Int, _ masks: Int) -> Phrase {
        Phrase(
            "Every image with a mask was used; left out: images without a mask (\(images)), masks without an image (\(masks)).",
            es:
                "Se usaron todas las imágenes con máscara; excluidas: imágenes sin máscara (\(images)), máscaras sin imagen (\(masks))."
        )
    }

    static func unused(_ images: Int) -> Phrase {
        Phrase(
            "Images not assigned by the split: \(images).", es: "Imágenes que la partición no asigna: \(images).")
    }

    static func preprocessing(
        _ size: any Translated, _ intensity: any Translated, channels: Int, names: String, mean: String,
        deviation: String
    ) -> Phrase {
        let named = names.isEmpty ? "" : " (\(names))"
        return Phrase(
            "\(size(.english)) \(intensity(.english)) \(channels) \(channels == 1 ? "channel" : "channels")\(named), normalised by "
                + "mean \(mean) and standard deviation \(deviation).",
            es:
                "\(size(.spanish)) \(intensity(.spanish)) \(channels) \(channels == 1 ? "canal" : "canales")\(named), normalización "
                + "con media \(mean) y desviación estándar \(deviation).")
    }

    static func window(_ low: String, _ high: String) -> Phrase {
        Phrase(
            "Intensities from \(low) to \(high) scaled to 0 to 1, cut off outside.",
            es: "Intensidades de \(low) a \(high) escaladas a 0 a 1, recortadas fuera.")
    }

    static func stretched(_ size: String) -> Phrase {
        Phrase(
            "Resized with antialiasing to \(size) pixels (height x width), without keeping the aspect ratio.",
            es: "Redimensionadas con suavizado a \(size) píxeles (alto x ancho), sin conservar las proporciones.")
    }

    static func padded(_ size: String) -> Phrase {
        Phrase(
            "Resized with antialiasing to fit into \(size) pixels (height x width), keeping the aspect ratio; the rest is "
                + "filled with the mean.",
            es:
                "Redimensionadas con suavizado para caber en \(size) píxeles (alto x ancho), conservando las proporciones; el "
                + "resto se rellena con la media.")
    }

    static func missing(_ images: Int, _ masks: Int) -> Phrase {
        Phrase(
            "No data were imputed: images without a mask (\(images)) and masks without an image (\(masks)) were left out; a "
                + "damaged file would have stopped the training run.",
            es:
                "No se imputó ningún dato: las imágenes sin máscara (\(images)) y las máscaras sin imagen (\(masks)) se "
                + "excluyeron; un archivo dañado habría detenido el entrenamiento.")
    }

    // MARK: - Partitions

    static func drawn(seed: String, test: String, validation: String) -> Phrase {
        Phrase(
            "Drawn at random (split seed \(seed)) within each set: a fraction of \(test) of the groups for test and, of the "
                + "rest, \(validation) for validation.",
            es:
                "Al azar (semilla de la partición \(seed)), en cada conjunto: una fracción de \(test) de los grupos para "
                + "prueba y, del resto, \(validation) para validación.")
    }

    static func byFile(_ name: String) -> Phrase {
        Phrase(
            "From a file (\(name)), which the run keeps as split.csv.",
            es: "De un archivo (\(name)), que el entrenamiento conserva como split.csv.")
    }

    static func counts(_ train: (Int, Int), _ validation: (Int, Int), _ test: (Int, Int)) -> Phrase {
        Phrase(
            "Images (groups): training \(train.0) (\(train.1)), validation \(validation.0) (\(validation.1)), test \(test.0) "
                + "(\(test.1)).",
            es:
                "Imágenes (grupos): entrenamiento \(train.0) (\(train.1)), validación \(validation.0) (\(validation.1)), "
                + "prueba \(test.0) (\(test.1)).")
    }

    static func tested(_ images: Int, _ groups: Int) -> Phrase {
        Phrase(
            "Tested on \(images) images of \(groups) patients or other groups; no sample size was computed.",
            es:
                "Evaluado con \(images) imágenes de \(groups) pacientes u otros grupos; no se calculó ningún tamaño muestral."
        )
    }

    // MARK: - Model and training

    static func model(_ network: String, channels: Int, classes: Int, depth: Int, parameters: String) -> Phrase {
        Phrase(
            "\(network), depth \(depth), \(channels) input \(channels == 1 ? "channel" : "channels"), \(classes) output "
                + "\(classes == 1 ? "channel" : "channels") of logits at the input's size, \(parameters) trainable parameters; "
                + "the layers are those of segmentation\\_models\\_pytorch.",
            es:
                "\(network), profundidad \(depth), \(channels) \(channels == 1 ? "canal" : "canales") de entrada, \(classes) "
                + "\(classes == 1 ? "canal" : "canales") de salida (logits) al tamaño de la entrada, \(parameters) parámetros "
                + "entrenables; las capas son las de segmentation\\_models\\_pytorch.")
    }

    static func software(_ versions: String) -> Phrase {
        Phrase("\(versions); images are read by ITK.", es: "\(versions); ITK lee las imágenes.")
    }

    static func fresh(seed: String) -> Phrase {
        Phrase("All drawn at random (seed \(seed)).", es: "Todos al azar (semilla \(seed)).")
    }

    static func imageNet(seed: String) -> Phrase {
        Phrase(
            "The encoder from pretrained weights (ImageNet's, unless others were added with pleura weights add), the decoder "
                + "at random (seed \(seed)).",
            es:
                "El codificador, de pesos preentrenados (los de ImageNet, salvo que se añadieran otros con pleura "
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
            "Epoch \(epoch), chosen by the highest validation Dice. The test images were not used for the choice.",
            es:
                "Época \(epoch), elegida por el mayor Dice de validación. Las imágenes de prueba no se usaron para elegirla."
        )
    }

    static func lastEpoch(_ epoch: Int) -> Phrase {
        Phrase(
            "The last epoch, \(epoch), fixed beforehand. The test images were not used for the choice.",
            es: "La última época, \(epoch), fijada de antemano. Las imágenes de prueba no se usaron para elegirla.")
    }

    // MARK: - Evaluation

    /// - Parameter threshold: nil for several classes.
    static func metrics(_ names: String, _ size: any Translated, threshold: String?) -> Phrase {
        let cut =
            threshold.map {
                Phrase(
                    "a pixel is foreground above a probability of \($0)",
                    es: "un píxel es objeto por encima de una probabilidad de \($0)")
            } ?? Phrase("each pixel has its most probable class", es: "cada píxel tiene su clase más probable")
        return Phrase(
            "\(names) of each image, then their mean; \(cut(.english)); computed at "
                + "\(size(.english)). Dice is 0 where one mask is empty, and undefined where both are: left out of the mean.",
            es:
                "\(names), de cada imagen, y su media; \(cut(.spanish)); calculadas "
                + "\(size(.spanish)). El Dice es 0 donde una máscara está vacía e indefinido donde lo están ambas: queda fuera "
                + "de la media.")
    }

    static func uncertainty(_ confidence: String, draws: Int) -> Phrase {
        Phrase(
            "Percentile bootstrap of the mean Dice over patients or other groups, \(confidence) %, \(draws) draws.",
            es: "Bootstrap de percentiles del Dice medio sobre pacientes u otros grupos, \(confidence) %, \(draws) "
                + "remuestreos.")
    }

    static func internalTest(validation: Int, test: Int) -> Phrase {
        Phrase(
            "Validation on \(validation) and test on \(test) images of the same data, disjoint from the training images.",
            es: "Validación con \(validation) y prueba con \(test) imágenes de los mismos datos, disjuntas de las de "
                + "entrenamiento.")
    }

    static func foreignSets(_ sets: String) -> Phrase {
        Phrase(
            "Sets tested but not trained on: \(sets).",
            es: "Conjuntos evaluados y no usados para entrenar: \(sets).")
    }

    static func included(_ used: Int, _ images: Int, _ masks: Int) -> Phrase {
        Phrase(
            "\(used) images used; left out: images without a mask (\(images)), masks without an image (\(masks)).",
            es: "\(used) imágenes usadas; excluidas: imágenes sin máscara (\(images)), máscaras sin imagen (\(masks)).")
    }

    static func performance(_ dice: String, _ interval: String) -> Phrase {
        Phrase(
            "Mean Dice \(dice) (\(interval)); by set in the table above.",
            es: "Dice medio \(dice) (\(interval)); por conjunto, en la tabla de arriba.")
    }

    static func failures(_ lowest: String) -> Phrase {
        Phrase(
            "Minimum Dice of a test image: \(lowest). The report of the run shows the worst images.",
            es:
                "Dice mínimo de una imagen de prueba: \(lowest). El informe del entrenamiento muestra las peores imágenes."
        )
    }
}
