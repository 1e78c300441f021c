/// The per-image table of a page with its filters, as `images.mustache` names it.
struct ImageSection {
    let table: PageTable
    /// Names of the sets; empty where there is one alone and nothing to choose.
    let sets: [String]
    /// The columns of metrics.
    let figures: [FigureColumn]
    let hasPictures: Bool
    /// Which images have pictures, and at what size.
    let remarks: [String]
    /// HTML: where the table's values come from.
    let note: String

    struct FigureColumn {
        /// In a row of the page's table, from 0.
        let index: Int
        let label: String
    }

    /// Nil where the table has no rows.
    /// - Parameters:
    ///   - remarks: said where there are pictures.
    ///   - note: what stands in backticks is the name of a file.
    init?(_ table: PageTable, remarks: [String], note: String) {
        if table.rows.isEmpty { return nil }
        self.table = table
        let pictures = table.rows.contains { $0.picture != nil }
        let sets =
            table.columns.firstIndex { $0.kind == "set" }
            .map { index in Set(table.rows.map { $0.cells[index - 1].sortKey }).sorted() } ?? []
        self.sets = sets.count > 1 ? sets : []
        hasPictures = pictures
        figures = table.columns.enumerated().filter { $0.element.kind == "figure" }.map {
            FigureColumn(index: $0.offset + (pictures ? 1 : 0), label: $0.element.label)
        }
        self.remarks = pictures ? remarks : []
        self.note = PageText.html(note)
    }
}
