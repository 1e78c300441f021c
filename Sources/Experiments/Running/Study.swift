import Datasets
import Evaluation
import Files
import Foundation
import Reporting
import Synchronization
import Training

/// What a study tells while it runs. Called on any thread, one call at a time.
public enum StudyEvent: Sendable {
    /// A training begins, or goes on.
    case began(run: String)
    /// A line of a training's standard output.
    case line(run: String, text: String)
    /// A training has ended.
    case ended(run: String, RunOutcome)
}

/// A study at work: every training of a plan on one split, each a process of its own.
///
/// A finished training is never repeated; what was interrupted goes on from its checkpoint.
public struct Study: Sendable {
    /// What is trained.
    public let plan: StudyPlan
    /// Where it lies.
    public let folder: StudyFolder
    /// How far it is.
    public let progress: StudyProgress
    private let process: TrainingProcess
    private let jobs: Int
    private let lock: FolderLock

    /// Begins a study, or takes up the one in the folder where the plan continues it.
    /// - Parameters:
    ///   - plan: checked; its arms' data are read for the split.
    ///   - program: `pleura`.
    ///   - arguments: what every training is told besides its recipe.
    ///   - jobs: trainings at once, at least 1.
    /// - Throws: `StudyError`, and what is wrong with data or split; no folder is left then.
    public init(
        _ plan: StudyPlan, in folder: StudyFolder, program: URL, arguments: [String] = [], jobs: Int = 1
    ) throws {
        var plan = plan
        plan.arms = plan.arms.map { arm in
            var arm = arm
            arm.recipe.data.sources = arm.recipe.data.sources.map { URL(filePath: $0).standardizedFileURL.path }
            arm.recipe.split.file = arm.recipe.split.file.map { URL(filePath: $0).standardizedFileURL.path }
            return arm
        }
        try plan.check()
        let isNew = !FileManager.default.fileExists(atPath: folder.url.path)
        if !isNew, !FileManager.default.fileExists(atPath: folder.plan.path) {
            throw StudyError.notAStudy(folder.url.path)
        }
        if isNew {
            let splits = try Self.splits(of: plan)
            for directory in [folder.runs, folder.recipes, folder.logs] {
                try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            }
            for (fold, split) in splits { try split.write(to: folder.split(fold: fold)) }
        } else {
            let old = try StudyPlan(file: folder.plan)
            try plan.requireContinues(old, in: folder.url)
            // Arms and seeds are added to those that are there, never taken away.
            plan.arms = old.arms + plan.arms.filter { arm in !old.arms.contains { $0.name == arm.name } }
            plan.seeds = max(plan.seeds, old.seeds)
            plan.preset = plan.preset ?? old.preset
        }
        guard let lock = try FolderLock(folder.url) else { throw StudyError.inUse(folder.url.path) }
        // Written last: with it, the folder is a study.
        try AtomicFile.write(plan.yaml, to: folder.plan)
        (self.plan, self.folder, self.lock) = (plan, folder, lock)
        self.jobs = max(jobs, 1)
        process = TrainingProcess(program: program, arguments: arguments)
        progress = StudyProgress(jobs: self.jobs)
    }

    private static func splits(of plan: StudyPlan) throws -> [(fold: Int?, split: Split)] {
        guard let data = plan.arms.first?.recipe.data else { return [] }
        return try plan.splits(of: Inventory(data.sources.map { URL(filePath: $0) }, layout: data.layout).pairs)
    }

    /// Searches the learning rates of the arms that are tuned, then trains every run of the plan.
    /// - Parameter isInterrupted: asked a few times a second; true asks the trainings to stop.
    /// - Returns: the runs of the plan, all finished.
    /// - Throws: `StudyError.interrupted`; `StudyError.failed` once all others are done.
    public func run(
        isInterrupted: @escaping @Sendable () -> Bool = { false },
        report: @escaping @Sendable (StudyEvent) -> Void = { _ in }
    ) async throws -> [StudyRun] {
        // Held to the end, though nothing here asks for it.
        defer { withExtendedLifetime(lock) {} }
        let hearing = Mutex(())
        let report: @Sendable (StudyEvent) -> Void = { event in hearing.withLock { _ in report(event) } }
        if jobs > 1 { try AtomicFile.write("up to \(jobs) at once\n", to: folder.sideBySide) }
        let rates = try await tuned(isInterrupted, report)
        let runs = plan.runs(rates: rates) { folder.split(fold: $0) }
        progress.add(runs)
        let outcomes = try await train(runs, in: folder.runs, isInterrupted, report)
        let failed = zip(runs, outcomes).compactMap { run, outcome in
            if case .failed(let reason) = outcome { (run.name, reason) } else { nil }
        }
        guard failed.isEmpty else {
            throw StudyError.failed(runs: failed.map(\.0), reasons: failed.map(\.1), study: folder.url.path)
        }
        return runs
    }

    /// The finished runs of the plan, whatever else is not there yet.
    public func finished() throws -> [StudyRun] {
        let rates = Dictionary(
            try TuningTable(ifThere: folder.tuningTable).chosen.map { ($0.arm, $0.rate) }, uniquingKeysWith: { $1 })
        return plan.runs(rates: rates) { folder.split(fold: $0) }.filter { folder.run($0.name).isFinished }
    }

    // MARK: - Trainings

