import Models

/// Pictures, their colours and the large view; the table of images and its filters.
enum PictureTexts: String, FixedText {
    static let section = "pictures"

    case colours, standard, colourBlind, correct, falsePositive, missed
    case picture, absent
    case image, reference, prediction, agreement, slider, showAs, areas, outlines, previous, next, close, keys,
        clickable

    /// The text of a button: what opens.
    static func open(_ words: String) -> Phrase { Phrase("Open large: \(words)", es: "Abrir en grande: \(words)") }
}

enum ImageTableTexts: String, FixedText {
    static let section = "imageTable"

    case heading, region, image, group, className, rounded
    case filters, everySet, name, figure, from, to, reset, shown
}
