import Datasets
import Evaluation
import Foundation
import Hub
import Segmentation
import Torch

/// A training with its data in memory and its folder on disk: begun anew, or taken up where it stopped.
///
/// Everything runs on the calling thread.
public struct Run {
    /// Every setting, resolved: the device, the precision, absolute folders, mean and deviation.
    public let recipe: Recipe
    /// Where the run's files lie.
    public let folder: RunFolder
    /// Which image trains, validates or tests.
    public let split: Split
    private let inventory: Inventory
    private let corpus: Corpus
    private let data: DataSummary
    private let device: Device
    private let network: any SegmentationNetwork
    private let optimiser: any Optimiser
    private let checkpoint: Checkpoint
    /// Whether this call made the folder.
    private let isNew: Bool
    /// Held as long as the run is.
    private let lock: FolderLock

    /// Hears what is being done, what was chosen and why, and warnings: lines for standard error.
    public typealias Listener = (String) -> Void

    /// Whether the data are there: worth knowing before weights are fetched.
    /// - Throws: what `init(beginning:)` would.
    public static func requireData(of recipe: Recipe) throws {
        var recipe = recipe
        _ = try inventory(of: &recipe) { _ in }
    }

    /// Reads the data, makes the network and writes the folder's first files, `last.state` among them.
    /// - Parameters:
    ///   - pretrained: the encoder's weights, which a recipe with the weights "imagenet" needs (`WeightsStore.pull`).
    ///   - tell: warnings come first, also when the run is then refused.
    ///   - loading: is told how many of how many images are read.
    /// - Throws: what is wrong with recipe, data, device or folder; no folder is left then.
    public init(
        beginning recipe: Recipe, in folder: RunFolder, pretrained: WeightsStore.Location? = nil, tell: Listener,
        loading: @escaping (Int, Int) -> Void = { _, _ in }
    ) throws {
        var recipe = recipe
        recipe.model.encoder = recipe.model.network.encoder
        inventory = try Self.inventory(of: &recipe, tell)
        try folder.requireFree()
        (device, recipe.training.precision) = try Self.compute(recipe, tell)
        recipe.device = "\(device)"
        let network = try Self.network(&recipe, pretrained, tell)
        let preprocessing = try recipe.resolvedPreprocessing()
        (recipe.preprocessing.mean, recipe.preprocessing.deviation) = (preprocessing.mean, preprocessing.deviation)
        let pairs = inventory.pairs
        if let file = recipe.split.file {
            split = try Split(file: URL(filePath: file))
            Self.warn(absent: split.absent(from: pairs), tell)
        } else {
            split = try Split(
                of: pairs, seed: recipe.split.seed, test: recipe.split.test, validation: recipe.split.validation)
        }
        try Self.requireBatches(split.count(.train), recipe.training)
        corpus = try Corpus(
            loading: split.used(of: pairs), preprocessing: preprocessing, classes: recipe.classes(), progress: loading)
        let emptyMasks = try Self.requireForeground(corpus, split, tell)
        data = DataSummary(
            inventory, scales: corpus.scales, emptyMasks: emptyMasks, fingerprint: try Fingerprint(of: pairs))
        try network.to(device, nil, .channelsLast)
        optimiser = try Self.optimiser(of: network, recipe.training.optimizer)
        (self.recipe, self.folder, self.network) = (recipe, folder, network)
        isNew = true
        checkpoint = try Self.write(recipe, split, data, network, optimiser, to: folder)
        lock = try Self.lock(folder)
    }

