import Evaluation
import Overlays

extension ResultSection {
    /// One class in the table by class.
    struct ClassRow {
        let name: String, images: String, mean: String, median: String, lowest: String, iou: String
        let present: String
        /// Images in which the class was missed, was a false alarm, or is empty in both masks; none where the table of the
        /// test does not say.
        let empty: [String]

        /// A row for each class; none where there is one class, or where nothing was tested.
        static func list(_ input: ReportInput) -> [ClassRow] {
            guard input.classes.count > 1, !input.test.isEmpty else { return [] }
            return ClassLegend(input.classes).entries.map { ClassRow($0, input.test, input.language) }
        }

        private init(_ entry: ClassLegend.Entry, _ test: [TestRow], _ language: Language) {
            let rows = test.filter { $0.className == entry.name }
            let dice = MetricValues(rows, .dice)
            let present = rows.filter { ($0[.truePositives] ?? 0) + ($0[.falseNegatives] ?? 0) > 0 }
            func text(_ value: Double?) -> String { Numerals(language).text(value, digits: 4) }
            (name, images) = (entry.name, "\(present.count)")
            (mean, median, lowest) = (text(dice.mean), text(dice.median), text(dice.minimum))
            iou = text(MetricValues(rows, .iou).mean)
            self.present = text(MetricValues(present, .dice).mean)
            empty = MaskCounts(rows).map { [$0.missed, $0.falseAlarms, $0.bothEmpty].map(String.init) } ?? []
        }
    }
}
