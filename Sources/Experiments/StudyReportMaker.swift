import Datasets
import Evaluation
import Foundation
import Imaging
import Reporting
import Segmentation
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
    ///   - latex: also writes `comparison.tex`.
    ///   - gnuplot: nil leaves the charts out.
    ///   - progress: is told how many of how many pictures are made; what it throws stops the work.
    /// - Returns: what the report lacks, one line each.
    /// - Throws: `ReportError`, or what kept an image from being read again.
    public func write(
        latex: Bool = false, gnuplot: Gnuplot? = Gnuplot.find(),
        progress: (Int, Int) throws -> Void = { _, _ in }
    ) async throws -> [ReportNote] {
        let folder = results.folder
        try comparison.write(table: folder.comparisonTable, json: folder.comparison)
        if latex {
            try AtomicFile.write(
                ResultTables.latex(comparison, in: language), to: folder.url.appending(path: "comparison.tex"))
        }
        try FileManager.default.createDirectory(at: folder.figures, withIntermediateDirectories: true)
        var input = self.input()
        // Tensors first: the charts are awaited.
        let films = StudyPictures(results, language: language)
        input.pictures = try films.pictures(of: input, progress: progress)
        try films.writeSheets(input, to: folder.figures)
        let (drawn, notes) = try await charts(gnuplot)
        input.charts = drawn
        return notes + (try StudyReport.write(input, to: folder.report))
    }

    /// What may be concluded, for the terminal: a line each.
    public var conclusions: [String] {
        mainPairs.map { texts.verdict(on: $0) } + texts.remark()
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
                    name: arm.name, settings: arm.settings.sorted { $0.key < $1.key }.map(Self.setting),
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
        input.madeUpSets = madeUpSets
        input.pictureSeed = results.plan.arms.first?.recipe.split.seed ?? 0
        return input
    }

    /// The verdicts on the main pairs and the remark; what is said of every pair alike is said once, at the end.
    private var verdict: [String] {
        let pairs = mainPairs.map { texts.sentences(on: $0) }
        let remark = texts.remark()
        guard pairs.count > 1, let first = pairs.first else {
            return pairs.map { $0.joined(separator: " ") } + remark
        }
        let common = first.filter { sentence in pairs.allSatisfy { $0.contains(sentence) } }
        let own = pairs.map { sentences in sentences.filter { !common.contains($0) }.joined(separator: " ") }
        return own + remark.filter { !common.contains($0) } + common
    }

    private static func setting(_ key: String, _ value: String) -> Setting {
        let parts = key.split(separator: ".").map(String.init)
        return Setting(section: parts.dropLast().joined(separator: "."), key: parts.last ?? "", value: value)
    }

    private var lead: String {
        let images = comparison.arms.first?.figures(.dice)?.images ?? 0
        let recipe = results.plan.arms.first?.recipe
        return StudySentences.lead(
            arms: comparison.arms.count, runs: results.runs.count, images: images, folds: results.plan.folds,
            size: recipe.map { "\($0.preprocessing.size.height) x \($0.preprocessing.size.width)" } ?? "")(language)
    }

    private var notes: [String] {
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

    /// Without a readable `data.json` no set is known to be made up; the run's own report names the damaged file.
    private var madeUpSets: Set<String> {
        guard let run = results.runs.first,
            let data = try? DataSummary(reading: results.folder.run(run.run.name).data)
        else { return [] }
        return Set(data.sets.filter(\.isMadeUp).map(\.name))
    }

    /// Every test image with the mean Dice of each arm over its seeds and classes.
    private var images: [StudyReportInput.TestImage] {
        var dice: [ScoredImage.ID: [[Double]]] = [:]
        var groups: [ScoredImage.ID: String] = [:]
        for (place, arm) in comparison.arms.enumerated() {
            for row in results.runs.filter({ $0.run.arm == arm.name }).flatMap(\.test) {
                let id = ScoredImage.ID(set: row.set, image: row.image)
                groups[id] = row.group
                if let value = row.dice {
                    dice[id, default: Array(repeating: [], count: comparison.arms.count)][place].append(value)
                }
            }
        }
        return groups.keys.sorted().map { id in
            StudyReportInput.TestImage(
                id: id, group: groups[id] ?? "",
                dice: (dice[id] ?? Array(repeating: [], count: comparison.arms.count)).map {
                    $0.isEmpty ? nil : $0.reduce(0, +) / Double($0.count)
                })
        }
    }
}
