import Evaluation
import Statistics

/// The test metrics of one set, or of all.
struct SetResult {
    /// Nil: all sets together.
    let set: String?
    /// Images, and patients or other groups.
    let images: Int, groups: Int
    /// The mean Dice over images by class, then over classes; nil where no image has a Dice.
    let dice: Double?
    /// Of the images' Dice, each the mean over its classes; nil where no image has one.
    let diceMedian: Double?, diceMinimum: Double?
    /// Of the mean Dice, over patients; nil below ``Comparison/fewestGroups`` of them, for it would be too narrow.
    let interval: Interval?
    /// Rows by which of their masks are empty; nil where the table does not say.
    let masks: MaskCounts?
    private let rows: [TestRow]

    init(_ rows: [TestRow], set: String?, _ bootstrap: Bootstrap) {
        let patients = Dictionary(grouping: rows) {
            [$0.set, $0.group.isEmpty ? "image \($0.image)" : "group \($0.group)"]
        }
        (self.rows, self.set, groups) = (rows, set, patients.count)
        images = Set(rows.map { [$0.set, $0.image] }).count
        masks = MaskCounts(rows)
        let values = MetricValues(rows, .dice)
        (dice, diceMedian, diceMinimum) = (values.mean, values.median, values.minimum)
        let byPatient = patients.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { Self.dice($0.value) }
            .filter { !$0.isEmpty }
        interval = byPatient.count < Comparison.fewestGroups ? nil : bootstrap.interval(ofMeanByClass: byPatient)
    }

    /// The Dice of some rows by class.
    private static func dice(_ rows: [TestRow]) -> [String: [Double]] {
        Dictionary(grouping: rows.filter { $0.dice != nil }, by: \.className).mapValues { $0.compactMap(\.dice) }
    }

    /// A line for each set where there are several, and one for all.
    static func list(_ rows: [TestRow], _ bootstrap: Bootstrap) -> [SetResult] {
        let sets = Set(rows.map(\.set)).sorted()
        let bySet =
            sets.count > 1 ? sets.map { set in SetResult(rows.filter { $0.set == set }, set: set, bootstrap) } : []
        return bySet + [SetResult(rows, set: sets.count == 1 ? sets[0] : nil, bootstrap)]
    }

    /// The metrics besides Dice that tables of results show and at least one row has.
    static func metrics(_ rows: [TestRow]) -> [Metric] {
        Metric.all.filter { metric in
            metric.place == .results && metric != .dice && rows.contains { $0[metric] != nil }
        }
    }

    /// The mean of a metric with its unit, and how many rows it is of where some have none: "3.25 px (69)". A dash where
    /// no row has it, or where units differ.
    func text(_ metric: Metric, _ numerals: Numerals) -> String {
        let values = MetricValues(rows, metric)
        let units = metric.unit == .distance ? Set(rows.filter { $0[metric] != nil }.map(\.distanceUnit)) : [""]
        guard let mean = values.mean, let unit = units.first, units.count == 1 else { return Numerals.none }
        let text = numerals.text(mean, digits: metric.digits) + (unit.isEmpty ? "" : " \(unit)")
        return values.count < rows.count ? "\(text) (\(values.count))" : text
    }

    /// "0.9512 – 0.9634", or a dash.
    func interval(_ numerals: Numerals) -> String { numerals.text(interval) }
}
