/// The texts of sheets of pictures.
enum SheetTexts: String, FixedText {
    static let section = "sheets"

    case correct, falsePositive, missed, image, reference, highest, lowest, all, differences, synthetic

    /// Where not all test images have a picture.
    static func some(_ shown: Int, of all: Int) -> Phrase {
        Phrase("\(shown) of \(all) test images", es: "\(shown) de \(all) imágenes de prueba")
    }
}
