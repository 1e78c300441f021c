import Evaluation
import Statistics

/// The test figures of one set, or of all.
struct SetResult {
    /// A further metric, by its column in `metrics.csv`.
    struct Metric {
        let key, head: String
        let digits: Int
        let isDistance: Bool

        static let all = [
            Metric(key: "iou", head: "IoU", digits: 4, isDistance: false),
            Metric(key: "hd95", head: "HD95", digits: 2, isDistance: true),
            Metric(key: "assd", head: "ASSD", digits: 2, isDistance: true),
            Metric(key: "surface_dice", head: "Surface Dice", digits: 4, isDistance: false),
        ]
    }

    /// Nil: all sets together.
    let set: String?
    /// Images, and patients or other groups.
    let images: Int, groups: Int
    /// Nil where no image has a Dice.
    let dice: ScoreSummary?
    /// Of the mean Dice, over patients; nil below ``Comparison/fewestGroups`` of them, for it would be too narrow.
    let interval: Interval?
    private let rows: [TestRow]

    init(_ rows: [TestRow], set: String?, _ bootstrap: Bootstrap) {
        let patients = Dictionary(grouping: rows) {
            [$0.set, $0.group.isEmpty ? "image \($0.image)" : "group \($0.group)"]
        }
        (self.rows, self.set, groups) = (rows, set, patients.count)
        images = Set(rows.map { [$0.set, $0.image] }).count
        // An image's Dice is the mean over its classes, as everywhere.
        self.dice = ScoreSummary(ScoredImage.list(of: rows).map(\.dice))
        let dice = patients.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { $0.value.compactMap(\.dice) }
            .filter { !$0.isEmpty }
        interval = dice.count < Comparison.fewestGroups ? nil : bootstrap.interval(ofMean: dice)
    }

    /// A line for each set where there are several, and one for all.
    static func list(_ rows: [TestRow], _ bootstrap: Bootstrap) -> [SetResult] {
        let sets = Set(rows.map(\.set)).sorted()
        let bySet =
            sets.count > 1 ? sets.map { set in SetResult(rows.filter { $0.set == set }, set: set, bootstrap) } : []
        return bySet + [SetResult(rows, set: sets.count == 1 ? sets[0] : nil, bootstrap)]
    }

    /// The metrics that at least one row has.
    static func metrics(_ rows: [TestRow]) -> [Metric] {
        Metric.all.filter { metric in rows.contains { $0.figures[metric.key]?.isFinite == true } }
    }

    /// The mean of a metric over the images that have it, with its unit; a dash where none has, or where units differ.
    func text(_ metric: Metric, _ numerals: Numerals) -> String {
        let having = rows.filter { $0.figures[metric.key]?.isFinite == true }
        let units = Set(having.map(\.distanceUnit))
        guard let mean = ScoreSummary(having.compactMap { $0.figures[metric.key] })?.mean,
            !metric.isDistance || units.count == 1
        else { return Numerals.none }
        let text = numerals.text(mean, digits: metric.digits)
        return metric.isDistance ? units.reduce(text) { $1.isEmpty ? $0 : "\($0) \($1)" } : text
    }

    /// "0.9512 – 0.9634", or a dash.
    func interval(_ numerals: Numerals) -> String { numerals.text(interval) }
}
