import Datasets
import Evaluation
import Files
import Foundation
import Hub
import Models
import Segmentation
import Torch

extension Run {
    /// Whether the data are there: worth knowing before weights are fetched.
    /// - Throws: what `init(beginning:)` would.
    public static func requireData(of recipe: Recipe) throws {
        var recipe = recipe
        _ = try inventory(of: &recipe) { _ in }
    }

    /// Makes the folder, then begins a run in it.
    /// - Throws: As `NewRunFolder.make` and `init(beginning:in:)` with its folder.
    public init(
        beginning recipe: Recipe, in folder: RunFolder, pretrained: WeightsStore.Location? = nil,
        isInterrupted: () -> Bool = { false }, tell: Listener, loading: @escaping (Int, Int) -> Void = { _, _ in }
    ) throws {
        try self.init(
            beginning: recipe, in: NewRunFolder.make(folder), pretrained: pretrained, isInterrupted: isInterrupted,
            tell: tell, loading: loading)
    }

    /// Reads the data, makes the network and writes the folder's first files, `last.state` among them.
    /// - Parameters:
    ///   - new: the run's folder; discarded where this throws.
    ///   - pretrained: the encoder's weights, which a recipe with the weights "imagenet" needs (`WeightsStore.pull`).
    ///   - isInterrupted: asked every few images while they are read.
    ///   - tell: warnings come first, also when the run is then refused.
    ///   - loading: is told how many of how many images are read.
    /// - Throws: what is wrong with recipe, data or device; `TrainingError.interruptedReading`.
    public init(
        beginning recipe: Recipe, in new: NewRunFolder, pretrained: WeightsStore.Location? = nil,
        isInterrupted: () -> Bool = { false }, tell: Listener, loading: @escaping (Int, Int) -> Void = { _, _ in }
    ) throws {
        do {
            var recipe = recipe
            recipe.model.encoder = recipe.model.network.encoder
            let inventory = try Self.inventory(of: &recipe, tell)
            let (device, precision) = try Self.compute(recipe, tell)
            (recipe.device, recipe.training.precision) = ("\(device)", precision)
            if !recipe.startsFromModel { InputChoice.resolve(&recipe, by: inventory.pairs, tell) }
            let network = try InitialWeights.network(&recipe, pretrained, tell)
            InputChoice.resolve(&recipe, by: inventory.pairs, tell)
            try recipe.setKnownStatistics()
            let read = try SplitData(recipe, inventory, isInterrupted: isInterrupted, tell, loading)
            let (split, present, digests) = (read.split, read.present, read.digests)
            let store = try InputChoice.normalised(&recipe, read.store, present, tell)
            let emptyMasks = try Self.requireForeground(store, present, tell)
            let data = DataSummary(
                read.inventory, readings: store.readings, emptyMasks: emptyMasks, findings: read.findings,
                fingerprint: Fingerprint(of: digests))
            try network.to(device, nil, .channelsLast)
            let optimiser = try recipe.training.optimizer.make(for: network)
            let checkpoint = Checkpoint(
                epoch: 0, best: nil, bestEpoch: 0, history: History(),
                began: try RunConditions(recipe: recipe, split: split, data: data.fingerprint),
                warmStart: Self.warmStart(recipe, present, digests, tell))
            try Self.write(recipe, split, digests, data, to: new.folder)
            try checkpoint.history.write(to: new.folder.history)
            try checkpoint.write(network, optimiser, to: new.folder.state)
            self.init(
                recipe: recipe, folder: new.folder, split: present, inventory: read.inventory, store: store, data: data,
                device: device, network: network, optimiser: optimiser, checkpoint: checkpoint,
                brightness: try store.brightness(of: present.indices(of: .train, in: store.pairs)), new: new,
                lock: new.lock
            )
        } catch {
            new.discard()
            if case DatasetError.interrupted = error { throw TrainingError.interruptedReading(run: nil) }
            throw error
        }
    }

    /// The folder's first files; the state, which makes it a run, comes after them.
    private static func write(
        _ recipe: Recipe, _ split: Split, _ digests: DataDigests, _ data: DataSummary, to folder: RunFolder
    ) throws {
        try FileManager.default.createDirectory(at: folder.checkpoints, withIntermediateDirectories: true)
        try AtomicFile.write(recipe.yaml, to: folder.recipe)
        try split.write(to: folder.split)
        try digests.write(to: folder.digests)
        try data.write(to: folder.data)
    }

    /// Warns of test images that the model which the run starts from was trained with.
    private static func warmStart(
        _ recipe: Recipe, _ split: Split, _ digests: DataDigests, _ tell: Listener
    ) -> WarmStartOverlap? {
        guard recipe.startsFromModel else { return nil }
        let tested = Set(split.entries.filter { $0.subset == .test }.map(\.key))
        let warmStart = WarmStart(
            weights: URL(filePath: recipe.model.weights), test: digests.entries.filter { tested.contains($0.key) })
        for line in warmStart.warnings(of: tested.count) { tell(line) }
        return warmStart.overlap
    }
}
