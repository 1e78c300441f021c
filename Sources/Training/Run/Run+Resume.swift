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
        var stored = try StoredRun(folder, epochs: options.epochs)
        var (recipe, checkpoint) = (stored.recipe, stored.checkpoint)
        recipe.threads = options.threads ?? checkpoint.began.threads
        recipe.device = options.device ?? checkpoint.began.device
        let found = try RecognisedData(of: stored, in: options.data, &recipe, isInterrupted, tell)
        if !options.data.isEmpty { stored.recipe.data.sources = recipe.data.sources }
        let (device, _) = try Self.compute(recipe, tell)
        recipe.device = "\(device)"
        let now = try RunConditions(
            recipe: recipe, split: stored.split, data: Fingerprint(of: found.digests).digest)
        checkpoint.forced = try stored.changes(to: now, found, force: options.force, tell)
        let known = Set(stored.split.entries.map(\.key))
        // The groups of an unbroken run: those that its split was drawn with.
        let pairs = stored.split.grouped(found.inventory.pairs.filter { known.contains($0.key) })
        let (store, present) = try Self.store(
            of: recipe, stored.split, pairs, isInterrupted: isInterrupted, tell, loading)
        _ = try Self.requireForeground(store, present, isResumed: true, tell)
        checkpoint.forced += try stored.changes(to: store.readings, force: options.force, tell)
            .filter { !checkpoint.forced.contains($0) }
        let network = try recipe.model.network.makeNetwork()
        try network.to(device, nil, .channelsLast)
        let optimiser = try recipe.training.optimizer.make(for: network)
        try Checkpoint.load(folder, into: network, optimiser)
        self.init(
            recipe: recipe, folder: folder, split: present, inventory: found.inventory, store: store,
            data: stored.data, device: device, network: network, optimiser: optimiser, checkpoint: checkpoint,
            brightness: try store.brightness(of: present.indices(of: .train, in: store.pairs)), new: nil,
            lock: stored.lock)
        try stored.update(metadata)
        tell("going on after epoch \(checkpoint.epoch) of \(recipe.training.epochs) in \(folder.url.path)")
    }
}
