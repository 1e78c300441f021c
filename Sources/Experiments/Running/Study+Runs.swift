import Files
import Foundation
import Training

extension Study {
    /// Trains runs in their order, `jobs` at once.
    /// - Parameter place: the folder of their run folders.
    /// - Returns: how each ended, in the order of `runs`.
    /// - Throws: `StudyError.interrupted` once all have stopped.
    func train(_ runs: [StudyRun], in place: URL, _ watch: StudyWatch) async throws -> [EndedRun] {
        var outcomes = Array(repeating: RunOutcome.interrupted, count: runs.count)
        try await withThrowingTaskGroup(of: (Int, RunOutcome).self) { group in
            var next = 0
            func start() {
                guard next < runs.count, !watch.isInterrupted() else { return }
                let (index, run) = (next, runs[next])
                next += 1
                group.addTask { (index, try await train(run, in: place, watch)) }
            }
            for _ in 0..<jobs { start() }
            while let (index, outcome) = try await group.next() {
                outcomes[index] = outcome
                start()
            }
        }
        guard !watch.isInterrupted() || !outcomes.contains(.interrupted) else {
            throw StudyError.interrupted(study: folder.url.path)
        }
        return zip(runs, outcomes).map { EndedRun(run: $0.name, outcome: $1) }
    }

    private func train(_ run: StudyRun, in place: URL, _ watch: StudyWatch) async throws -> RunOutcome {
        let runFolder = RunFolder(place.appending(path: run.name))
        let recipe = folder.recipes.appending(path: "\(run.name).yaml")
        let record = folder.record(of: run.name, in: place)
        try requireSame(run, recipe)
        if runFolder.isFinished { return .finished }
        // A run that goes on keeps what it began with.
        let isFresh = !runFolder.hasState
        if isFresh { try AtomicFile.write(sharingThreads(run).yaml, to: recipe) }
        try records.begin(record, isFresh: isFresh)
        watch.report(.began(run: run.name))
        let outcome = try await process.run(
            TrainingProcess.Job(
                name: run.name, recipe: recipe, folder: runFolder,
                log: folder.logs.appending(path: "\(run.name).log")), watch)
        try records.end(record, outcome)
        watch.report(.ended(run: run.name, outcome))
        return outcome
    }

    private func arm(of run: StudyRun) -> Arm? { plan.arms.first { $0.name == run.arm } }

    private func sharingThreads(_ run: StudyRun) -> Recipe {
        var recipe = run.recipe
        if arm(of: run)?.hasOwnThreads != true { recipe.threads = threads }
        return recipe
    }

    /// - Throws: `StudyError.changed` where a run of this name was begun with other settings.
    private func requireSame(_ run: StudyRun, _ recipe: URL) throws {
        guard FileManager.default.fileExists(atPath: recipe.path), let arm = arm(of: run) else { return }
        var old = Arm(name: run.arm, hasOwnThreads: arm.hasOwnThreads, recipe: try Recipe(file: recipe))
        var new = run.recipe
        // The study's own split, wherever its folder is now.
        (old.recipe.split.file, new.split.file) = (nil, nil)
        let changes = try old.changes(to: new, hasOwnThreads: arm.hasOwnThreads)
        guard changes.isEmpty else {
            throw StudyError.changed(
                study: folder.url.path, what: "its run \(run.name) has " + changes.joined(separator: "; "))
        }
    }
}
