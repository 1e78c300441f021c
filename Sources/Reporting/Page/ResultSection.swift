import Evaluation

/// The test results of a run's page: the headlines, and the tables by set and by class.
struct ResultSection {
    struct Headline {
        let value: String, label: String
    }

    struct SetRow {
        let set: String, isSynthetic: Bool, count: String, mean: String, median: String, lowest: String, iou: String
    }

    /// Empty where nothing was tested.
    let headlines: [Headline]
    /// How many masks are empty, and of how many the means are; nil where none is empty.
    let emptyRemark: String?
    /// Forced changes, and test images that trained the model that the run started from: a sentence each.
    let conditions: [String]
    /// Headings of the table by class for images in which the class was missed, was a false alarm, or is empty in both
    /// masks; none where the table of the test does not say.
    let emptyHeadings: [String]
    /// Empty where all images are of one set.
    let sets: [SetRow]
    /// Empty where there is one class.
    let classes: [ClassRow]
    let histogram: Page.ChartBlock?

    init(_ input: ReportInput, histogram: Page.ChartBlock?) {
        headlines = Self.headlines(input.test, input.language)
        conditions = ConditionTexts.remarks(input.forced, input.warmStart).map { $0(input.language) }
        let masks = MaskCounts(input.test)
        emptyRemark = masks.flatMap { masks in
            masks.isAnyEmpty
                ? MetricTexts.empty(masks, severalClasses: input.classes.count > 1)(input.language) : nil
        }
        emptyHeadings = masks == nil ? [] : MetricTexts.emptyHeadings.map { $0(input.language) }
        let sets = Self.setRows(input)
        self.sets = sets.count > 1 ? sets : []
        classes = ClassRow.list(input)
        self.histogram = histogram
    }

    private static func headlines(_ rows: [TestRow], _ language: Language) -> [Headline] {
        if rows.isEmpty { return [] }
        let (dice, iou) = (MetricValues(rows, .dice), MetricValues(rows, .iou))
        return [
            (dice.mean, PageTexts.meanDice), (dice.median, PageTexts.medianDice), (dice.minimum, PageTexts.minimumDice),
            (iou.mean, PageTexts.meanIoU),
        ].map { Headline(value: Numerals(language).text($0, digits: 3), label: $1(language)) } + [
            Headline(
                value: "\(Set(rows.map { [$0.set, $0.image] }).count)", label: PageTexts.testImages(language))
        ]
    }

    private static func setRows(_ input: ReportInput) -> [SetRow] {
        input.test.map(\.set).unique.map { set in
            let rows = input.test.filter { $0.set == set }
            let (dice, iou) = (MetricValues(rows, .dice), MetricValues(rows, .iou))
            func text(_ value: Double?) -> String { Numerals(input.language).text(value, digits: 4) }
            return SetRow(
                set: set, isSynthetic: input.syntheticSets.contains(set),
                count: PageTexts.count(dice.images.count, of: Set(rows.map(\.image)).count)(input.language),
                mean: text(dice.mean), median: text(dice.median), lowest: text(dice.minimum), iou: text(iou.mean))
        }
    }
}