    /// Takes up a run. Nothing is asked that its folder knows.
    /// - Parameters:
    ///   - threads: another number than the run began with: refused without `force`.
    ///   - name: a device, refused without `force` where the run began on another.
    ///   - force: goes on although data or threads have changed, and says that the result is another one.
    /// - Throws: `TrainingError.changed`, `.noRun`, `.unusableState`, or what is wrong with the data.
    public init(
        resuming folder: RunFolder, threads: Int? = nil, device name: String? = nil, force: Bool = false,
        tell: Listener, loading: @escaping (Int, Int) -> Void = { _, _ in }
    ) throws {
        guard FileManager.default.fileExists(atPath: folder.state.path) else {
            throw TrainingError.noRun(
                folder.url.path, reason: folder.exists ? "it has no checkpoints/last.state" : "there is no such folder")
        }
        lock = try Self.lock(folder)
        var recipe = try Recipe(file: folder.recipe)
        let stored = try Checkpoint.counters(of: folder.state)
        recipe.threads = threads ?? stored.threads
        recipe.device = name ?? stored.device
        do {
            inventory = try Self.inventory(of: &recipe, tell)
        } catch let error as DatasetError {
            throw TrainingError.noRun(
                folder.url.path, reason: "its data are not where its recipe.yaml says (data.sources): \(error)")
        }
        // A best model that is damaged would be found only after the last epoch.
        if stored.epoch > 0 { _ = try ModelFile(opening: folder.best) }
        (device, _) = try Self.compute(recipe, tell)
        recipe.device = "\(device)"
        split = try Split(file: folder.split)
        let known = Set(split.entries.map(\.key))
        let pairs = try split.used(of: inventory.pairs.filter { known.contains($0.key) })
        data = try DataSummary(reading: folder.data)
        try Self.requireUnchanged(
            folder,
            [
                (
                    "the data are not those that it began with (their fingerprint differs)",
                    try Fingerprint(of: inventory.pairs).digest == stored.data, "Bring them back"
                ),
                (
                    "it began with \(stored.threads) threads, now it would have \(recipe.threads)",
                    stored.threads == recipe.threads, "Leave --threads out"
                ),
                (
                    "it began on \(stored.device), now it would go on on \(recipe.device)",
                    stored.device == recipe.device, "Leave --device out"
                ),
                (
                    "it began in \(stored.precision), its recipe.yaml now says \(recipe.training.precision.rawValue)",
                    stored.precision == recipe.training.precision.rawValue, "Put the recipe back"
                ),
            ], force: force, tell)
        Self.warn(absent: split.absent(from: inventory.pairs), tell)
        corpus = try Corpus(
            loading: pairs, preprocessing: recipe.resolvedPreprocessing(), classes: recipe.classes(), progress: loading)
        _ = try Self.requireForeground(corpus, split, isResumed: true, tell)
        network = try recipe.model.network.makeNetwork()
        try network.to(device, nil, .channelsLast)
        optimiser = try Self.optimiser(of: network, recipe.training.optimizer)
        checkpoint = try Checkpoint.read(folder.state, into: network, optimiser)
        (self.recipe, self.folder, isNew) = (recipe, folder, false)
        tell("going on after epoch \(checkpoint.epoch) of \(recipe.training.epochs) in \(folder.url.path)")
    }

    /// Trains to the last epoch, writes the model's folder, and reads the test subset, once, by the best weights.
    /// - Parameters:
    ///   - isInterrupted: asked after every step; true stops the training.
    ///   - tell: hears how to go on after a failure.
    ///   - report: is told of every step and every epoch.
    /// - Returns: the test images' results, one for each image and class, at their own size, computed in float32.
    /// - Throws: `TrainingError.interrupted`, after which `init(resuming:)` goes on; `TrainingError.diverged`;
    ///   `MemoryAdvice` for a full memory; or what kept a file from being read or written. A new run that fails before
    ///   its first epoch is done leaves no folder, unless it was interrupted.
    public func train(
        isInterrupted: @escaping () -> Bool = { false }, tell: Listener = { _ in },
        report: @escaping (TrainingEvent) -> Void
    ) throws -> [ImageResult] {
        // Held to the end, though nothing here asks for it.
        defer { withExtendedLifetime(lock) {} }
        let trainer = Trainer(
            recipe: recipe, corpus: corpus, split: split, network: network, optimiser: optimiser, device: device,
            folder: folder, metadata: metadata, isInterrupted: isInterrupted, report: report)
        do {
            return try MemoryAdvice.explaining(
                device: device, batchSize: min(recipe.training.batchSize, split.count(.train)),
                size: recipe.preprocessing.size, smallest: 2
            ) {
                try trainer.run(from: checkpoint)
                return try test()
            }
        } catch {
            if case TrainingError.interrupted = error { throw error }
            if FileManager.default.fileExists(atPath: folder.last.path) {
                tell("the epochs that are done are kept; go on with: pleura train --resume \(folder.url.path)")
            }
            // A folder without a single epoch is of no use.
            if isNew, !FileManager.default.fileExists(atPath: folder.last.path) {
                try? FileManager.default.removeItem(at: folder.url)  // the error that came first is the one to tell
            }
            throw error
        }
    }

