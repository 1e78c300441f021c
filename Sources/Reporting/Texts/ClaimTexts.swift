/// Heading and columns of the checklist in a model card. Its sections, topics and hints are texts of ``ClaimItem``.
enum ClaimTexts: String, FixedText {
    static let section = "claim"

    case title, source, number, topic, answer
}
