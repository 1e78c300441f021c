/// What the report says where there are several classes.
enum ClassTexts {
    static let byClass = Phrase("By class", es: "Por clase")
    static let className = Phrase("Class", es: "Clase")
    static let images = Phrase("Images with it", es: "Imágenes que la tienen")
    static let meanDice = Phrase("Dice, mean", es: "Dice, media")
    static let median = Phrase("median", es: "mediana")
    static let lowest = Phrase("lowest", es: "mínimo")
    static let meanIoU = Phrase("IoU, mean", es: "IoU, media")
    static let whereItIs = Phrase("Dice where it is", es: "Dice donde está")
    /// Below pictures, and in the picture files of `pleura evaluate`.
    static let reading = Phrase("filled: prediction; line: truth", es: "relleno: predicción; línea: verdad")
    static let agreement = Phrase(
        "Correct is where prediction and truth have the same class; a wrong class counts as false. The files in figures/ "
            + "show each class in its colour.",
        es: "Correcto es donde predicción y verdad tienen la misma clase; una clase equivocada cuenta como falsa. Los "
            + "archivos de figures/ muestran cada clase en su color.")
    static let severalClasses = Phrase("Several classes", es: "Varias clases")
    static let definition = Phrase(
        "Dice and IoU of an image are the means over its classes without the background. A class that is neither in the "
            + "truth nor in the prediction of an image counts 1, one that is in one of the two alone counts 0; the last "
            + "column of the table by class leaves out images whose truth does not have the class.",
        es:
            "El Dice y el IoU de una imagen son las medias de sus clases sin el fondo. Una clase que no está ni en la "
            + "verdad ni en la predicción de una imagen cuenta 1; la que está en una sola de las dos cuenta 0. La última "
            + "columna de la tabla por clase deja fuera las imágenes cuya verdad no tiene la clase.")
}