    private func test() throws -> [ImageResult] {
        let best = try Safetensors(reading: folder.best)
        try network.load(best.tensors())
        try ModelFolder.write(weights: folder.best, of: recipe.model.network, to: folder.model)
        let evaluator = Evaluator(
            Predictor(network, preprocessing: corpus.preprocessing, device: device),
            batchSize: recipe.training.batchSize, classes: corpus.classes)
        let places = try split.indices(of: .test, in: corpus.pairs)
        let images = places.map { corpus.images[$0] }
        let results = try evaluator.results(
            of: places.map { corpus.pairs[$0] }, sizes: images.map(\.own), image: { images[$0] })
        try FileManager.default.createDirectory(at: folder.test, withIntermediateDirectories: true)
        try RunCost.now(of: recipe, on: device, in: folder).write(to: folder.cost)
        try EvaluationSummary.write(
            results, metricSize: .original, threshold: evaluator.threshold, tolerance: evaluator.tolerance,
            precision: .fp32, classes: corpus.classes, to: folder.test)
        return results
    }

    private func metadata(_ epoch: Int) throws -> ModelMetadata {
        let settings = try JSONEncoder().encode(recipe.withoutPaths(sets: inventory.sets.map(\.name)))
        return ModelMetadata(
            network: recipe.model.network, classes: corpus.classes, preprocessing: corpus.preprocessing,
            chosenBy: split.count(.validation) > 0 ? "highest validation Dice" : "last epoch", epoch: epoch,
            recipe: try JSONDecoder().decode(JSONValue.self, from: settings), data: data.fingerprint,
            versions: ["pleura": pleuraVersion, "libtorch": try torchVersion])
    }
}

// MARK: - The steps

extension Run {
    private static func lock(_ folder: RunFolder) throws -> FolderLock {
        guard let lock = try FolderLock(folder.url) else { throw TrainingError.inUse(run: folder.url.path) }
        return lock
    }

    private static func inventory(of recipe: inout Recipe, _ tell: Listener) throws -> Inventory {
        let folders = recipe.data.sources.map { URL(filePath: $0).standardizedFileURL }
        recipe.data.sources = folders.map(\.path)
        recipe.split.file = recipe.split.file.map { URL(filePath: $0).standardizedFileURL.path }
        let inventory = try Inventory(folders, layout: recipe.data.layout)
        for warning in inventory.warnings() { tell("warning: \(warning)") }
        if recipe.data.strict { try inventory.requireComplete() }
        return inventory
    }

    /// Sets the threads and says which device and which precision were taken.
    private static func compute(_ recipe: Recipe, _ tell: Listener) throws -> (Device, Precision) {
        try setThreadCount(recipe.threads)
        let (device, deviceReason) = try Device.choose(recipe.device)
        let (precision, precisionReason) = try recipe.training.precision.resolved(on: device)
        tell("device: \(device), \(deviceReason); precision: \(precision.rawValue), \(precisionReason)")
        return (device, precision)
    }

    /// Fresh weights, or those of a file.
    private static func network(
        _ recipe: inout Recipe, _ pretrained: WeightsStore.Location?, _ tell: Listener
    ) throws -> any SegmentationNetwork {
        if [Recipe.fresh, Recipe.imageNet].contains(recipe.model.weights) {
            let network = try recipe.model.network.makeNetwork()
            try network.initialise(seed: recipe.training.seed)
            if recipe.model.weights == Recipe.imageNet { try load(pretrained, into: network, &recipe, tell) }
            return network
        }
        let url = URL(filePath: recipe.model.weights).standardizedFileURL
        let model = try ModelFile(
            opening: url, architecture: recipe.model.architecture, encoder: recipe.model.encoder)
        guard model.description == recipe.model.network else {
            throw ModelFileError.unusable(
                file: model.file.path,
                reason: "its network is not the recipe's: "
                    + model.description.differences(from: recipe.model.network).joined(separator: "; "))
        }
        recipe.model.weights = url.path
        // Mean and deviation belong to the weights.
        recipe.preprocessing.mean = recipe.preprocessing.mean ?? model.preprocessing.mean
        recipe.preprocessing.deviation = recipe.preprocessing.deviation ?? model.preprocessing.deviation
        tell("weights: \(model.network.state().count) tensors of \(model.summary)")
        return model.network
    }

