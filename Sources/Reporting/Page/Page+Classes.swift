extension ResultSection {
    /// One class in the table by class.
    struct ClassRow {
        let name: String, images: String, mean: String, median: String, lowest: String, iou: String
        let present: String

        /// A row for each class; none where there is one class, or where nothing was tested.
        static func list(_ input: ReportInput) -> [ClassRow] {
            guard input.classes.count > 1, !input.test.isEmpty else { return [] }
            return ClassLegend(input.classes).entries.map { ClassRow($0, input.test, input.language) }
        }

        private init(_ entry: ClassLegend.Entry, _ test: [TestRow], _ language: Language) {
            let rows = test.filter { $0.className == entry.name }
            let dice = ScoreSummary(rows.compactMap(\.dice))
            let present = rows.filter { ($0.figures["tp"] ?? 0) + ($0.figures["fn"] ?? 0) > 0 }
            func text(_ value: Double?) -> String { Numerals(language).text(value, digits: 4) }
            (name, images) = (entry.name, "\(present.count)")
            (mean, median, lowest) = (text(dice?.mean), text(dice?.median), text(dice?.lowest))
            iou = text(ScoreSummary(rows.compactMap { $0.figures["iou"] })?.mean)
            self.present = text(ScoreSummary(present.compactMap(\.dice))?.mean)
        }
    }
}
