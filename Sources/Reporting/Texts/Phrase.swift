/// A text with values in it, in every language. Constant texts are `FixedText`.
public struct Phrase: Translated, Equatable {
    private let texts: [Language: String]

    /// A further language is a further parameter that may be nil: its text is then the English one.
    /// - Parameters:
    ///   - english: the text in English, British spelling.
    ///   - spanish: the same in Spanish.
    public init(_ english: String, es spanish: String) {
        texts = [.english: english, .spanish: spanish]
    }

    /// The same text in every language: a name.
    init(_ text: String) { texts = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, text) }) }

    /// The text in that language.
    public func callAsFunction(_ language: Language) -> String { texts[language] ?? texts[.english] ?? "" }
}
