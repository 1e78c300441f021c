import Evaluation
import Foundation
import Reporting
import Statistics
import Training

extension StudyReportMaker {
    private typealias Cell = StudyReportInput.Cell

    /// Results, comparisons, the search and, of the experiment, the author's numbers.
    var tables: [StudyReportInput.Table] {
        [resultTable, pairTable, results.plan.isExperiment ? authorTable : nil, searchTable].compactMap(
            \.self)
    }

    private var resultTable: StudyReportInput.Table {
        let sets = comparison.sets
        let hasSeeds = comparison.arms.contains { $0.seeds.count > 1 }
        let metrics = comparison.metrics.filter { $0 != .dice }
        let hasEmpty = comparison.arms.contains { MaskCounts(self.rows(of: $0.name))?.isAnyEmpty == true }
        var columns = [StudySentences.arm, StudySentences.images, StudySentences.diceMean].map { $0(language) }
        if hasSeeds { columns.append(StudySentences.seedDeviation(language)) }
        columns +=
            [StudySentences.diceMedian, StudySentences.diceMinimum].map { $0(language) } + sets.map { "Dice, \($0)" }
        columns += metrics.map(heading)
        if hasEmpty { columns += MetricTexts.emptyHeadings.map { $0(language) } }
        let rows = comparison.arms.map { arm -> [Cell] in
            let dice = arm.figures(.dice)
            let own = self.rows(of: arm.name)
            let scores = ScoreSummary(ScoredImage.list(of: own).compactMap(\.dice))
            /// A mean, and how many rows it is of where some have no value.
            func mean(_ metric: ComparedMetric, digits: Int) -> Cell {
                let (mean, count) = (arm.figures(metric)?.mean, MetricValues(own, metric.metric).count)
                return count < own.count ? .mean(mean, digits: digits, of: count) : .number(mean, digits: digits)
            }
            var row: [Cell] = [
                .text(arm.name), .number(dice.map { Double($0.images) }, digits: 0), mean(.dice, digits: 4),
            ]
            if hasSeeds { row.append(.number(dice?.seedDeviation, digits: 4)) }
            row += [.number(scores?.median, digits: 4), .number(scores?.minimum, digits: 4)]
            row += sets.map { .number(arm.figures(.dice, set: $0)?.mean, digits: 4) }
            row += metrics.map { mean($0, digits: $0.isDistance ? 2 : 1) }
            if hasEmpty {
                let masks = MaskCounts(own)
                row += [masks?.missed, masks?.falseAlarms, masks?.bothEmpty].map { count in
                    .number(count.map(Double.init), digits: 0)
                }
            }
            return row
        }
        let note = StudySentences.perImage(language) + (hasEmpty ? " \(StudySentences.howEmpty(language))" : "")
        return StudyReportInput.Table(
            caption: StudySentences.testResults(language), columns: columns, rows: rows, note: note)
    }

    private func heading(_ metric: ComparedMetric) -> String {
        let unit = comparison.arms.compactMap { $0.figures(metric)?.unit }.first ?? ""
        return switch metric {
        case .dice: "Dice"
        case .areaOutsideTwoLargest: StudySentences.falseArea(language)
        case .components: StudySentences.components(language)
        case .hd95: StudySentences.distance("HD95", unit: unit)(language)
        case .assd: StudySentences.distance("ASSD", unit: unit)(language)
        }
    }

    private var pairTable: StudyReportInput.Table? {
        let pairs = comparison.pairs.filter { $0.metric == .dice }
        guard !pairs.isEmpty else { return nil }
        let hasGroups = comparison.samplingUnit == .group
        let rows = pairs.map { pair -> [Cell] in
            let difference: Cell =
                if let value = pair.difference, let interval = pair.interval {
                    .interval(value, low: interval.low, high: interval.high, digits: 4)
                } else { .number(pair.difference, digits: 4) }
            return [
                .text(pair.first), .text(pair.second), .text(pair.set ?? StudySentences.all(language)), difference,
                .p(pair.correctedP), .number(Double(pair.images), digits: 0),
            ] + (hasGroups ? [.number(Double(pair.groups), digits: 0)] : []) + [.text(word(pair.verdict))]
        }
        let columns =
            [
                StudySentences.first, StudySentences.second, StudySentences.set, StudySentences.difference,
                StudySentences.corrected, StudySentences.images,
            ] + (hasGroups ? [StudySentences.groups] : []) + [StudySentences.concluded]
        let note = StudySentences.howCompared(comparison.samplingUnit, areSeedsSampled: comparison.areSeedsSampled)
        return StudyReportInput.Table(
            caption: StudySentences.comparisons(language), columns: columns.map { $0(language) }, rows: rows,
            note: note(language))
    }

    private func word(_ verdict: Verdict) -> String {
        switch verdict {
        case .better(let arm, _): StudySentences.better(arm)(language)
        case .equivalent(let margin, _):
            StudySentences.equivalent(margin)(language)
        case .undecided: StudySentences.undecided(language)
        case .none: StudySentences.noStatement(language)
        }
    }

    private var authorTable: StudyReportInput.Table {
        let rows = AuthorFigures.all.flatMap { author -> [[Cell]] in
            let history = results.runs.first { $0.run.arm == author.arm }?.history ?? []
            func row(_ who: StudySentences, _ values: [Double?], _ seconds: Double?) -> [Cell] {
                [.text(author.arm), .text(who(language))] + values.map { .number($0, digits: 4) } + [
                    .number(seconds, digits: 2)
                ]
            }
            let ours = [
                history.first?.trainLoss, history.first?.trainDice, history.last?.trainLoss, history.last?.trainDice,
            ]
            return [
                row(
                    StudySentences.theAuthor, [author.firstLoss, author.firstDice, author.lastLoss, author.lastDice],
                    author.lastSeconds),
                row(StudySentences.here, ours, results.ranSideBySide ? nil : history.last?.seconds),
            ]
        }
        return StudyReportInput.Table(
            caption: StudySentences.author(language),
            columns: [
                StudySentences.arm, StudySentences.whose, StudySentences.firstLoss, StudySentences.firstDice,
                StudySentences.lastLoss, StudySentences.lastDice, StudySentences.seconds,
            ].map { $0(language) }, rows: rows, note: StudySentences.howAuthor(language))
    }

    private var searchTable: StudyReportInput.Table? {
        guard !results.tuning.rows.isEmpty else { return nil }
        let rows = results.tuning.rows.map { row -> [Cell] in
            [
                .text(row.arm), .text("\(row.rate)"),
                row.dice.map { .number($0, digits: 4) } ?? .text(StudySentences.diverged(language)),
                .text(row.isChosen ? StudySentences.yes(language) : ""),
            ]
        }
        return StudyReportInput.Table(
            caption: StudySentences.search(language),
            columns: [
                StudySentences.arm, StudySentences.rate, StudySentences.validationDice, StudySentences.chosen,
            ].map { $0(language) }, rows: rows,
            note: results.tuningImages.map { StudySentences.howSearched(images: $0.validation, of: $0.all)(language) }
                ?? "")
    }
}
