/// A table of figures as the template sees it.
struct PageTable {
    struct Column {
        let label: String
        let isNumber: Bool
    }

    struct Cell {
        let text: String
        let isNumber: Bool
        /// By what the column is sorted.
        let sortKey: String
        let isMadeUp: Bool
    }

    struct Row {
        /// What the row is about; its first cell.
        let head: Cell
        let cells: [Cell]
    }

    let columns: [Column]
    let rows: [Row]
    let isFilled: Bool

    init(columns: [Column], rows: [Row]) {
        (self.columns, self.rows, isFilled) = (columns, rows, !rows.isEmpty)
    }

    static func text(_ text: String, isMadeUp: Bool = false) -> Cell {
        Cell(text: text, isNumber: false, sortKey: text, isMadeUp: isMadeUp)
    }

    static func number(_ value: Double?, _ text: String) -> Cell {
        Cell(text: text, isNumber: true, sortKey: value.map { "\($0)" } ?? "", isMadeUp: false)
    }
}
