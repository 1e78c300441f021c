/// One item of CLAIM, the Checklist for Artificial Intelligence in Medical Imaging, 2024 update (Tejani and others,
/// Radiology: Artificial Intelligence 2024; 6(4):e240300). Numbers and sections are theirs, the words are ours.
struct ClaimItem: Sendable {
    /// The parts of a paper that the items belong to.
    enum Section: CaseIterable {
        case title, abstract, introduction, design, data, reference, partitions, testing, model, training, evaluation
        case included, performance, discussion, other
    }

    /// From 1 to 44.
    let number: Int
    let section: Section
    /// What is to be told.
    let topic: Phrase
    /// What the run knows; nil where it knows nothing.
    let fact: (@Sendable (CardSentences) -> String)?
    /// What an author has to write, or to add; nil where the run knows all.
    let hint: Phrase?

    init(
        _ number: Int, _ section: Section, _ topic: Phrase, fact: (@Sendable (CardSentences) -> String)? = nil,
        author hint: Phrase? = nil
    ) {
        (self.number, self.section, self.topic, self.fact, self.hint) = (number, section, topic, fact, hint)
    }

    /// The answer as Markdown: the fact, then AUTHOR with the hint.
    func answer(_ sentences: CardSentences) -> String {
        let author = hint.map { "**\(CardTexts.author(sentences.language)):** \($0(sentences.language))" }
        return [fact?(sentences), author].compactMap(\.self).joined(separator: " ")
    }
}
