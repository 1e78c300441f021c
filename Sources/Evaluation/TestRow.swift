import Files
import Foundation

/// One row of `metrics.csv`: an image and a class, with its metrics.
///
/// The one type that writes and reads the file.
public struct TestRow: Sendable, Equatable {
    /// The image's path relative to its set's root, '/'-separated.
    public var image: String
    /// The set the image belongs to.
    public var set: String
    /// The patient or other unit that was kept on one side of the split; may be empty.
    public var group: String
    /// The class of the mask; empty or one name in a two-valued task.
    public var className: String
    /// Figures by the column names of `metrics.csv` (`dice`, `iou`, ...). A column that is empty here is absent.
    public var figures: [String: Double]
    /// The unit of the distances ("mm" or "px"); empty where there are none.
    public var distanceUnit: String
    /// What the data set's table says of the image besides, by its columns' names: `data.NAME` in `metrics.csv`.
    public var data: [String: String]

    /// - Parameters:
    ///   - figures: by the column names of `metrics.csv`; without those that are not known.
    ///   - data: what the data set's table says of the image besides.
    public init(
        image: String, set: String, group: String = "", className: String = "", figures: [String: Double],
        distanceUnit: String = "", data: [String: String] = [:]
    ) {
        (self.image, self.set, self.group, self.className) = (image, set, group, className)
        (self.figures, self.distanceUnit, self.data) = (figures, distanceUnit, data)
    }

    /// Dice in [0, 1]; nil where it is undefined (both masks are empty) or is not a number.
    public var dice: Double? { self[.dice] }

    /// The columns before and behind the metrics.
    private static let firstColumns = ["image", "set", "group", "class"], lastColumns = ["distance_unit"]
    private static let dataPrefix = "data."
    private static let columns = firstColumns + Metric.all.map(\.column) + lastColumns

    /// Columns that this version of Pleura does not know: they are read by nothing, so that whoever reads the table says so.
    package static func unknownColumns(of table: CSVTable) -> [String] {
        table.columns.filter { !columns.contains($0) && !$0.hasPrefix(dataPrefix) }
    }

    /// Of an image and a class that were compared.
    public init(_ result: ImageResult) {
        let values = Metric.all.compactMap { metric in result.value(metric).map { (metric.column, $0) } }
        self.init(
            image: result.key.name, set: result.key.set, group: result.group, className: result.className,
            figures: Dictionary(uniqueKeysWithValues: values), distanceUnit: result.shape?.unit.rawValue ?? "",
            data: result.columns)
    }

    /// The text of `metrics.csv`. What is undefined, or was not measured, is an empty field.
    public static func csv(_ results: [ImageResult]) -> String {
        let data = Set(results.flatMap(\.columns.keys)).sorted()
        let rows = results.map { result in TestRow(result).fields + data.map { result.columns[$0] ?? "" } }
        return ([columns + data.map { dataPrefix + $0 }] + rows).map { CSV.line($0) + "\n" }.joined()
    }

    private var fields: [String] {
        [image, set, group, className] + Metric.all.map { metric in figures[metric.column].map(metric.field) ?? "" }
            + [distanceUnit]
    }

    /// The rows of `metrics.csv`.
    /// - Throws: `CSVError.badValue` with the line: no image name, not a number, a value outside its metric's range, a row
    ///   twice.
    package static func rows(of table: CSVTable) throws(CSVError) -> [TestRow] {
        let data = table.columns.filter { $0.hasPrefix(dataPrefix) }.map {
            ($0, String($0.dropFirst(dataPrefix.count)))
        }
        var rows: [TestRow] = []
        var seen: Set<[String]> = []
        for row in table.rows {
            if row.text("image").isEmpty { throw row.bad("image", wanted: "the name of an image") }
            guard seen.insert([row.text("set"), row.text("image"), row.text("class")]).inserted else {
                throw row.bad("image", wanted: "one row for each set, image and class; this one is there twice")
            }
            var figures: [String: Double] = [:]
            for metric in Metric.all {
                guard let value = try row.number(metric.column) else { continue }
                guard !value.isFinite || metric.range.contains(value) else {
                    throw row.bad(metric.column, wanted: metric.wanted)
                }
                figures[metric.column] = value
            }
            rows.append(
                TestRow(
                    image: row.text("image"), set: row.text("set"), group: row.text("group"),
                    className: row.text("class"), figures: figures, distanceUnit: row.text("distance_unit"),
                    data: Dictionary(data.map { ($0.1, row.text($0.0)) }, uniquingKeysWith: { first, _ in first })))
        }
        return rows
    }

    /// Reads `metrics.csv`.
    /// - Returns: its rows, and the columns that this version of Pleura does not know.
    /// - Throws: `CSVError`, which names the file and the line.
    public static func read(_ file: URL) throws(CSVError) -> (rows: [TestRow], unknownColumns: [String]) {
        let table = try CSVTable(contentsOf: file, required: ["image", "set", "dice", "iou"])
        return (try rows(of: table), unknownColumns(of: table))
    }
}

extension Metric {
    /// What a value of it must be, for messages.
    fileprivate var wanted: String {
        func bound(_ value: Double) -> String { value == value.rounded() ? "\(Int(value))" : "\(value)" }
        let low = bound(range.lowerBound)
        return range.upperBound.isInfinite
            ? "a number, \(low) or more" : "a number in [\(low), \(bound(range.upperBound))]"
    }
}
