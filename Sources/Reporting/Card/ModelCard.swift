import Datasets
import Evaluation
import Foundation
import Statistics
import Training

/// `MODEL.md` of a run's model: data, subsets, recipe, results by set, limits, versions, and every item of CLAIM 2024.
///
/// It holds no path of a machine, host, time, or name of an image, so that it can be handed on with the model; equal runs
/// have equal cards.
public struct ModelCard {
    /// The name of the file in the model's folder.
    public static let name = "MODEL.md"

    private let facts: CardFacts
    private let sentences: CardSentences
    private let language: Language

    /// Reads what a finished run says of itself.
    /// - Throws: `ReportError`, `ModelFileError`, `TrainingError`, `RecipeError` or `DatasetError` for a file of the run
    ///   that is missing or damaged.
    public init(run: RunFolder, language: Language = .english) throws {
        self.init(try CardFacts(run), in: language)
    }

    init(_ facts: CardFacts, in language: Language, bootstrap: Bootstrap = Bootstrap()) {
        (self.facts, self.language) = (facts, language)
        sentences = CardSentences(facts, in: language, bootstrap: bootstrap)
    }

    /// Writes `MODEL.md` into the folder of the run's model, whole or not at all.
    /// - Throws: `ReportError.unwritable`; and as `init`.
    public static func write(of run: RunFolder, in language: Language = .english) throws {
        let card = try ModelCard(run: run, language: language)
        try ReportFile.write([UInt8](card.markdown.utf8), to: run.model.appending(path: name))
    }

    /// The card, Markdown with tables.
    public var markdown: String {
        let parts = [
            "# \(CardTexts.title(sentences.network)(language))\n\n\(CardTexts.made(language))\n",
            section(CardTexts.notFor, CardTexts.notForWords(language) + "\n"),
            section(
                CardTexts.model,
                [sentences.model, sentences.start, sentences.training, sentences.choice].joined(separator: " ") + "\n"),
            section(CardTexts.data, data), section(CardTexts.subsets, subsets),
            section(CardTexts.results, results), section(CardTexts.limits, limits), section(CardTexts.recipe, recipe),
            section(CardTexts.versions, versions), section(ClaimTexts.title, claim),
        ]
        return parts.joined(separator: "\n")
    }

    private func section(_ heading: any Translated, _ body: String) -> String { "## \(heading(language))\n\n\(body)" }

    private func header(_ phrases: [any Translated]) -> [String] { phrases.map { $0(language) } }

    // MARK: - Tables

    private var data: String {
        let rows = facts.data.sets.map { set in
            [
                Markdown.escaped(set.name), Markdown.escaped(set.layout), "\(set.images)",
                "\(set.imagesWithoutMask.count)", "\(set.masksWithoutImage.count)",
                (set.isSynthetic ? CardTexts.synthetic : CardTexts.given)(language),
            ]
        }
        let table = Markdown.table(
            header([
                TableTexts.set, CardTexts.layout, CardTexts.imagesUsed, CardTexts.withoutMask, CardTexts.withoutImage,
                CardTexts.kind,
            ]), rows)
        return "\(table)\n\(CardTexts.fingerprint(facts.data.fingerprint)(language))\n"
    }

    private var subsets: String {
        let sets = Set(facts.split.entries.map(\.key.set)).sorted()
        func row(_ name: String, _ set: String?) -> [String] {
            [name]
                + Subset.used.map { subset in
                    let count = facts.count(subset, set: set)
                    return CardTexts.count(count.images, count.groups)(language)
                }
        }
        let rows =
            sets.map { row(Markdown.escaped($0), $0) }
            + (sets.count > 1 ? [row(CardTexts.total(language), nil)] : [])
        let table = Markdown.table(
            header([TableTexts.set, CardTexts.training, CardTexts.validation, CardTexts.test]), rows)
        let words = [CardTexts.countLegend(language), sentences.assignment, sentences.emptyMasks].compactMap(\.self)
        return "\(table)\n\(words.joined(separator: " "))\n"
    }

    private var results: String {
        let columns = ResultColumns(facts.test, language)
        let rows = sentences.results.map { result in
            [
                result.set.map(Markdown.escaped) ?? CardTexts.total(language), "\(result.images)", "\(result.groups)",
            ] + columns.cells(result)
        }
        let head =
            header([TableTexts.set, TableTexts.images, CardTexts.groups])
            + columns.headings(dice: CardTexts.diceMean(language), confidence: sentences.bootstrap.confidence)
        let words = [
            CardTexts.intervals(sentences.confidence, draws: sentences.bootstrap.draws)(language), sentences.metrics,
            columns.note,
        ]
        return Markdown.table(head, rows) + "\n\(words.compactMap(\.self).joined(separator: " "))\n"
    }

    private var limits: String {
        var phrases: [any Translated] = [CardTexts.oneTraining]
        phrases.append(facts.foreignSets.isEmpty ? CardTexts.internalOnly : CardTexts.foreign(sentences.foreignSets))
        if !facts.hasGroups { phrases.append(CardTexts.ungrouped) }
        if !sentences.isChosen { phrases.append(CardTexts.lastEpoch) }
        if facts.data.sets.contains(where: \.isSynthetic) { phrases.append(CardTexts.syntheticOnly) }
        phrases += [CardTexts.masks, CardTexts.threshold(sentences.numerals.brief(facts.metadata.threshold))]
        return (sentences.conditions + phrases.map { $0(language) }).map { "- \($0)\n" }.joined()
    }

    private var recipe: String {
        Markdown.table(
            header([CardTexts.key, CardTexts.value]),
            facts.settings.map { setting in
                let key = setting.section.isEmpty ? setting.key : "\(setting.section).\(setting.key)"
                return [Markdown.escaped(key), Markdown.escaped(setting.value)]
            })
    }

    private var versions: String {
        facts.metadata.versions.sorted { $0.key > $1.key }
            .map { "- \(Markdown.escaped($0.key)) \(Markdown.escaped($0.value))\n" }.joined()
    }

    private var claim: String {
        let tables = ClaimItem.Section.allCases.map { section in
            let items = ClaimChecklist.items.filter { $0.section == section }
            return "### \(section(language))\n\n"
                + Markdown.table(
                    header([ClaimTexts.number, ClaimTexts.topic, ClaimTexts.answer]),
                    items.map { ["\($0.number)", $0.topic(language), $0.answer(sentences)] })
        }
        return "\(ClaimTexts.source(language))\n\n" + tables.joined(separator: "\n")
    }
}
