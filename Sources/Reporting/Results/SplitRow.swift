import Files

/// One line of `split.csv`: an image and the subset it was drawn into.
public struct SplitRow: Sendable, Equatable {
    /// The image's path relative to its set's root, '/'-separated.
    public var image: String
    /// The name of the set the image belongs to.
    public var set: String
    /// `train`, `validation` or `test`.
    public var subset: String

    /// The subsets, in the order in which they are shown.
    static let subsets = ["train", "validation", "test"]
    private static let known = subsets + ["unused"]

    /// - Parameter subset: `train`, `validation` or `test`; others are not counted in the report.
    public init(image: String, set: String, subset: String) {
        (self.image, self.set, self.subset) = (image, set, subset)
    }

    /// The rows of `split.csv`.
    /// - Throws: `CSVError.badValue` for a subset of another name.
    static func rows(of table: CSVTable) throws(CSVError) -> [SplitRow] {
        var rows: [SplitRow] = []
        for row in table.rows {
            guard known.contains(row.text("subset")) else {
                throw row.bad("subset", wanted: "one of \(known.joined(separator: ", "))")
            }
            rows.append(SplitRow(image: row.text("image"), set: row.text("set"), subset: row.text("subset")))
        }
        return rows
    }
}
