/// A table of figures as the template sees it.
struct PageTable {
    struct Column {
        let label: String
        let isNumber: Bool
        /// What the page's script knows it by: "image", "set", "figure", or nothing.
        var kind = ""
    }

    struct Cell {
        let text: String
        let isNumber: Bool
        /// By what the column is sorted.
        let sortKey: String
        /// "synthetic", where the row's set is.
        let synthetic: String?
    }

    struct Row {
        /// What the row is about; its first cell.
        let head: Cell
        let cells: [Cell]
        /// HTML: a picture that opens large; nil where there is none.
        var picture: String?
    }

    let columns: [Column]
    var rows: [Row]

    static func text(_ text: String, synthetic: String? = nil) -> Cell {
        Cell(text: text, isNumber: false, sortKey: text, synthetic: synthetic)
    }

    static func number(_ value: Double?, _ text: String) -> Cell {
        Cell(text: text, isNumber: true, sortKey: value.map(sortKey) ?? "", synthetic: nil)
    }

    /// As scripts read numbers; values that are not finite are sorted as missing.
    private static func sortKey(_ value: Double) -> String {
        if value.isNaN { return "" }
        return value.isInfinite ? (value < 0 ? "-Infinity" : "Infinity") : "\(value)"
    }
}
