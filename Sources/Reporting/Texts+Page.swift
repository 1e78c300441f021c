/// Headings and fixed sentences of a run's report. Backticks mark names of files.
enum PageTexts {
    static let title = Phrase("Pleura report", es: "informe de Pleura")
    static let kicker = Phrase(
        "Pleura · report of a segmentation training", es: "Pleura · informe de un entrenamiento de segmentación")
    static let testedWeights = Phrase("Tested weights", es: "Pesos evaluados")
    static let research = Phrase(
        "For research only. Pleura is not a medical device: nothing here may guide the care of a patient.",
        es:
            "Solo para investigación. Pleura no es un producto sanitario: nada de lo que aquí se muestra debe orientar la "
            + "atención de un paciente.")

    static let results = Phrase("Results on the test images", es: "Resultados en las imágenes de prueba")
    static let noResults = Phrase("There are no test results.", es: "No hay resultados de prueba.")
    static let meanDice = Phrase("mean Dice", es: "Dice medio")
    static let medianDice = Phrase("median Dice", es: "Dice mediano")
    static let lowestDice = Phrase("lowest Dice", es: "Dice mínimo")
    static let meanIoU = Phrase("mean IoU", es: "IoU medio")
    static let testImages = Phrase("test images", es: "imágenes de prueba")
    static let bySet = Phrase("By set", es: "Por conjunto")
    static let set = Phrase("Set", es: "Conjunto")
    static let images = Phrase("Images", es: "Imágenes")
    static let diceMean = Phrase("Dice, mean", es: "Dice, media")
    static let median = Phrase("median", es: "mediana")
    static let lowest = Phrase("lowest", es: "mínimo")
    static let iouMean = Phrase("IoU, mean", es: "IoU, media")

    /// How many images a mean is of, where some have no value.
    static func count(_ counted: Int, of all: Int) -> Phrase {
        counted == all ? Phrase("\(all)", es: "\(all)") : Phrase("\(counted) of \(all)", es: "\(counted) de \(all)")
    }

    static let extremes = Phrase("Best and worst test images", es: "Mejores y peores imágenes de prueba")
    static let highest = Phrase("Highest Dice", es: "Dice más alto")
    static let worst = Phrase("Lowest Dice", es: "Dice más bajo")
    static let fullSize = Phrase(
        "In full size: the files `best-*.png` and `worst-*.png` in the folder `figures` beside this page.",
        es: "A tamaño completo: los ficheros `best-*.png` (mejores) y `worst-*.png` (peores) de la carpeta `figures`, "
            + "junto a esta página.")

    static let training = Phrase("Training", es: "Entrenamiento")
    static let everyEpoch = Phrase("Figures of every epoch", es: "Cifras de cada época")
    static let epoch = Phrase("Epoch", es: "Época")
    static let trainingLoss = Phrase("Training loss", es: "Pérdida, entrenamiento")
    static let trainingDice = Phrase("Training Dice", es: "Dice, entrenamiento")
    static let validationLoss = Phrase("Validation loss", es: "Pérdida, validación")
    static let validationDice = Phrase("Validation Dice", es: "Dice, validación")
    static let learningRate = Phrase("Learning rate", es: "Tasa de aprendizaje")
    static let seconds = Phrase("Seconds", es: "Segundos")

    static let data = Phrase("Data", es: "Datos")
    static let validation = Phrase("Validation", es: "Validación")
    static let test = Phrase("Test", es: "Prueba")
    static let used = Phrase("Images used", es: "Imágenes usadas")
    static let absent = Phrase("Files left out", es: "Ficheros excluidos")
    static let file = Phrase("File", es: "Fichero")
    static let reason = Phrase("Reason", es: "Motivo")
    static let noMask = Phrase("it has no mask", es: "no tiene máscara")
    static let noImage = Phrase("it has no image", es: "no tiene imagen")

    static let settings = Phrase("Settings", es: "Ajustes")
    static let generalSettings = Phrase("general", es: "generales")
    static let repeats = Phrase(
        "The file `recipe.yaml` beside this page repeats the run.",
        es: "El fichero `recipe.yaml`, junto a esta página, repite el entrenamiento.")

    static let notANumber = Phrase("not a number", es: "no es un número")
    static let madeUpFilms = Phrase("made-up films (phantoms)", es: "radiografías ficticias (fantomas)")
    static let madeUpFilm = Phrase("made-up film (phantom)", es: "radiografía ficticia (fantoma)")
    static let madeUp = Phrase("made up", es: "ficticia")
    static let versions = Phrase("Versions", es: "Versiones")
}

/// How the figures are defined.
enum DefinitionTexts {
    static let heading = Phrase("How to read the figures", es: "Cómo leer las cifras")
    static let dice = Phrase(
        "2 |P ∩ R| / (|P| + |R|) for the predicted pixels P and the reference pixels R of one image, from 0 (nothing in "
            + "common) to 1 (the same pixels). One mask empty: 0. Both empty: undefined; the image is left out of the mean "
            + "and counted.",
        es:
            "2 |P ∩ R| / (|P| + |R|) para los píxeles predichos P y los de referencia R de una imagen, de 0 (nada en común) "
            + "a 1 (los mismos píxeles). Una máscara vacía: 0. Ambas vacías: indefinido; la imagen queda fuera de la media "
            + "y se cuenta aparte.")
    static let iou = Phrase(
        "|P ∩ R| / |P ∪ R| of one image, with the same rules for empty masks.",
        es: "|P ∩ R| / |P ∪ R| de una imagen, con las mismas reglas para las máscaras vacías.")
    static let averages = Phrase("Mean, median, lowest", es: "Media, mediana, mínimo")
    static let averagesWords = Phrase(
        "Over the test images, each counted once, whatever its size; images in which a metric is undefined are left out.",
        es:
            "Sobre las imágenes de prueba; cada una cuenta una vez, sea cual sea su tamaño. Las imágenes en las que una "
            + "métrica es indefinida quedan fuera.")
    static let size = Phrase("Size", es: "Tamaño")
    static let curves = Phrase("Curves", es: "Curvas")
    static let curvesWords = Phrase(
        "Training loss and Dice are means over the epoch's images as they were trained on, before each update; Dice is 1 "
            + "where both masks are empty. Validation loss and Dice are computed after the epoch, without augmentation; Dice "
            + "leaves out images whose masks are both empty.",
        es:
            "La pérdida y el Dice de entrenamiento son medias sobre las imágenes de la época tal como se entrenó con ellas, "
            + "antes de cada actualización; el Dice es 1 donde ambas máscaras están vacías. Los de validación se calculan al "
            + "acabar la época, sin aumento de datos; el Dice deja fuera las imágenes con ambas máscaras vacías.")
}
