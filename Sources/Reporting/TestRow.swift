import Files
import Foundation

/// One line of `test/metrics.csv`: a test image and a class, with its figures.
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

    /// - Parameter figures: by the column names of `metrics.csv`; without those that are not known.
    public init(
        image: String, set: String, group: String = "", className: String = "", figures: [String: Double],
        distanceUnit: String = ""
    ) {
        (self.image, self.set, self.group, self.className) = (image, set, group, className)
        (self.figures, self.distanceUnit) = (figures, distanceUnit)
    }

    /// Dice in [0, 1]; nil where the file has none or where it is not a number.
    public var dice: Double? { figures["dice"].flatMap { $0.isFinite ? $0 : nil } }

    /// The columns that hold numbers, in the file's order.
    static let figureColumns = [
        "dice", "iou", "precision", "recall", "specificity", "tp", "fp", "fn", "tn", "hd95", "assd", "surface_dice",
        "volume_difference", "components", "spurious_components", "holes", "area_outside_two_largest",
    ]

    /// The rows of `test/metrics.csv`.
    /// - Throws: `CSVError.badValue` with the line: no image name, no number, a Dice outside [0, 1], a row twice.
    static func rows(of table: CSVTable) throws(CSVError) -> [TestRow] {
        var rows: [TestRow] = []
        var seen: Set<[String]> = []
        for row in table.rows {
            if row.text("image").isEmpty { throw row.bad("image", wanted: "the name of an image") }
            guard seen.insert([row.text("set"), row.text("image"), row.text("class")]).inserted else {
                throw row.bad("image", wanted: "one row for each set, image and class; this one is there twice")
            }
            var figures: [String: Double] = [:]
            for column in figureColumns { figures[column] = try row.number(column) }
            if let dice = figures["dice"], dice.isFinite, !(0...1).contains(dice) {
                throw row.bad("dice", wanted: "a number in [0, 1]")
            }
            rows.append(
                TestRow(
                    image: row.text("image"), set: row.text("set"), group: row.text("group"),
                    className: row.text("class"), figures: figures, distanceUnit: row.text("distance_unit")))
        }
        return rows
    }
}

extension TestRow {
    /// Reads `test/metrics.csv`.
    /// - Throws: `ReportError.table`, which names the file and the line.
    public static func rows(in file: URL) throws(ReportError) -> [TestRow] {
        do {
            return try rows(of: CSVTable(contentsOf: file, required: ["image", "set", "dice", "iou"]))
        } catch { throw .table(error) }
    }
}
