/// Pictures, their colours and the large view; the table of images and its filters.
enum PictureTexts {
    static let colours = Phrase("Colours", es: "Colores")
    static let standard = Phrase("yellow, red, green", es: "amarillo, rojo, verde")
    static let colourBlind = Phrase("for colour-blind readers", es: "para lectores con daltonismo")
    static let correct = Phrase("correct: in prediction and truth", es: "acierto: en predicción y verdad")
    static let falsePositive = Phrase("false: in the prediction alone", es: "falso: solo en la predicción")
    static let missed = Phrase("missed: in the truth alone", es: "omitido: solo en la verdad")

    static let picture = Phrase("Picture", es: "Imagen")
    static let absent = Phrase("The picture could not be made.", es: "No se pudo crear la imagen.")
    static let noPicture = Phrase("no picture", es: "sin imagen")

    static let film = Phrase("Film", es: "Radiografía")
    static let truth = Phrase("Truth", es: "Verdad")
    static let prediction = Phrase("Prediction", es: "Predicción")
    static let agreement = Phrase("Agreement", es: "Concordancia")
    static let slider = Phrase(
        "From the film over truth and prediction to their agreement",
        es: "De la radiografía, pasando por la verdad y la predicción, a su concordancia")
    static let showAs = Phrase("Show as", es: "Mostrar como")
    static let areas = Phrase("areas", es: "áreas")
    static let outlines = Phrase("outlines", es: "contornos")
    static let previous = Phrase("Previous image", es: "Imagen anterior")
    static let next = Phrase("Next image", es: "Imagen siguiente")
    static let close = Phrase("Close", es: "Cerrar")
    static let keys = Phrase(
        "← → other images · ↑ ↓ film, truth, prediction, agreement · Esc closes · drag across the picture",
        es:
            "← → otras imágenes · ↑ ↓ radiografía, verdad, predicción, concordancia · Esc cierra · arrastre sobre la imagen"
    )
    static let clickable = Phrase(
        "A click on a picture opens it large, with film, truth and prediction one over the other.",
        es: "Un clic en una imagen la abre en grande, con la radiografía, la verdad y la predicción superpuestas.")

    /// The text of a button: what opens.
    static func open(_ words: String) -> Phrase { Phrase("Open large: \(words)", es: "Abrir en grande: \(words)") }
}

enum ImageTableTexts {
    static let heading = Phrase("Every test image", es: "Todas las imágenes de prueba")
    static let region = Phrase("Figures of every test image", es: "Cifras de cada imagen de prueba")
    static let image = Phrase("Image", es: "Imagen")
    static let group = Phrase("Group", es: "Grupo")
    static let className = Phrase("Class", es: "Clase")
    static let rounded = Phrase(
        "Rounded; the file `test/metrics.csv` holds all digits and the counts of pixels.",
        es: "Cifras redondeadas; el fichero `test/metrics.csv` contiene todos los dígitos y los recuentos de píxeles.")

    static let filters = Phrase("Filter the table", es: "Filtrar la tabla")
    static let everySet = Phrase("all sets", es: "todos los conjuntos")
    static let name = Phrase("Name contains", es: "El nombre contiene")
    static let figure = Phrase("Figure", es: "Cifra")
    static let from = Phrase("from", es: "desde")
    static let to = Phrase("to", es: "hasta")
    static let reset = Phrase("Show all", es: "Mostrar todas")
    /// The page puts the numbers in the places of the braces.
    static let shown = Phrase("{n} of {m} rows", es: "{n} de {m} filas")
}
