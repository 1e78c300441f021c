/// The language of what people read: report, charts, model card.
public enum Language: String, Codable, Sendable, CaseIterable {
    case english = "en"
    case spanish = "es"
}
