import Evaluation

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
        let sets = Set(rows.map(\.set)).sorted()
        let columns = columns.filter { column in rows.contains { $0.figures[column.key]?.isFinite == true } }
        func line(_ name: LaTeXTable.Cell, _ rows: [TestRow]) -> [LaTeXTable.Cell] {
            let numerals = Numerals(language)
            let dice = ScoreSummary(rows.compactMap(\.dice))
            func text(_ value: Double?) -> LaTeXTable.Cell {
                .plain(value.map { numerals.text($0, digits: 4) } ?? Figure.none)
            }
            let interval = bootstrap.interval(ofMean: groups(rows))
            let images = Set(rows.map { [$0.set, $0.image] }).count
            return [name, .plain("\(images)"), text(dice?.mean), Self.interval(interval, numerals)]
                + [text(dice?.median), text(dice?.lowest)]
                + columns.map { column in
                    let values = rows.compactMap { $0.figures[column.key] }
                    let units = Set(rows.filter { $0.figures[column.key] != nil }.map(\.distanceUnit))
                    guard let mean = ScoreSummary(values)?.mean, !column.isDistance || units.count == 1 else {
                        return .plain(Figure.none)
                    }
                    let unit = column.isDistance ? units.first.map { " \($0)" } ?? "" : ""
                    return .plain(numerals.text(mean, digits: column.digits) + unit)
                }
        }
        let bySet = sets.count > 1 ? sets.map { set in line(.plain(set), rows.filter { $0.set == set }) } : []
        let name = sets.count == 1 ? sets[0] : TableTexts.all(language)
        let confidence = Numerals(language).brief(bootstrap.confidence * 100)
        return LaTeXTable(
            alignment: "lrrrrr" + String(repeating: "r", count: columns.count),
            caption: TableTexts.results(run, draws: bootstrap.draws)(language),
            header: [
                TableTexts.set(language), TableTexts.images(language), "Dice",
                TableTexts.interval(confidence)(language), TableTexts.median(language), TableTexts.lowest(language),
            ] + columns.map(\.head), rows: [bySet, [line(.plain(name), rows)]]
        ).latex
    }

    // MARK: - Parts

    private struct Column {
        let key, head: String
        let digits: Int
        var isDistance: Bool { key == "hd95" || key == "assd" }
    }

    private static let columns = [
        Column(key: "iou", head: "IoU", digits: 4), Column(key: "hd95", head: "HD95", digits: 2),
        Column(key: "assd", head: "ASSD", digits: 2), Column(key: "surface_dice", head: "Surface Dice", digits: 4),
    ]

    /// The Dice of each patient's images.
    private static func groups(_ rows: [TestRow]) -> [[Double]] {
        Dictionary(grouping: rows) { [$0.set, $0.group.isEmpty ? "image \($0.image)" : "group \($0.group)"] }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map { $0.value.compactMap(\.dice) }.filter { !$0.isEmpty }
    }

    private static func interval(_ interval: Interval?, _ numerals: Numerals) -> LaTeXTable.Cell {
        guard let interval else { return .plain(Figure.none) }
        return .plain("\(numerals.text(interval.low, digits: 4)) – \(numerals.text(interval.high, digits: 4))")
    }

    private static func arms(_ comparison: Comparison, _ language: Language) -> LaTeXTable {
        let numerals = Numerals(language)
        let strata = [nil] + comparison.sets.map(Optional.some)
        let rows = comparison.arms.map { arm -> [LaTeXTable.Cell] in
            let means = strata.map { set -> LaTeXTable.Cell in
                guard let figures = arm.figures(.dice, set: set) else { return .plain(Figure.none) }
                let deviation = figures.seedDeviation.map { " ± \(numerals.text($0, digits: 4))" } ?? ""
                return .plain(numerals.text(figures.mean, digits: 4) + deviation)
            }
            let seconds = arm.cost.flatMap { $0.ranSideBySide ? nil : $0.secondsPerEpoch }
            return [.plain(arm.name), .plain("\(arm.seeds.count)")] + means
                + [.plain(seconds.map { numerals.text($0, digits: 1) } ?? Figure.none)]
        }
        return LaTeXTable(
            alignment: "lr" + String(repeating: "r", count: strata.count) + "r",
            caption: TableTexts.arms(deviation: comparison.arms.contains { $0.seeds.count > 1 })(language),
            header: [TableTexts.arm(language), TableTexts.seeds(language)]
                + strata.map { $0 ?? TableTexts.all(language) } + [TableTexts.secondsPerEpoch(language)],
            rows: [rows])
    }

    private static func pairs(_ comparison: Comparison, _ language: Language) -> LaTeXTable {
        let numerals = Numerals(language)
        let strata = [nil] + comparison.sets.map(Optional.some)
        let rows = strata.map { set in
            comparison.pairs.filter { $0.metric == .dice && $0.set == set }.map { pair -> [LaTeXTable.Cell] in
                let verdict =
                    switch pair.verdict {
                    case .better(let arm, _): TableTexts.better(arm)
                    case .equivalent(let margin, _): TableTexts.equivalent(numerals.brief(margin))
                    case .undecided: TableTexts.undecided
                    case .none: TableTexts.none
                    }
                return [
                    .plain(pair.set ?? TableTexts.all(language)), .plain("\(pair.images)"), .plain(pair.first),
                    .plain(pair.second),
                    .plain(pair.difference.map { numerals.text($0, digits: 4) } ?? Figure.none),
                    interval(pair.interval, numerals),
                    .plain(pair.correctedP.map { numerals.p($0) } ?? Figure.none),
                    .code(LaTeXTable.escaped(verdict(language)) + (pair.testDisagrees == true ? "$^\\dagger$" : "")),
                ]
            }
        }
        return LaTeXTable(
            alignment: "lrllrrrl",
            caption: TableTexts.pairs(draws: comparison.draws, numerals.brief(Comparison.level))(language),
            header: [
                TableTexts.set(language), TableTexts.images(language), TableTexts.first(language),
                TableTexts.second(language), TableTexts.difference(language),
                TableTexts.interval(numerals.brief(comparison.confidence * 100))(language), "p (Holm)",
                TableTexts.verdict(language),
            ], rows: rows)
    }
}
