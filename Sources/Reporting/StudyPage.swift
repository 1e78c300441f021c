/// A study's report as its template sees it: every value is text, ready but for escaping.
struct StudyPage {
    struct ArmRow {
        let name: String, settings: String, tuned: String
        let figures: [String]
        let reports: [Link]
        let hasReports: Bool
    }

    struct Link {
        let address: String, label: String
    }

    struct ResultTable {
        let caption: String
        let columns: [PageTable.Column]
        let rows: [PageTable.Row]
        let note: String?
    }

    struct Pair {
        let heading: String
        let items: [Item]
    }

    struct Item {
        let pathParts: [String], set: String
        let isMadeUp: Bool
        let sides: [Side]
    }

    struct Side {
        let name: String, dice: String
        /// HTML.
        let picture: String?
    }

    let language: Language
    let title: String, lead: String
    let verdict: [String], hasVerdict: Bool
    let notes: [String], hasNotes: Bool
    let armRows: [ArmRow]
    let hasTuned: Bool
    let tables: [ResultTable], hasTables: Bool
    let charts: [Page.ChartBlock], hasCharts: Bool
    let pairs: [Pair], hasPairs: Bool
    let images: ImageSection
    let tableNote: String
    let arms: [Page.Arm]
    let symbols: String, hasSymbols: Bool
    let style = PageStyle.css
    let script = PageScript.javaScript

    /// - Parameters:
    ///   - pictures: of the images that are shown.
    ///   - longest: the most pixels a side of a picture.
    init(_ input: StudyReportInput, pictures: [ScoredImage.ID: PagePicture], longest: Int) {
        (language, title, lead) = (input.language, input.title, input.lead)
        (verdict, hasVerdict) = (input.verdict, !input.verdict.isEmpty)
        (notes, hasNotes) = (input.notes, !input.notes.isEmpty)
        armRows = input.arms.map { Self.row($0, input.language) }
        hasTuned = input.arms.contains { $0.isTuned != nil }
        tables = input.tables.map { Self.table($0, input.language) }
        hasTables = !tables.isEmpty
        charts = input.charts.map { Page.ChartBlock(svg: $0.svg, caption: $0.caption) }
        hasCharts = !charts.isEmpty
        let markup = Self.markup(input, pictures)
        (symbols, hasSymbols) = (markup.symbols, !markup.items.isEmpty)
        pairs = Self.pairs(input, markup)
        hasPairs = !pairs.isEmpty
        arms = input.arms.enumerated().map { Page.Arm(place: $0.offset, name: $0.element.name) }
        images = ImageSection(
            Self.imageTable(input, markup),
            remarks: [
                Words.selection(input.selection, input.language), StudyTexts.truthShown(input.language),
                Words.pictureSize(longest, input.language),
            ].compactMap(\.self))
        tableNote = PageTemplate(language: input.language).t(StudyTexts.imagesNote)
    }

    /// The page, complete.
    /// - Throws: `ReportError.template`.
    func html() throws(ReportError) -> String { try Page.render(PageTemplate(language: language).study, self) }

    private static func row(_ arm: StudyReportInput.Arm, _ language: Language) -> ArmRow {
        let settings = arm.settings.map { setting in
            "\(setting.path): \(setting.value)"
        }
        let tuned = arm.isTuned.map { ($0 ? StudyTexts.isTuned : StudyTexts.isNotTuned)(language) } ?? Figure.none
        return ArmRow(
            name: arm.name, settings: settings.joined(separator: "; "), tuned: tuned,
            figures: [
                "\(arm.runs)", Figure.text(arm.parameters.map { Double($0) / 1e6 }, digits: 1, language),
                Figure.text(arm.secondsPerEpoch, digits: 1, language),
                Figure.text(arm.peakMemory.map { Double($0) / 1e9 }, digits: 2, language),
            ],
            reports: arm.reports.enumerated().map { Link(address: $0.element, label: "\($0.offset + 1)") },
            hasReports: !arm.reports.isEmpty)
    }

    private static func table(_ table: StudyReportInput.Table, _ language: Language) -> ResultTable {
        let rows = table.rows.compactMap { row -> PageTable.Row? in
            let cells = row.map { cell($0, language) }
            return cells.first.map { PageTable.Row(head: $0, cells: Array(cells.dropFirst())) }
        }
        let columns = table.columns.enumerated().map { place, label in
            let isNumber = place > 0 && rows.contains { place <= $0.cells.count && $0.cells[place - 1].isNumber }
            return PageTable.Column(label: label, isNumber: isNumber)
        }
        return ResultTable(
            caption: table.caption, columns: columns, rows: rows, note: table.note.isEmpty ? nil : table.note)
    }

    private static func cell(_ cell: StudyReportInput.Cell, _ language: Language) -> PageTable.Cell {
        switch cell {
        case .text(let text): return PageTable.text(text)
        case .number(let value, let digits):
            return PageTable.number(value, signed(Figure.text(value, digits: digits, language)))
        case .mean(let value, let digits, let count):
            let text = signed(Figure.text(value, digits: digits, language))
            return PageTable.number(value, value == nil ? text : "\(text) (\(count))")
        case .p(let value):
            let isSmall = value.map { $0 < 0.001 } ?? false
            let text = Figure.text(isSmall ? 0.001 : value, digits: 3, language)
            return PageTable.number(value, isSmall ? "< \(text)" : text)
        case .interval(let value, let low, let high, let digits):
            let texts = [value, low, high].map { signed(Figure.text($0, digits: digits, language)) }
            // A decimal comma is no separator beside another comma.
            let separator = language.decimalSign == "," ? "; " : ", "
            return PageTable.number(value, "\(texts[0]) [\(texts[1])\(separator)\(texts[2])]")
        }
    }

    /// With the sign of minus, as wide as plus, where a hyphen stood.
    private static func signed(_ number: String) -> String { number.replacing("-", with: "\u{2212}") }
}
