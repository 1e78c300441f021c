/// The texts of sheets of pictures.
enum SheetTexts {
    static let correct = Phrase("correct", es: "acierto")
    static let falsePositive = Phrase("false", es: "falso")
    static let missed = Phrase("missed", es: "omitido")
    static let film = Phrase("Film", es: "Radiografía")
    static let truth = Phrase("Truth", es: "Verdad")
    static let highest = Phrase("Highest Dice", es: "Dice más alto")
    static let lowest = Phrase("Lowest Dice", es: "Dice más bajo")
    static let all = Phrase("Test images", es: "Imágenes de prueba")
    static let differences = Phrase(
        "Images on which the two differ most", es: "Imágenes en las que más difieren ambos modelos")

    /// Where not all test images have a picture.
    static func some(_ shown: Int, of all: Int) -> Phrase {
        Phrase("\(shown) of \(all) test images", es: "\(shown) de \(all) imágenes de prueba")
    }

    static let madeUp = Phrase("made-up films", es: "radiografías ficticias")
}
