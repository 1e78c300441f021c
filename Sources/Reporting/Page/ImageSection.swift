/// The per-image table of a page with its filters, as the template sees it.
struct ImageSection {
    let table: PageTable
    /// Names of the sets; empty where there is one alone and nothing to choose.
    let sets: [String]
    let hasSets: Bool
    /// The columns of figures, by their place in a row of the page's table.
    let figures: [FigureColumn]
    let hasPictures: Bool
    /// Which images have pictures, and at what size.
    let remarks: [String]

    struct FigureColumn {
        let place: Int, label: String
    }

    init(_ table: PageTable, remarks: [String]) {
        self.table = table
        let pictures = table.rows.contains { $0.picture != nil }
        let sets =
            table.columns.firstIndex { $0.kind == "set" }
            .map { place in Set(table.rows.map { $0.cells[place - 1].sortKey }).sorted() } ?? []
        self.sets = sets.count > 1 ? sets : []
        hasSets = sets.count > 1
        hasPictures = pictures
        figures = table.columns.enumerated().filter { $0.element.kind == "figure" }.map {
            FigureColumn(place: $0.offset + (pictures ? 1 : 0), label: $0.element.label)
        }
        self.remarks = pictures ? remarks : []
    }
}
