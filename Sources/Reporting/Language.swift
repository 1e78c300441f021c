/// The language of what people read: report, charts, model card.
public enum Language: String, Codable, Sendable, CaseIterable {
    case english = "en"
    case spanish = "es"
}

/// A text in every language; the compiler wants them all.
public struct Phrase: Sendable, Equatable {
    private let english: String
    private let spanish: String

    /// - Parameters:
    ///   - english: the text in English, British spelling.
    ///   - spanish: the same in Spanish.
    public init(_ english: String, es spanish: String) {
        (self.english, self.spanish) = (english, spanish)
    }

    /// The text in that language.
    public func callAsFunction(_ language: Language) -> String {
        switch language {
        case .english: english
        case .spanish: spanish
        }
    }
}
