import Evaluation
import Training

extension PageTable {
    /// The per-image table: `metrics.csv` in its own order, rounded for reading, sorted by the full value.
    /// - Parameter picture: the HTML of a row's small picture.
    static func images(
        _ rows: [TestRow], syntheticSets: Set<String>, _ language: Language,
        picture: (ScoredImage.ID) -> String? = { _ in nil }
    ) -> PageTable {
        // Columns that are empty are left out.
        let metrics = Metric.all.filter { metric in
            metric.place >= .images && rows.contains { $0.figures[metric.column] != nil }
        }
        let hasGroups = rows.contains { !$0.group.isEmpty }
        let hasClasses = Set(rows.map(\.className)).count > 1
        var columns = [
            Column(label: ImageTableTexts.image(language), isNumber: false, kind: "image"),
            Column(label: PageTexts.set(language), isNumber: false, kind: "set"),
        ]
        if hasGroups { columns.append(Column(label: ImageTableTexts.group(language), isNumber: false)) }
        if hasClasses { columns.append(Column(label: ImageTableTexts.className(language), isNumber: false)) }
        columns += metrics.map { Column(label: MetricTexts.name($0)(language), isNumber: true, kind: "figure") }
        return PageTable(
            columns: columns,
            rows: rows.map { row in
                let synthetic = syntheticSets.contains(row.set) ? PageTexts.synthetic(language) : nil
                var cells = [text(row.set, synthetic: synthetic)]
                if hasGroups { cells.append(text(row.group)) }
                if hasClasses { cells.append(text(row.className)) }
                cells += metrics.map { figure(row, $0, language) }
                return Row(
                    head: text(row.image), cells: cells,
                    picture: picture(ScoredImage.ID(set: row.set, image: row.image)))
            })
    }

    private static func figure(_ row: TestRow, _ metric: Metric, _ language: Language) -> Cell {
        let value = row.figures[metric.column]
        let unit = metric.unit == .distance && value != nil && !row.distanceUnit.isEmpty ? " \(row.distanceUnit)" : ""
        return number(value, Numerals(language).text(value, digits: metric.digits) + unit)
    }

    /// `history.csv`, a row for each epoch.
    static func history(_ rows: [HistoryRow], _ language: Language) -> PageTable {
        let hasValidation = rows.contains { $0.validationLoss != nil || $0.validationDice != nil }
        var labels = [PageTexts.epoch, PageTexts.trainingLoss, PageTexts.trainingDice]
        if hasValidation { labels += [PageTexts.validationLoss, PageTexts.validationDice] }
        labels += [PageTexts.learningRate, PageTexts.seconds]
        return PageTable(
            columns: labels.map { Column(label: $0(language), isNumber: true) },
            rows: rows.map { row in
                var scores = [row.trainLoss, row.trainDice]
                if hasValidation { scores += [row.validationLoss, row.validationDice] }
                let cells =
                    scores.map { number($0, Numerals(language).text($0, digits: 4)) } + [
                        number(row.learningRate, Numerals(language).brief(row.learningRate)),
                        number(row.seconds, Numerals(language).text(row.seconds, digits: 2)),
                    ]
                return Row(head: number(Double(row.epoch), "\(row.epoch)"), cells: cells)
            })
    }
}
