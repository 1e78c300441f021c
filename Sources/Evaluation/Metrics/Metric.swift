/// A metric of one image and class: how the prediction compares with the reference. A column of `metrics.csv`.
///
/// A metric is declared once, in `Metric+All.swift`. The header and the rows of `metrics.csv`, the reader of that file, the
/// page's table, the tables of `results.tex` and `MODEL.md` and the comparison of runs are made from the declarations.
/// A further metric takes a line there, its computation, its name in each language (`MetricTexts`) and its row in
/// <doc:Metrics>; a test finds what is missing.
public struct Metric: Sendable {
    /// What a value is counted in.
    public enum Unit: Sendable {
        /// A ratio without a unit.
        case ratio
        /// A whole number of pixels.
        case pixels
        /// A whole number of things: components, holes.
        case number
        /// A distance, in the row's `distance_unit` (`DistanceUnit`).
        case distance
    }

    /// Which value is the best one.
    public enum Direction: Sendable {
        case higher, lower
        /// The nearer to 0, the better.
        case zero
        /// It is a count, neither good nor bad.
        case none
    }

    /// Where a metric is shown; each place is shown in those before it, too.
    public enum Place: Int, Sendable, Comparable {
        /// In `metrics.csv` alone.
        case file
        /// In the report's table of images.
        case images
        /// In the tables of results by set: `results.tex` and `MODEL.md`.
        case results

        /// In the order of the cases.
        public static func < (a: Place, b: Place) -> Bool { a.rawValue < b.rawValue }
    }

    /// The column of `metrics.csv`; unique.
    public let column: String
    /// The name in English, as tables head it.
    public let name: String
    /// What a value is counted in.
    public let unit: Unit
    /// The values that there can be, both bounds included.
    public let range: ClosedRange<Double>
    /// Which value is the best one.
    public let best: Direction
    /// Where it is shown.
    public let place: Place
    /// Decimals in tables.
    public let digits: Int
    /// Nil where the metric is undefined, or was not measured.
    let value: @Sendable (ImageResult) -> Double?

    init(
        _ column: String, _ name: String, _ unit: Unit, in range: ClosedRange<Double>, best: Direction, in place: Place,
        digits: Int, value: @escaping @Sendable (ImageResult) -> Double?
    ) {
        (self.column, self.name, self.unit, self.range) = (column, name, unit, range)
        (self.best, self.place, self.digits, self.value) = (best, place, digits, value)
    }

    /// A value as `metrics.csv` has it: whole numbers without a point, others with all digits.
    func field(_ value: Double) -> String {
        switch unit {
        case .pixels, .number: Int(exactly: value).map { String($0) } ?? String(value)
        case .ratio, .distance: String(value)
        }
    }

    /// The declared metric of a column of `metrics.csv`; nil where no metric has that column.
    public init?(column: String) {
        guard let metric = Self.all.first(where: { $0.column == column }) else { return nil }
        self = metric
    }
}

extension Metric: Hashable {
    /// Metrics are told apart by their columns.
    public static func == (a: Metric, b: Metric) -> Bool { a.column == b.column }
    /// By the column.
    public func hash(into hasher: inout Hasher) { hasher.combine(column) }
}
