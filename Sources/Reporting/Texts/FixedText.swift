/// A text that exists in every language of ``Language``.
package protocol Translated: Sendable {
    /// The text in that language.
    func callAsFunction(_ language: Language) -> String
}

/// The constant texts of one part of the report. Each case is a key of its section in `Resources/LANGUAGE.yaml`, where the
/// texts stand; texts with values in them are functions that make a ``Phrase``.
package protocol FixedText: Translated, CaseIterable, RawRepresentable where RawValue == String {
    /// The section of the tables.
    static var section: String { get }
}

extension FixedText {
    /// The text in that language.
    package func callAsFunction(_ language: Language) -> String {
        TextTable.of(language).text(Self.section, rawValue)
    }
}
