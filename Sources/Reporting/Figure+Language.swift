import Foundation

extension Language {
    /// What stands between whole and decimals: a point in English, a comma in Spanish.
    var decimalSign: String {
        switch self {
        case .english: "."
        case .spanish: ","
        }
    }
}

extension Figure {
    /// A number with a fixed count of decimals, as the language writes it.
    static func text(_ value: Double?, digits: Int, _ language: Language) -> String {
        if let value, value.isNaN { return PageTexts.notANumber(language) }
        return text(value, digits: digits).replacingOccurrences(of: ".", with: language.decimalSign)
    }

    /// A number as briefly as it can be written without loss, as the language writes it.
    static func brief(_ value: Double?, _ language: Language) -> String {
        guard let value, value.isFinite else { return text(value, digits: 0, language) }
        return brief(value).replacingOccurrences(of: ".", with: language.decimalSign)
    }
}
