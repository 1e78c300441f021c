import Datasets
import Foundation
import Reporting
import Training

extension Study {
    /// The learning rates of the arms that are tuned, each searched with the first seed and without the test images.
    /// - Throws: `StudyError.plan` where every rate of an arm diverges, `.failed`, `.interrupted`.
    func rates(_ watch: StudyWatch) async throws -> [String: Double] {
        let arms = plan.arms.filter(\.isTuned)
        guard !arms.isEmpty else { return [:] }
        try FileManager.default.createDirectory(at: folder.tuning, withIntermediateDirectories: true)
        if !FileManager.default.fileExists(atPath: folder.tuningSplit.path) {
            try Split(file: folder.split).withoutTest(seed: arms[0].recipe.split.seed).write(to: folder.tuningSplit)
        }
        var (table, rates) = (TuningTable(), [String: Double]())
        for arm in arms {
            let search = try await searched(arm, watch)
            guard let best = search.best else {
                throw StudyError.plan(
                    "\(arm.name) diverged at every learning rate that was tried (its loss became infinite or NaN)")
            }
            table.add(arm.name, search)
            rates[arm.name] = LearningRateSearch.rate(best)
        }
        try table.write(to: folder.tuningTable)
        return rates
    }

    private func searched(_ arm: Arm, _ watch: StudyWatch) async throws -> LearningRateSearch {
        var search = LearningRateSearch(arm.recipe.training.optimizer.name)
        while !search.pending.isEmpty {
            let pending = search.pending
            let runs = pending.map { tuningRun(arm, LearningRateSearch.rate($0)) }
            // A rate that diverged would diverge again.
            let missing = try runs.filter { try !hasDiverged($0) }
            progress.add(missing, in: folder.tuning)
            let failed = try await train(missing, in: folder.tuning, watch).filter { run in
                switch run.outcome {
                case .finished, .diverged: false
                case .interrupted, .failed: true
                }
            }
            guard failed.isEmpty else { throw StudyError.failed(failed, study: folder.url.path) }
            for (halfDecade, run) in zip(pending, runs) {
                search.record(halfDecade, dice: try hasDiverged(run) ? nil : try validationDice(run))
            }
        }
        return search
    }

    private func hasDiverged(_ run: StudyRun) throws -> Bool {
        try RunRecord(ifThere: folder.record(of: run.name, in: folder.tuning))?.outcome == .diverged
    }

    private func tuningRun(_ arm: Arm, _ rate: Double) -> StudyRun {
        var recipe = arm.recipe
        recipe.training.optimizer.learningRate = rate
        recipe.split.file = folder.tuningSplit.path
        return StudyRun(name: "\(arm.name)-lr\(rate)", arm: arm.name, seed: 0, fold: nil, recipe: recipe)
    }

    /// The validation Dice of the weights that the arm would keep: of the best epoch, or of the last where the plan has
    /// no validation subset.
    private func validationDice(_ run: StudyRun) throws -> Double? {
        let history = RunFolder(folder.tuning.appending(path: run.name)).history
        let dice = try HistoryRow.rows(in: history).map(\.validationDice)
        return try Split(file: folder.split).count(.validation) == 0
            ? dice.last ?? nil : dice.compactMap(\.self).max()
    }
}