    /// Trains runs, `jobs` at once, in their order.
    /// - Throws: `StudyError.interrupted` once all have stopped.
    private func train(
        _ runs: [StudyRun], in place: URL, _ isInterrupted: @escaping @Sendable () -> Bool,
        _ report: @escaping @Sendable (StudyEvent) -> Void
    ) async throws -> [RunOutcome] {
        var outcomes = Array(repeating: RunOutcome.interrupted, count: runs.count)
        try await withThrowingTaskGroup(of: (Int, RunOutcome).self) { group in
            var next = 0
            func start() {
                guard next < runs.count, !isInterrupted() else { return }
                let (index, run) = (next, runs[next])
                next += 1
                group.addTask { (index, try await train(run, in: place, isInterrupted, report)) }
            }
            for _ in 0..<jobs { start() }
            while let (index, outcome) = try await group.next() {
                outcomes[index] = outcome
                start()
            }
        }
        guard !isInterrupted() || !outcomes.contains(.interrupted) else {
            throw StudyError.interrupted(study: folder.url.path)
        }
        return outcomes
    }

    private func train(
        _ run: StudyRun, in place: URL, _ isInterrupted: @escaping @Sendable () -> Bool,
        _ report: @escaping @Sendable (StudyEvent) -> Void
    ) async throws -> RunOutcome {
        let runFolder = RunFolder(place.appending(path: run.name))
        let recipe = folder.recipes.appending(path: "\(run.name).yaml")
        try requireSame(run, recipe)
        if runFolder.isFinished {
            let summary = try JSONDecoder().decode(EvaluationSummary.self, from: Data(contentsOf: runFolder.summary))
            progress.end(run.name, .finished, dice: summary.all?.diceMean)
            return .finished
        }
        progress.begin(run.name)
        report(.began(run: run.name))
        try AtomicFile.write(run.recipe.yaml, to: recipe)
        let outcome = try await process.run(
            recipe: recipe, in: runFolder, log: folder.logs.appending(path: "\(run.name).log"),
            isInterrupted: isInterrupted
        ) { text in
            progress.hear(text, of: run.name)
            report(.line(run: run.name, text: text))
        }
        progress.end(run.name, outcome)
        report(.ended(run: run.name, outcome))
        return outcome
    }

    /// What was begun under this name was begun with these settings.
    private func requireSame(_ run: StudyRun, _ recipe: URL) throws {
        guard FileManager.default.fileExists(atPath: recipe.path) else { return }
        var (old, new) = (try Recipe(file: recipe), run.recipe)
        // The study's own split, wherever its folder lies now.
        (old.split.file, new.split.file) = (nil, nil)
        let changes = try old.changes(to: new)
        guard changes.isEmpty else {
            throw StudyError.changed(
                study: folder.url.path, what: "its training \(run.name) has " + changes.joined(separator: "; "))
        }
    }

    // MARK: - Learning rates

    /// The rates of the arms that are tuned, each searched on the first seed and without the test images.
    private func tuned(
        _ isInterrupted: @escaping @Sendable () -> Bool, _ report: @escaping @Sendable (StudyEvent) -> Void
    ) async throws -> [String: Double] {
        let arms = plan.arms.filter(\.isTuned)
        guard !arms.isEmpty else { return [:] }
        try FileManager.default.createDirectory(at: folder.tuning, withIntermediateDirectories: true)
        if !FileManager.default.fileExists(atPath: folder.tuningSplit.path) {
            try Split(file: folder.split).withoutTest(seed: arms[0].recipe.split.seed).write(to: folder.tuningSplit)
        }
        var (table, rates) = (TuningTable(), [String: Double]())
        for arm in arms {
            let search = try await searched(arm, isInterrupted, report)
            guard let best = search.best else {
                throw StudyError.plan("no learning rate of \(arm.name) trains: the loss of every one is no number")
            }
            table.add(arm.name, search)
            rates[arm.name] = LearningRateSearch.rate(best)
        }
        try table.write(to: folder.tuningTable)
        return rates
    }

    private func searched(
        _ arm: Arm, _ isInterrupted: @escaping @Sendable () -> Bool, _ report: @escaping @Sendable (StudyEvent) -> Void
    ) async throws -> LearningRateSearch {
        var search = LearningRateSearch(arm.recipe.training.optimizer.name)
        while !search.pending.isEmpty {
            let pending = search.pending
            let runs = pending.map { tuningRun(arm, LearningRateSearch.rate($0)) }
            let missing = runs.filter { !FileManager.default.fileExists(atPath: astray($0).path) }
            progress.add(missing)
            let outcomes = try await train(missing, in: folder.tuning, isInterrupted, report)
            for (run, outcome) in zip(missing, outcomes) {
                guard case .failed(let reason) = outcome else { continue }
                guard reason.contains(TrainingError.astray) else {
                    throw StudyError.failed(runs: [run.name], reasons: [reason], study: folder.url.path)
                }
                // Remembered, so that it is not tried again: it would go astray again.
                try AtomicFile.write(reason + "\n", to: astray(run))
            }
            for (halfDecade, run) in zip(pending, runs) {
                let isAstray = FileManager.default.fileExists(atPath: astray(run).path)
                search.record(halfDecade, dice: isAstray ? nil : try validationDice(run, arm))
            }
        }
        return search
    }

    private func tuningRun(_ arm: Arm, _ rate: Double) -> StudyRun {
        var recipe = arm.recipe
        recipe.training.optimizer.learningRate = rate
        recipe.split.file = folder.tuningSplit.path
        return StudyRun(name: "\(arm.name)-lr\(rate)", arm: arm.name, seed: 0, fold: nil, recipe: recipe)
    }

    private func astray(_ run: StudyRun) -> URL { folder.tuning.appending(path: "\(run.name).astray") }

    /// The validation Dice of the weights that the arm would keep: of the best epoch, or of the last where the plan has
    /// no validation subset.
    private func validationDice(_ run: StudyRun, _ arm: Arm) throws -> Double? {
        let dice = try ReportInput(run: folder.tuning.appending(path: run.name)).history.map(\.validationDice)
        return try Split(file: folder.split).count(.validation) == 0
            ? dice.last ?? nil : dice.compactMap(\.self).max()
    }
}
