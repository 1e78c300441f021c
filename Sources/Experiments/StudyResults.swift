import Datasets
import Evaluation
import Foundation
import Reporting
import Training

/// What a study's finished trainings gave, arm by arm.
public struct StudyResults: Sendable {
    /// One finished training with its rows.
    public struct Run: Sendable {
        /// The training.
        public let run: StudyRun
        /// A row for each test image and class.
        public let test: [TestRow]
        /// Columns of its `test/metrics.csv` that this version of Pleura does not know.
        public let unknownColumns: [String]
        /// A row for each epoch.
        public let history: [HistoryRow]
        /// What it took.
        public let cost: RunCost
    }

    /// The plan that the trainings are of.
    public let plan: StudyPlan
    /// Where they lie.
    public let folder: StudyFolder
    /// In the order of the plan's runs.
    public let runs: [Run]
    /// Whether trainings ran side by side: their seconds say nothing.
    public let ranSideBySide: Bool
    /// What the search of learning rates tried; empty without one.
    public let tuning: TuningTable

    /// Reads the run folders.
    /// - Throws: `StudyError`, `ReportError` or `TrainingError`, which name the file.
    public init(_ study: Study) throws {
        (plan, folder) = (study.plan, study.folder)
        ranSideBySide = FileManager.default.fileExists(atPath: study.folder.sideBySide.path)
        tuning = try TuningTable(ifThere: study.folder.tuningTable)
        runs = try study.finished().map { run in
            let place = study.folder.run(run.name)
            let input = try ReportInput(run: place.url)
            return Run(
                run: run, test: input.test, unknownColumns: input.unknownColumns, history: input.history,
                cost: try RunCost(reading: place.cost))
        }
    }

    /// The arms that have a finished training, in the plan's order.
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

    /// The comparison of all arms that have a finished training.
    /// - Throws: `ComparisonError` for trainings that do not belong together.
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
        return try Comparison(of: scores, margin: plan.margin)
    }

    /// Means over an arm's trainings; the memory of the one that held most.
    private func cost(of runs: [Run]) -> ArmCost {
        ArmCost(
            secondsPerEpoch: ScoreSummary(runs.compactMap(\.cost.secondsPerEpoch))?.mean,
            ranSideBySide: ranSideBySide, parameters: runs.first?.cost.parameters,
            peakMemory: runs.map(\.cost.peakMemory).max())
    }
}
