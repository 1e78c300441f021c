import Datasets
import Evaluation
import Files
import Foundation
import Models
import Segmentation
import Torch

/// How a run is resumed otherwise than as it stands.
public struct ResumeOptions: Sendable {
    /// Folders in which the data lie now, whatever they are called; empty: where `recipe.yaml` says.
    public var data: [URL] = []
    /// Another number of epochs, above those that are done; nil: that of `recipe.yaml`.
    public var epochs: Int?
    /// Another number of threads, or another device, than the run began with: refused without `force`.
    public var threads: Int?
    /// "cpu", for example.
    public var device: String?
    /// Goes on although something has changed on which the bits of the result depend; `summary.json` says what.
    public var force = false

    /// As the run stands.
    public init() {}
}

extension Run {
    /// Resumes a run. Every check of a new run holds.
    /// - Parameters:
    ///   - isInterrupted: asked every few images while they are read.
    ///   - loading: is told how many of how many images are read.
    /// - Throws: `TrainingError.changed`, `.noRun`, `.inUse`, `.unusableState`, `.noMoreEpochs`, `.fixedEpochs`,
    ///   `.interruptedReading`, or what is wrong with the data.
    public init(
        resuming folder: RunFolder, _ options: ResumeOptions = ResumeOptions(), isInterrupted: () -> Bool = { false },
        tell: Listener, loading: @escaping (Int, Int) -> Void = { _, _ in }
    ) throws {
        do {
            try self.init(folder, options, isInterrupted, tell, loading)
        } catch DatasetError.interrupted {
            throw TrainingError.interruptedReading(run: folder.url.path)
        }
    }

    private init(
        _ folder: RunFolder, _ options: ResumeOptions, _ isInterrupted: () -> Bool, _ tell: Listener,
        _ loading: @escaping (Int, Int) -> Void
    ) throws {
        guard FileManager.default.fileExists(atPath: folder.state.path) else {
            throw TrainingError.noRun(
                folder.url.path, reason: folder.exists ? "it has no checkpoints/last.state" : "there is no such folder")
        }
        guard let lock = try FolderLock(folder.url) else { throw TrainingError.inUse(run: folder.url.path) }
        var stored = try Recipe(file: folder.recipe)
        var checkpoint = try Checkpoint.values(of: folder)
        try EpochFiles(folder: folder).restore(checkpoint)
        let best = try Self.best(of: checkpoint, in: folder)
        try Self.set(epochs: options.epochs, of: &stored, checkpoint, folder)
        var recipe = stored
        recipe.threads = options.threads ?? checkpoint.began.threads
        recipe.device = options.device ?? checkpoint.began.device
        let data = try DataSummary(reading: folder.data)
        let split = try Split(file: folder.split)
        let found = try RecognisedData(of: folder, data, split, in: options.data, &recipe, isInterrupted, tell)
        let (device, _) = try Self.compute(recipe, tell)
        recipe.device = "\(device)"
        checkpoint.forced = try Self.changes(
            since: checkpoint, recipe, split, found, folder, force: options.force, tell)
        let known = Set(split.entries.map(\.key))
        let (corpus, present) = try Self.corpus(
            of: recipe, split, found.inventory.pairs.filter { known.contains($0.key) }, isInterrupted: isInterrupted,
            tell, loading)
        let network = try recipe.model.network.makeNetwork()
        try network.to(device, nil, .channelsLast)
        let optimiser = try recipe.training.optimizer.make(for: network)
        try Checkpoint.load(folder, into: network, optimiser)
        self.init(
            recipe: recipe, folder: folder, split: present, inventory: found.inventory, corpus: corpus, data: data,
            device: device, network: network, optimiser: optimiser, checkpoint: checkpoint, new: nil, lock: lock)
        if !options.data.isEmpty { stored.data.sources = recipe.data.sources }
        try update(stored, best)
        tell("going on after epoch \(checkpoint.epoch) of \(recipe.training.epochs) in \(folder.url.path)")
    }
    /// The best model so far. One that is damaged would otherwise be found only after the last epoch.
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

    /// What has changed since the run began, refused without `force`.
    /// - Returns: all that was ever forced.
    private static func changes(
        since checkpoint: Checkpoint, _ recipe: Recipe, _ split: Split, _ found: RecognisedData, _ folder: RunFolder,
        force: Bool, _ tell: Listener
    ) throws -> [ForcedChange] {
        let now = try RunConditions(recipe: recipe, split: split, data: Fingerprint(of: found.digests).digest)
        if checkpoint.began.recipe == nil {
            tell(
                "note: the run was begun by an older version of Pleura, which did not record libtorch, processor and "
                    + "recipe: they are not compared")
        }
        let differences = try checkpoint.differences(from: now, file: folder.state.path)
        let lines = differences.map { difference in
            "\(difference)" + (difference.change.name == "data" ? found.changes.map { " (\($0))" } ?? "" : "")
        }
        guard force || differences.isEmpty else { throw TrainingError.changed(run: folder.url.path, lines) }
        for difference in differences {
            let change = difference.change
            tell("warning: \(change.name) has changed; resumed by --force, the result is not that of an unbroken run")
        }
        return checkpoint.forced + differences.map(\.change).filter { !checkpoint.forced.contains($0) }
    }

    /// Writes down where the data are now and how many epochs there will be. A finished run that gets more epochs is not
    /// finished any more.
    private func update(_ stored: Recipe, _ best: ModelFile?) throws {
        if folder.isFinished, recipe.training.epochs > checkpoint.epoch {
            try FileManager.default.removeItem(at: folder.test)
        }
        if try Recipe(file: folder.recipe) != stored { try AtomicFile.write(stored.yaml, to: folder.recipe) }
        // A model's file holds the number of epochs: it is that of a run that began with so many.
        let epochs = JSONValue.integer(Int64(recipe.training.epochs))
        if let best, best.metadata?.recipe["training"]?["epochs"] != epochs {
            try AtomicFile.write(ModelFolder.encoded(best.network, metadata(checkpoint.bestEpoch)), to: folder.best)
        }
    }
}
