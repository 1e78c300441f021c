import Datasets
import Evaluation
import Foundation
import Reporting
import Statistics
import Training

/// What a study's finished runs gave, arm by arm.
public struct StudyResults: Sendable {
    /// One finished run with its rows.
    public struct Run: Sendable {
        /// Which run.
        public let run: StudyRun
        /// A row for each test image and class; its group is the one of the run's split.
        public let test: [TestRow]
        /// Columns of its `test/metrics.csv` that this version of Pleura does not know.
        public let unknownColumns: [String]
        /// A row for each epoch.
        public let history: [HistoryRow]
        /// Its memory and time.
        public let cost: RunCost
        /// Whether another run trained at the same time: its seconds are not comparable then.
        public let ranSideBySide: Bool
    }

    /// The plan of the runs.
    public let plan: StudyPlan
    /// Where they are.
    public let folder: StudyFolder
    /// In the order of the plan's runs.
    public let runs: [Run]
    /// What the search of learning rates tried; empty without one.
    public let tuning: TuningTable
    /// By how many images the search chose, of how many that it trained or chose by; nil without a search.
    public let tuningImages: (validation: Int, all: Int)?

    /// Whether any runs trained at the same time: seconds are not comparable then.
    public var ranSideBySide: Bool { runs.contains(where: \.ranSideBySide) }

    /// Reads the run folders.
    /// - Throws: `StudyError`, `ReportError`, `DatasetError` or `TrainingError`, which name the file.
    public init(_ study: Study) throws {
        let folder = study.folder
        (plan, self.folder) = (study.plan, folder)
        tuning = try TuningTable(ifThere: folder.tuningTable)
        tuningImages = tuning.rows.isEmpty ? nil : Self.images(of: try Split(file: folder.tuningSplit))
        runs = try study.finished().map { try Self.read($0, in: folder) }
    }

    private static func images(of search: Split) -> (validation: Int, all: Int) {
        (search.count(.validation), search.count(.validation) + search.count(.train))
    }

    private static func read(_ run: StudyRun, in study: StudyFolder) throws -> Run {
        let folder = study.run(run.name)
        let groups = Dictionary(
            try Split(file: folder.split).entries.map { ($0.key, $0.group) }, uniquingKeysWith: { first, _ in first })
        let (rows, unknownColumns) = try TestRow.read(folder.metrics)
        let test = rows.map { row in
            var row = row
            row.group = groups[ImageKey(set: row.set, name: row.image)] ?? row.group
            return row
        }
        let record = try RunRecord(ifThere: study.record(of: run.name, in: study.runs))
        return Run(
            run: run, test: test, unknownColumns: unknownColumns, history: try HistoryRow.rows(in: folder.history),
            cost: try RunCost(reading: folder.cost), ranSideBySide: record?.ranSideBySide ?? false)
    }

    /// The arms that have a finished run, in the plan's order.
    public var arms: [(arm: Arm, runs: [Run])] {
        plan.arms.compactMap { arm in
            let own = runs.filter { $0.run.arm == arm.name }
            return own.isEmpty ? nil : (arm, own)
        }
    }

    /// The settings by which arms differ, by their dotted keys; what was searched has the rate that was found.
    public func differingSettings() throws -> [String: [String: String]] {
        let settings = try arms.map { arm, runs in
            let list = try Setting.list(of: runs[0].run.recipe.yaml, file: "recipe")
            return (arm.name, Dictionary(list.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first }))
        }
        let keys = Set(settings.flatMap(\.1.keys)).filter { key in Set(settings.map { $0.1[key] ?? "" }).count > 1 }
        return Dictionary(
            settings.map { name, values in (name, values.filter { keys.contains($0.key) }) }, uniquingKeysWith: { $1 })
    }

    /// The comparison of all arms that have a finished run.
    /// - Throws: `ComparisonError` for runs that do not belong together.
    public func comparison() throws -> Comparison {
        let settings = try differingSettings()
        let scores = arms.map { arm, runs in
            ArmScores(
                name: arm.name, settings: settings[arm.name] ?? [:], isTuned: arm.isTuned, cost: cost(of: runs),
                runs: runs.map { entry in
                    ArmScores.Run(
                        seed: UInt64(entry.run.seed), fold: entry.run.fold, scores: entry.test.map { ImageScore($0) })
                })
        }
        let metrics = plan.isExperiment ? ComparedMetric.allCases : ComparedMetric.general
        return try Comparison(of: scores, metrics: metrics, margin: plan.margin)
    }

    /// Means over an arm's runs; the memory of the one that held most.
    private func cost(of runs: [Run]) -> ArmCost {
        ArmCost(
            secondsPerEpoch: ScoreSummary(runs.compactMap(\.cost.secondsPerEpoch))?.mean,
            ranSideBySide: runs.contains(where: \.ranSideBySide), parameters: runs.first?.cost.parameters,
            peakMemory: runs.map(\.cost.peakMemory).max())
    }
}
