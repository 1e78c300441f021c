/// The language of what people read: report, charts, model card.
public enum Language: String, Codable, Sendable, CaseIterable {
    case english = "en"
    case spanish = "es"

    /// What stands between whole and decimals: a point in English, a comma in Spanish.
    var decimalSign: String {
        switch self {
        case .english: "."
        case .spanish: ","
        }
    }
}
