extension PageTable {
    /// How a column of `metrics.csv` is shown.
    private struct Shown {
        let column: String, label: String
        let digits: Int
        var hasUnit = false
    }

    /// The counts of pixels stay in the file; columns that are empty are left out.
    private static let shown = [
        Shown(column: "dice", label: "Dice", digits: 4), Shown(column: "iou", label: "IoU", digits: 4),
        Shown(column: "precision", label: "Precision", digits: 4), Shown(column: "recall", label: "Recall", digits: 4),
        Shown(column: "specificity", label: "Specificity", digits: 4),
        Shown(column: "hd95", label: "HD95", digits: 2, hasUnit: true),
        Shown(column: "assd", label: "ASSD", digits: 2, hasUnit: true),
        Shown(column: "surface_dice", label: "Surface Dice", digits: 4),
        Shown(column: "volume_difference", label: "Volume difference", digits: 4),
        Shown(column: "components", label: "Components", digits: 0), Shown(column: "holes", label: "Holes", digits: 0),
        Shown(column: "area_outside_two_largest", label: "Area outside the two largest", digits: 4),
    ]

    /// The per-image table: `metrics.csv` in its own order, rounded for reading, sorted by the full value.
    static func images(_ rows: [TestRow], madeUpSets: Set<String>) -> PageTable {
        let figures = shown.filter { shown in rows.contains { $0.figures[shown.column] != nil } }
        let hasGroups = rows.contains { !$0.group.isEmpty }
        let hasClasses = Set(rows.map(\.className)).count > 1
        var columns = [Column(label: "Image", isNumber: false), Column(label: "Set", isNumber: false)]
        if hasGroups { columns.append(Column(label: "Group", isNumber: false)) }
        if hasClasses { columns.append(Column(label: "Class", isNumber: false)) }
        columns += figures.map { Column(label: $0.label, isNumber: true) }
        return PageTable(
            columns: columns,
            rows: rows.map { row in
                var cells = [text(row.set, isMadeUp: madeUpSets.contains(row.set))]
                if hasGroups { cells.append(text(row.group)) }
                if hasClasses { cells.append(text(row.className)) }
                cells += figures.map { figure(row, $0) }
                return Row(head: text(row.image), cells: cells)
            })
    }

    private static func figure(_ row: TestRow, _ shown: Shown) -> Cell {
        let value = row.figures[shown.column]
        let unit = shown.hasUnit && value != nil && !row.distanceUnit.isEmpty ? " \(row.distanceUnit)" : ""
        return number(value, Figure.text(value, digits: shown.digits) + unit)
    }

    /// `history.csv`, a row for each epoch.
    static func history(_ rows: [HistoryRow]) -> PageTable {
        let hasValidation = rows.contains { $0.validationLoss != nil || $0.validationDice != nil }
        var labels = ["Epoch", "Training loss", "Training Dice"]
        if hasValidation { labels += ["Validation loss", "Validation Dice"] }
        labels += ["Learning rate", "Seconds"]
        return PageTable(
            columns: labels.map { Column(label: $0, isNumber: true) },
            rows: rows.map { row in
                var scores = [row.trainLoss, row.trainDice]
                if hasValidation { scores += [row.validationLoss, row.validationDice] }
                let cells =
                    scores.map { number($0, Figure.text($0, digits: 4)) } + [
                        number(row.learningRate, Figure.brief(row.learningRate)),
                        number(row.seconds, Figure.text(row.seconds, digits: 2)),
                    ]
                return Row(head: number(Double(row.epoch), "\(row.epoch)"), cells: cells)
            })
    }
}
