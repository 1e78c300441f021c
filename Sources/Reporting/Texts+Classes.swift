/// What the report says where there are several classes.
enum ClassTexts {
    static let byClass = Phrase("By class", es: "Por clase")
    static let className = Phrase("Class", es: "Clase")
    static let images = Phrase("Images containing it", es: "Imágenes que la contienen")
    static let meanDice = Phrase("Dice, mean", es: "Dice, media")
    static let median = Phrase("median", es: "mediana")
    static let lowest = Phrase("lowest", es: "mínimo")
    static let meanIoU = Phrase("IoU, mean", es: "IoU, media")
    static let whereItIs = Phrase("Dice where present", es: "Dice donde está presente")
    /// Below pictures, and in the picture files of `pleura evaluate`.
    static let reading = Phrase("filled: prediction; line: truth", es: "relleno: predicción; línea: verdad")
    static let agreement = Phrase(
        "Correct is where prediction and truth have the same class; a wrong class counts as false. The files in figures/ "
            + "show each class in its colour.",
        es: "Correcto es donde predicción y verdad tienen la misma clase; una clase equivocada cuenta como falsa. Los "
            + "archivos de figures/ muestran cada clase en su color.")
    static let severalClasses = Phrase("Several classes", es: "Varias clases")
    static let definition = Phrase(
        "Mean Dice and IoU are means over the images by class, then over the classes without the background; an image's Dice "
            + "is the mean over its classes. A class that is in one of reference and prediction alone counts 0; a class that "
            + "is in neither is undefined in this image: it is left out and counted as empty in both. Dice where present "
            + "leaves out images whose reference does not have the class.",
        es:
            "El Dice y el IoU medios son medias de las imágenes por clase y después de las clases, sin el fondo; el Dice de "
            + "una imagen es la media de sus clases. Una clase que solo está en la referencia o solo en la predicción cuenta "
            + "0; la que no está en ninguna de las dos es indefinida en esa imagen: queda fuera y se cuenta como vacía en "
            + "ambas. El Dice donde está presente deja fuera las imágenes cuya referencia no tiene la clase.")
}
