import Datasets
import Evaluation
import Foundation
import Imaging
import Reporting
import Segmentation
import Statistics
import Torch
import Training

/// Writes what a study leaves besides its runs: `comparison.csv`, `comparison.json`, `figures/` and `report.html`.
public struct StudyReportMaker {
    let results: StudyResults
    let comparison: Comparison
    let language: Language
    let texts: VerdictText

    /// Compares the finished runs.
    /// - Throws: as `StudyResults.comparison()`.
    public init(_ results: StudyResults, language: Language = .english) throws {
        (self.results, self.language) = (results, language)
        comparison = try results.comparison()
        texts = VerdictText(comparison, in: language)
    }

    /// Writes everything.
    /// - Parameters:
    ///   - latex: also writes `figures/results.tex`.
    ///   - gnuplot: nil leaves out the charts and the sheets of pictures.
    ///   - progress: is told how many of how many pictures are made; what it throws stops the work.
    /// - Returns: what the report lacks, one line each.
    /// - Throws: `ReportError`, or what kept an image from being read again.
    public func write(
        latex: Bool = false, gnuplot: Gnuplot? = Gnuplot.find(),
        progress: (Int, Int) throws -> Void = { _, _ in }
    ) async throws -> [ReportNote] {
        let folder = results.folder
        try comparison.write(table: folder.comparisonTable, json: folder.comparison)
        if latex { try ResultTables.write(comparison, study: folder.url, in: language) }
        try FileManager.default.createDirectory(at: folder.figures, withIntermediateDirectories: true)
        var input = self.input()
        // Tensors first: the charts are awaited.
        let shown = StudyPictures(results, language: language)
        input.pictures = try shown.pictures(of: input, progress: progress)
        let charts = self.charts
        let fonts = await FontCoverage.ofThisMachine()
        let (drawn, chartNotes) = try await Chart.draw(charts, into: folder.figures, with: gnuplot, fonts: fonts)
        var notes = chartNotes
        if let gnuplot {
            let sheets = try await shown.writeSheets(input, to: folder.figures, with: gnuplot, fonts: fonts)
            notes += sheets.notes + ReportNote.fonts(fonts, for: charts.map(\.words) + sheets.texts)
        }
        input.charts = charts.compactMap { chart in
            drawn[chart.name].map { StudyReportInput.DrawnChart(svg: $0, caption: chart.caption) }
        }
        let unknown = Set(results.runs.flatMap(\.unknownColumns)).sorted()
        return ReportNote.unknownColumns(unknown) + notes + (try StudyReport.write(input, to: folder.report))
    }

    /// What may be concluded, for the terminal: a line each.
    public var conclusions: [String] {
        mainPairs.map { texts.verdict(on: $0) } + remark
    }

    // MARK: - The pairs that answer a question

    /// Pairs of arms that differ in one respect alone: in the architecture, the encoder, the optimiser with its
    /// settings, or one other setting. Where no pair does, all pairs.
    var mainPairs: [Comparison.Pair] {
        let all = comparison.pairs.filter { $0.metric == .dice && $0.set == nil }
        let single = all.filter { respects($0.first, $0.second).count == 1 }
        return single.isEmpty ? all : single
    }

    /// In what two arms differ; an optimiser's settings are one respect.
    private func respects(_ a: String, _ b: String) -> Set<String> {
        func settings(_ name: String) -> [String: String] { comparison.arms.first { $0.name == name }?.settings ?? [:] }
        let (one, other) = (settings(a), settings(b))
        let keys = Set(one.keys).union(other.keys).filter { one[$0] != other[$0] }
        return Set(keys.map { $0.hasPrefix("training.optimizer.") ? "training.optimizer" : $0 })
    }

    // MARK: - The page

