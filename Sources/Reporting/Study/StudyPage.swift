/// A study's report as `study.mustache` names it: every value is text, ready but for escaping.
struct StudyPage {
    struct ArmRow {
        let name: String, settings: String, tuned: String
        let figures: [String]
        let reports: [Link]
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
        let isSynthetic: Bool
        let sides: [Side]
    }

    struct Side {
        let name: String, dice: String
        /// HTML.
        let picture: String?
    }

    let frame: PageFrame
    let texts: TextTable.Sections
    let title: String, lead: String
    let verdict: [String]
    let notes: [String]
    let armRows: [ArmRow]
    /// Whether learning rates were searched.
    let hasTuned: Bool
    let tables: [ResultTable]
    let charts: [Page.ChartBlock]
    let pairs: [Pair]
    /// Nil without test images.
    let images: ImageSection?
    /// Nil without pictures.
    let dialog: DialogSection?

    /// - Parameters:
    ///   - pictures: of the images that are shown.
    ///   - longest: the most pixels a side of a picture.
    /// - Throws: `ReportError.template`.
    init(_ input: StudyReportInput, pictures: [ScoredImage.ID: PagePicture], longest: Int) throws(ReportError) {
        let language = input.language
        frame = try PageFrame(language)
        texts = TextTable.html(language)
        (title, lead, verdict, notes) = (input.title, input.lead, input.verdict, input.notes)
        armRows = input.arms.map { Self.row($0, language) }
        hasTuned = input.arms.contains { $0.isTuned != nil }
        tables = input.tables.map { Self.table($0, language) }
        charts = input.charts.map { Page.ChartBlock(svg: $0.svg, caption: $0.caption) }
        let dice = Dictionary(input.images.map { ($0.id, $0.dice) }, uniquingKeysWith: { a, _ in a })
        let markup = PictureMarkup(pictures, syntheticSets: input.syntheticSets, language) { dice[$0] ?? [] }
        pairs = Self.pairs(input, markup, dice)
        images = ImageSection(
            Self.imageTable(input, markup),
            remarks: [
                Words.selection(input.selection, language), StudyTexts.referenceShown(language),
                Words.pictureSize(longest, language),
            ].compactMap(\.self), note: StudyTexts.imagesNote(language))
        dialog = DialogSection(markup, arms: input.arms.map(\.name))
    }

    /// The page, complete.
    /// - Throws: `ReportError.template`.
    func html() throws(ReportError) -> String { try PageTemplate.study.render(self) }

    private static func row(_ arm: StudyReportInput.Arm, _ language: Language) -> ArmRow {
        let settings = arm.settings.map { setting in
            "\(setting.path): \(setting.value)"
        }
        let tuned = arm.isTuned.map { ($0 ? StudyTexts.isTuned : StudyTexts.isNotTuned)(language) } ?? Numerals.none
        return ArmRow(
            name: arm.name, settings: settings.joined(separator: "; "), tuned: tuned,
            figures: [
                "\(arm.runs)", Numerals(language).text(arm.parameters.map { Double($0) / 1e6 }, digits: 1),
                Numerals(language).text(arm.secondsPerEpoch, digits: 1),
                Numerals(language).text(arm.peakMemory.map { Double($0) / 1e9 }, digits: 2),
            ],
            reports: arm.reports.enumerated().map { Link(address: $0.element, label: "\($0.offset + 1)") })
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
        let numerals = Numerals(language)
        return switch cell {
        case .text(let text): PageTable.text(text)
        case .number(let value, let digits): PageTable.number(value, numerals.text(value, digits: digits))
        case .mean(let value, let digits, let count):
            PageTable.number(value, numerals.text(value, digits: digits) + (value == nil ? "" : " (\(count))"))
        case .p(let value): PageTable.number(value, numerals.pValue(value))
        case .interval(let value, let low, let high, let digits):
            PageTable.number(value, numerals.text(value, low: low, high: high, digits: digits))
        }
    }
}
