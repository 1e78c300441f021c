import Evaluation

extension Page {
    /// One class in the table by class, and in the pictures' legend.
    struct ClassFigures {
        let name: String, images: String, mean: String, median: String, lowest: String, iou: String
        let present: String
        /// Images in which the class was missed, was a false alarm, or is empty in both masks; none where the table of the
        /// test does not say.
        let empty: [String]
    }

    /// What the report says about its classes; nil where there is one.
    struct ClassBlock {
        let figures: [ClassFigures]
        let hasFigures: Bool
        /// Words of the table and of the legend.
        let byClass: String, className: String, images: String, meanDice: String, median: String, lowest: String
        let meanIoU: String, whereItIs: String, pictureRemark: String, severalClasses: String, definition: String
        let empty: [String]
    }

    static func classBlock(_ input: ReportInput, _ language: Language) -> ClassBlock? {
        guard input.classes.count > 1 else { return nil }
        return ClassBlock(
            figures: ClassLegend(input.classes).entries.map { classFigures($0, input.test, language) },
            hasFigures: !input.test.isEmpty, byClass: ClassTexts.byClass(language),
            className: ClassTexts.className(language), images: ClassTexts.images(language),
            meanDice: ClassTexts.meanDice(language), median: ClassTexts.median(language),
            lowest: ClassTexts.lowest(language), meanIoU: ClassTexts.meanIoU(language),
            whereItIs: ClassTexts.whereItIs(language), pictureRemark: ClassTexts.agreement(language),
            severalClasses: ClassTexts.severalClasses(language), definition: ClassTexts.definition(language),
            empty: MaskCounts(input.test) == nil ? [] : MetricTexts.emptyHeadings.map { $0(language) })
    }

    private static func classFigures(_ entry: ClassLegend.Entry, _ test: [TestRow], _ language: Language)
        -> ClassFigures
    {
        let rows = test.filter { $0.className == entry.name }
        let dice = MetricValues(rows, .dice)
        let present = rows.filter { ($0[.truePositives] ?? 0) + ($0[.falseNegatives] ?? 0) > 0 }
        func text(_ value: Double?) -> String { Figure.text(value, digits: 4, language) }
        return ClassFigures(
            name: entry.name, images: "\(present.count)", mean: text(dice.mean), median: text(dice.median),
            lowest: text(dice.minimum), iou: text(MetricValues(rows, .iou).mean),
            present: text(MetricValues(present, .dice).mean),
            empty: MaskCounts(rows).map { [$0.missed, $0.falseAlarms, $0.bothEmpty].map(String.init) } ?? [])
    }
}
