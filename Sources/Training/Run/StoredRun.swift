import Datasets
import Files
import Foundation
import Models

/// A run as its folder holds it, locked, with the files of its last finished epoch in their places.
struct StoredRun {
    let folder: RunFolder
    let lock: FileLock
    /// As `recipe.yaml` says, but for another number of epochs.
    var recipe: Recipe
    let checkpoint: Checkpoint
    /// The best model so far; nil before the first epoch is done.
    let best: ModelFile?
    let data: DataSummary
    /// Whole: images that are not there any more are in it.
    let split: Split

    /// - Parameter epochs: how many there will be; nil: as many as the recipe says.
    /// - Throws: `TrainingError.noRun`, `.inUse`, `.unusableState`, `.noMoreEpochs` or `.fixedEpochs`; `RecipeError`,
    ///   `DatasetError` or `ModelFileError` for another file of the folder.
    init(_ folder: RunFolder, epochs: Int?) throws {
        guard FileManager.default.fileExists(atPath: folder.state.path) else {
            throw TrainingError.noRun(
                folder.url.path, reason: folder.exists ? "it has no checkpoints/last.state" : "there is no such folder")
        }
        guard let lock = try FileLock(folder.url) else { throw TrainingError.inUse(run: folder.url.path) }
        (self.folder, self.lock) = (folder, lock)
        checkpoint = try Checkpoint.values(of: folder)
        recipe = try Recipe(file: folder.recipe)
        try Self.set(epochs: epochs, of: &recipe, checkpoint, folder)
        try EpochFiles(folder: folder).restore(checkpoint)
        best = try Self.best(of: checkpoint, in: folder)
        data = try DataSummary(reading: folder.data)
        split = try Split(file: folder.split)
    }

    /// Takes over another number of epochs.
    private static func set(
        epochs: Int?, of recipe: inout Recipe, _ checkpoint: Checkpoint, _ folder: RunFolder
    ) throws(TrainingError) {
        let (done, planned) = (checkpoint.epoch, recipe.training.epochs)
        if let epochs, epochs != planned {
            guard !recipe.training.schedule.dependsOnEpochs else {
                throw .fixedEpochs(run: folder.url.path, epochs: planned)
            }
            recipe.training.epochs = epochs
        }
        // With all epochs done the test is left.
        guard recipe.training.epochs >= max(done, 1) else {
            throw .noMoreEpochs(run: folder.url.path, done: done, wanted: recipe.training.epochs)
        }
    }

    /// Opened at once: a damaged one would otherwise be found only after the last epoch.
    private static func best(of checkpoint: Checkpoint, in folder: RunFolder) throws -> ModelFile? {
        guard checkpoint.epoch > 0 else { return nil }
        let best = try ModelFile(opening: folder.best)
        // An older version wrote the best model before the state that names it.
        let known =
            checkpoint.began.recipe == nil ? [checkpoint.bestEpoch, checkpoint.epoch + 1] : [checkpoint.bestEpoch]
        guard let epoch = best.metadata?.epoch, known.contains(epoch) else {
            throw TrainingError.unusableState(
                file: folder.best.path,
                reason: "it is of epoch \(best.metadata?.epoch ?? 0), and the best one of the run's state is "
                    + "\(checkpoint.bestEpoch); bring the file back")
        }
        return best
    }

    /// What has changed since the run began, refused without `force`.
    /// - Parameter now: the conditions under which it would go on.
    /// - Returns: all that was ever forced.
    /// - Throws: `TrainingError.changed`, which names every change.
    func changes(to now: RunConditions, _ found: RecognisedData, force: Bool, _ tell: Run.Listener) throws
        -> [ForcedChange]
    {
        if checkpoint.began.recipe == nil {
            tell(
                "note: the run was begun by an older version of Pleura, which did not record libtorch, processor and "
                    + "recipe: they are not compared")
        }
        let differences = try checkpoint.differences(from: now, file: folder.state.path)
        guard force || differences.isEmpty else {
            let lines = differences.map { difference in
                "\(difference)" + (difference.change.name == "data" ? found.changes.map { " (\($0))" } ?? "" : "")
            }
            throw TrainingError.changed(run: folder.url.path, lines)
        }
        for change in differences.map(\.change) {
            tell("warning: \(change.name) has changed; resumed by --force, the result is not that of an unbroken run")
        }
        return checkpoint.forced + differences.map(\.change).filter { !checkpoint.forced.contains($0) }
    }

    /// Masks that would be read otherwise than when the run began, refused without `force`: another version may read the
    /// same files by other rules. What an older version did not write down is not compared.
    /// - Throws: `TrainingError.changed`, which names every set.
    func changes(to now: Readings, force: Bool, _ tell: Run.Listener) throws -> [ForcedChange] {
        let changes = data.sets.compactMap { set -> ForcedChange? in
            guard let old = set.reading?.masks, let new = now.sets[set.name]?.masks, !old.means(new) else { return nil }
            return ForcedChange(name: "masks of \(set.name)", old: old.line, new: new.line)
        }
        guard force || changes.isEmpty else {
            throw TrainingError.changed(
                run: folder.url.path,
                changes.map { "\($0.name): read as \($0.old) when it began, as \($0.new) now. Bring the data back" })
        }
        for change in changes { tell("warning: the \(change.name) are read otherwise; resumed by --force") }
        return changes
    }

    /// Writes down where the data are now and how many epochs there will be. A finished run that gets more epochs is not
    /// finished any more.
    /// - Parameter metadata: what the model's file of an epoch says.
    func update(_ metadata: (Int) throws -> ModelMetadata) throws {
        if folder.isFinished, recipe.training.epochs > checkpoint.epoch {
            try FileManager.default.removeItem(at: folder.test)
        }
        if try Recipe(file: folder.recipe) != recipe { try AtomicFile.write(recipe.yaml, to: folder.recipe) }
        // A model's file holds the number of epochs: it is that of a run that began with so many.
        let epochs = JSONValue.integer(Int64(recipe.training.epochs))
        if let best, best.metadata?.recipe["training"]?["epochs"] != epochs {
            try AtomicFile.write(ModelFolder.encoded(best.network, metadata(checkpoint.bestEpoch)), to: folder.best)
        }
    }
}