    /// Overwrites the encoder's fresh weights; mean and deviation are those that the weights were made with.
    private static func load(
        _ pretrained: WeightsStore.Location?, into network: any SegmentationNetwork, _ recipe: inout Recipe,
        _ tell: Listener
    ) throws {
        guard let pretrained else {
            throw RecipeError.value(
                file: nil, key: "model.weights", reason: "is imagenet, but no file of pretrained weights was named")
        }
        let loaded = try PretrainedEncoder.load(
            .named(recipe.model.encoder), from: pretrained, into: network)
        let (statistics, channels) = (loaded.statistics, recipe.model.channels)
        recipe.preprocessing.mean =
            recipe.preprocessing.mean ?? Preprocessing.fitted(statistics.mean, channels: channels)
        recipe.preprocessing.deviation =
            recipe.preprocessing.deviation ?? Preprocessing.fitted(statistics.deviation, channels: channels)
        let adapted = loaded.adaptedTo.map { "; its first convolution was adapted to \($0) channels" } ?? ""
        tell("weights: \(loaded.tensors) tensors of the encoder, from \(pretrained.file.path)\(adapted)")
    }

    private static func optimiser(of network: any SegmentationNetwork, _ settings: Recipe.Optimiser) throws
        -> any Optimiser
    {
        switch settings.name {
        case .adam, .adamw:
            try Adam(
                network, learningRate: settings.learningRate, weightDecay: settings.weightDecay,
                decoupled: settings.name == .adamw)
        case .sgd:
            try SGD(
                network, learningRate: settings.learningRate, momentum: settings.momentum,
                weightDecay: settings.weightDecay, nesterov: settings.nesterov)
        }
    }

    /// The folder's first files; what fails leaves no folder.
    private static func write(
        _ recipe: Recipe, _ split: Split, _ data: DataSummary, _ network: any SegmentationNetwork,
        _ optimiser: any Optimiser, to folder: RunFolder
    ) throws -> Checkpoint {
        try FileManager.default.createDirectory(at: folder.checkpoints, withIntermediateDirectories: true)
        do {
            try AtomicFile.write(recipe.yaml, to: folder.recipe)
            try split.write(to: folder.split)
            try data.write(to: folder.data)
            let checkpoint = Checkpoint(
                epoch: 0, best: nil, bestEpoch: 0, historyLength: try History.begin(folder.history),
                data: data.fingerprint, threads: recipe.threads, device: recipe.device,
                precision: recipe.training.precision.rawValue)
            try checkpoint.write(network, optimiser, to: folder.state)
            return checkpoint
        } catch {
            try? FileManager.default.removeItem(at: folder.url)  // the error that came first is the one to tell
            throw error
        }
    }

    private static func requireUnchanged(
        _ folder: RunFolder, _ conditions: [(what: String, holds: Bool, way: String)], force: Bool, _ tell: Listener
    ) throws {
        for condition in conditions where !condition.holds {
            guard force else {
                throw TrainingError.changed(run: folder.url.path, what: condition.what, way: condition.way)
            }
            tell("warning: \(condition.what); going on by --force, the result will not be that of an unbroken run")
        }
    }

    /// An epoch without a batch would train nothing, and say so with figures that are no numbers.
    private static func requireBatches(_ images: Int, _ training: Recipe.Training) throws {
        let wanted = training.dropLast ? training.batchSize : 2
        guard images >= wanted else {
            throw DatasetError.split(
                "\(images) image\(images == 1 ? "" : "s") to train with \(images == 1 ? "is" : "are") too few; at least "
                    + "\(wanted) are wanted\(training.dropLast ? ", a whole batch, since drop_last is on" : "")")
        }
    }

    private static func warn(absent: [ImageKey], _ tell: Listener) {
        guard !absent.isEmpty else { return }
        let named = absent.prefix(8).map(\.description).joined(separator: ", ")
        tell(
            "warning: \(absent.count) images of the split are not in the data: \(named)\(absent.count > 8 ? " ..." : "")"
        )
    }
}
