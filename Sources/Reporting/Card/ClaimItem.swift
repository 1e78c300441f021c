/// One item of CLAIM, the Checklist for Artificial Intelligence in Medical Imaging, 2024 update (Tejani and others,
/// Radiology: Artificial Intelligence 2024; 6(4):e240300). Numbers and sections are theirs, the words are ours.
struct ClaimItem: Sendable {
    /// The parts of a paper that the items belong to; each case is the key of its heading.
    enum Section: String, FixedText {
        static let section = "claimSections"

        case title, abstract, introduction, design, data, reference, partitions, testing, model, training, evaluation
        case included, performance, discussion, other
    }

    /// From 1 to 44.
    let number: Int
    let section: Section
    /// What the run knows; nil where it knows nothing.
    let fact: (@Sendable (CardSentences) -> String)?
    /// Whether an author has to write the answer, or to add to it.
    let asksAuthor: Bool

    init(
        _ number: Int, _ section: Section, fact: (@Sendable (CardSentences) -> String)? = nil,
        asksAuthor: Bool = false
    ) {
        (self.number, self.section, self.fact, self.asksAuthor) = (number, section, fact, asksAuthor)
    }

    /// The key of its texts in the sections `claimTopics` and `claimHints`.
    var key: String { "item\(number)" }

    /// What the item asks for.
    func topic(_ language: Language) -> String { TextTable.of(language).text("claimTopics", key) }

    /// The answer as Markdown: the fact, then AUTHOR with what has to be written.
    func answer(_ sentences: CardSentences) -> String {
        let language = sentences.language
        let author =
            asksAuthor
            ? "**\(CardTexts.author(language)):** \(TextTable.of(language).text("claimHints", key))" : nil
        return [fact?(sentences), author].compactMap(\.self).joined(separator: " ")
    }
}
