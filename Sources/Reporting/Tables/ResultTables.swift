import Evaluation
import Foundation
import Statistics
import Training

/// The result tables of a study, and of a run, for a paper.
public enum ResultTables {
    /// A study's: Dice of each arm by set, with the deviation between seeds; then every pair of arms.
    public static func latex(_ comparison: Comparison, in language: Language) -> String {
        arms(comparison, language).latex + "\n" + pairs(comparison, language).latex
    }

    /// A run's: a line for each set and one for all, with the interval of the mean Dice.
    /// - Parameters:
    ///   - run: its name, for the caption.
    ///   - rows: of `test/metrics.csv`.
    public static func latex(run: String, _ rows: [TestRow], in language: Language, bootstrap: Bootstrap = Bootstrap())
        -> String
    {
        let columns = ResultColumns(rows, language)
        let lines = SetResult.list(rows, bootstrap).map { result -> [LaTeXTable.Cell] in
            ([result.set ?? TableTexts.all(language), "\(result.images)"] + columns.cells(result)).map { .plain($0) }
        }
        let header =
            [TableTexts.set(language), TableTexts.images(language)]
            + columns.headings(dice: "Dice", confidence: bootstrap.confidence)
        let caption = [TableTexts.results(run, draws: bootstrap.draws)(language), columns.note].compactMap(\.self)
        return LaTeXTable(
            alignment: "l" + String(repeating: "r", count: header.count - 1), caption: caption.joined(separator: " "),
            header: header, rows: [lines.dropLast(), lines.suffix(1)]
        ).latex
    }

    /// The name of the file of tables in a folder of figures.
    public static let name = "results.tex"

    /// Writes a finished run's table to `RUN/figures/results.tex`, whole or not at all.
    /// - Returns: the file.
    /// - Throws: `ReportError`.
    @discardableResult
    public static func write(of run: RunFolder, in language: Language) throws(ReportError) -> URL {
        let input = try ReportInput(run: run.url)
        return try write(latex(run: input.runName, input.test, in: language), to: run.url)
    }

    /// Writes a study's tables to `STUDY/figures/results.tex`, whole or not at all.
    /// - Returns: the file.
    /// - Throws: `ReportError.unwritable`.
    @discardableResult
    public static func write(
        _ comparison: Comparison, study: URL, in language: Language
    ) throws(ReportError) -> URL {
        try write(latex(comparison, in: language), to: study)
    }

    private static func write(_ latex: String, to folder: URL) throws(ReportError) -> URL {
        let figures = folder.appending(path: "figures")
        try ReportFile.makeFolder(figures)
        let file = figures.appending(path: name)
        try ReportFile.write([UInt8](latex.utf8), to: file)
        return file
    }

    // MARK: - A study's

    private static func arms(_ comparison: Comparison, _ language: Language) -> LaTeXTable {
        let numerals = Numerals(language)
        let strata = [nil] + comparison.sets.map(Optional.some)
        let rows = comparison.arms.map { arm -> [LaTeXTable.Cell] in
            let means = strata.map { set -> LaTeXTable.Cell in
                guard let figures = arm.figures(.dice, set: set) else { return .plain(Numerals.none) }
                let deviation = figures.seedDeviation.map { " ± \(numerals.text($0, digits: 4))" } ?? ""
                return .plain(numerals.text(figures.mean, digits: 4) + deviation)
            }
            let seconds = arm.cost.flatMap { $0.ranSideBySide ? nil : $0.secondsPerEpoch }
            return [.plain(arm.name), .plain("\(arm.seeds.count)")] + means
                + [.plain(seconds.map { numerals.text($0, digits: 1) } ?? Numerals.none)]
        }
        let undefined = comparison.arms.compactMap { $0.figures(.dice)?.undefined }.reduce(0, +)
        let caption =
            [TableTexts.arms(deviation: comparison.arms.contains { $0.seeds.count > 1 })]
            + (undefined > 0 ? [TableTexts.leftOut(undefined)] : [])
        return LaTeXTable(
            alignment: "lr" + String(repeating: "r", count: strata.count) + "r",
            caption: caption.map { $0(language) }.joined(separator: " "),
            header: [TableTexts.arm(language), TableTexts.seeds(language)]
                + strata.map { $0 ?? TableTexts.all(language) } + [TableTexts.secondsPerEpoch(language)],
            rows: [rows])
    }

    private static func pairs(_ comparison: Comparison, _ language: Language) -> LaTeXTable {
        let numerals = Numerals(language)
        let strata = [nil] + comparison.sets.map(Optional.some)
        let rows = strata.map { set in
            comparison.pairs.filter { $0.metric == .dice && $0.set == set }.map { pair -> [LaTeXTable.Cell] in
                let verdict: any Translated =
                    switch pair.verdict {
                    case .better(let arm, _): TableTexts.better(arm)
                    case .equivalent(let margin, _): TableTexts.equivalent(numerals.brief(margin))
                    case .undecided: TableTexts.undecided
                    case .none: TableTexts.none
                    }
                return [
                    .plain(pair.set ?? TableTexts.all(language)), .plain("\(pair.images)"), .plain(pair.first),
                    .plain(pair.second),
                    .plain(numerals.dice(pair.difference)),
                    .plain(numerals.text(pair.interval)),
                    .plain(pair.correctedP.map { numerals.p($0) } ?? Numerals.none),
                    .plain(verdict(language)),
                ]
            }
        }
        return LaTeXTable(
            alignment: "lrllrrrl",
            caption: TableTexts.pairs(
                comparison.samplingUnit, areSeedsSampled: comparison.areSeedsSampled,
                level: numerals.brief(Comparison.level))(language),
            header: [
                TableTexts.set(language), TableTexts.images(language), TableTexts.first(language),
                TableTexts.second(language), TableTexts.difference(language),
                TableTexts.interval(numerals.brief(comparison.confidence * 100))(language), "p (Holm)",
                TableTexts.verdict(language),
            ], rows: rows)
    }
}