    private func input() -> StudyReportInput {
        let arms = comparison.arms
        var input = StudyReportInput(
            title: results.folder.url.standardizedFileURL.lastPathComponent, lead: lead,
            arms: arms.map { arm in
                let runs = results.runs.filter { $0.run.arm == arm.name }
                return StudyReportInput.Arm(
                    name: arm.name,
                    settings: arm.settings.sorted { $0.key < $1.key }.map { Setting(key: $0.key, value: $0.value) },
                    isTuned: results.tuning.rows.isEmpty ? nil : arm.isTuned, runs: runs.count,
                    parameters: arm.cost?.parameters,
                    secondsPerEpoch: results.ranSideBySide ? nil : arm.cost?.secondsPerEpoch,
                    peakMemory: arm.cost?.peakMemory,
                    reports: runs.map { "runs/\($0.run.name)/report.html" }.filter {
                        FileManager.default.fileExists(atPath: results.folder.url.appending(path: $0).path)
                    })
            })
        input.language = language
        input.verdict = verdict
        input.tables = tables
        input.images = images
        let places = mainPairs.compactMap { pair -> (Int, Int)? in
            guard let first = arms.firstIndex(where: { $0.name == pair.first }),
                let second = arms.firstIndex(where: { $0.name == pair.second })
            else { return nil }
            return (first, second)
        }
        input.differences = input.largestDifferences(between: Array(places.prefix(6)))
        input.notes = notes
        input.syntheticSets = syntheticSets
        input.pictureSeed = results.plan.arms.first?.recipe.split.seed ?? 0
        return input
    }

    /// On the remark of the experiment's author; nothing in any other study.
    private var remark: [String] { results.plan.isExperiment ? texts.remark() : [] }

    /// The verdicts on the main pairs and the remark; what is said of every pair alike is said once, at the end.
    private var verdict: [String] {
        let pairs = mainPairs.map { texts.sentences(on: $0) }
        guard pairs.count > 1, let first = pairs.first else {
            return pairs.map { $0.joined(separator: " ") } + remark
        }
        let common = first.filter { sentence in pairs.allSatisfy { $0.contains(sentence) } }
        let own = pairs.map { sentences in sentences.filter { !common.contains($0) }.joined(separator: " ") }
        return own + remark.filter { !common.contains($0) } + common
    }

    private var lead: String {
        let images = comparison.arms.first?.figures(.dice)?.images ?? 0
        let recipe = results.plan.arms.first?.recipe
        return StudySentences.lead(
            arms: comparison.arms.count, runs: results.runs.count, images: images, folds: results.plan.folds,
            size: recipe.map { "\($0.preprocessing.size.height) x \($0.preprocessing.size.width)" } ?? "")(language)
    }

    var notes: [String] {
        var notes: [String] = []
        let planned = results.plan.runs(rates: [:]) { results.folder.split(fold: $0) }.count
        if results.runs.count < planned {
            notes.append(StudySentences.unfinished(results.runs.count, of: planned)(language))
        }
        if results.plan.seeds < Comparison.fewestSeeds {
            notes.append(StudySentences.fewSeeds(results.plan.seeds, folds: results.plan.folds)(language))
        }
        if results.ranSideBySide { notes.append(StudySentences.sideBySide(language)) }
        if results.runs.allSatisfy({ $0.history.allSatisfy { $0.validationDice == nil } }) {
            notes.append(StudySentences.noValidation(language))
        }
        return notes
    }

    /// Without a readable `data.json` no set is known to be synthetic; the run's own report names the damaged file.
    private var syntheticSets: Set<String> {
        guard let run = results.runs.first,
            let data = try? DataSummary(reading: results.folder.run(run.run.name).data)  // as said above
        else { return [] }
        return Set(data.sets.filter(\.isSynthetic).map(\.name))
    }

    /// Every test image with the mean Dice of each arm over its seeds and classes.
    private var images: [StudyReportInput.TestImage] {
        let dice = comparison.arms.map { arm in
            Dictionary(ScoredImage.list(of: rows(of: arm.name)).map { ($0.id, $0.dice) }, uniquingKeysWith: { $1 })
        }
        let groups = Dictionary(
            results.runs.flatMap(\.test).map { (ScoredImage.ID(set: $0.set, image: $0.image), $0.group) },
            uniquingKeysWith: { first, _ in first })
        return groups.sorted { $0.key < $1.key }.map { id, group in
            StudyReportInput.TestImage(id: id, group: group, dice: dice.map { $0[id] ?? nil })
        }
    }

    /// The test rows of all runs of an arm.
    func rows(of arm: String) -> [TestRow] { results.runs.filter { $0.run.arm == arm }.flatMap(\.test) }
}
