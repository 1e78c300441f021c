import Datasets
import Evaluation
import Files
import Foundation
import Hub
import Models
import Segmentation
import Torch

/// A training run with its data in memory and its folder on disk: begun anew, or resumed where it stopped.
///
/// Everything runs on the calling thread.
public struct Run {
    /// Every setting, resolved: the device, the precision, absolute folders, mean and standard deviation.
    public let recipe: Recipe
    /// Where the run's files lie.
    public let folder: RunFolder
    /// Which image trains, validates or tests; of the images that are there.
    public let split: Split
    let inventory: Inventory
    let store: ImageStore
    let data: DataSummary
    let device: Device
    let network: any SegmentationNetwork
    let optimiser: any Optimiser
    let checkpoint: Checkpoint
    /// How bright the training images are, for the model file.
    let brightness: BrightnessRange?
    /// The folder, where this call made it.
    let new: NewRunFolder?
    /// Held as long as the run is.
    let lock: FileLock
    /// Called after each file that an epoch writes; tests stop here.
    var afterWrite: (URL) throws -> Void = { _ in }

    /// Hears what is being done, what was chosen and why, and warnings: lines for standard error.
    public typealias Listener = (String) -> Void

    /// Trains to the last epoch, writes the model's folder, and reads the test subset, once, by the best weights.
    /// - Parameters:
    ///   - isInterrupted: asked between batches and between test images; true stops the run.
    ///   - tell: hears how to go on after a failure.
    ///   - report: is told of every step and every epoch.
    /// - Returns: what the test gave, computed in float32.
    /// - Throws: `TrainingError.interrupted`, after which `init(resuming:)` goes on; `TrainingError.diverged`;
    ///   `MemoryAdvice` for a full memory; or what kept a file from being read or written. A new run that fails before
    ///   its first epoch is done leaves no folder, unless it was interrupted.
    public func train(
        isInterrupted: @escaping () -> Bool = { false }, tell: Listener = { _ in },
        report: @escaping (TrainingEvent) -> Void
    ) throws -> TestResults {
        // Keep the lock until the end.
        defer { withExtendedLifetime(lock) {} }
        let trainer = Trainer(
            recipe: recipe, store: store, split: split, network: network, optimiser: optimiser, device: device,
            files: EpochFiles(folder: folder, afterWrite: afterWrite), metadata: metadata, isInterrupted: isInterrupted,
            report: report)
        do {
            return try MemoryAdvice.explaining(
                device: device, batchSize: min(recipe.training.batchSize, split.count(.train)),
                size: recipe.preprocessing.size, smallest: 2
            ) {
                let last = try tf32(recipe.training.precision == .tf32) { try trainer.run(from: checkpoint) }
                return try test(last, isInterrupted)
            }
        } catch {
            if case TrainingError.interrupted = error { throw error }
            if let state = try? Checkpoint.values(of: folder), state.epoch > 0 {  // unreadable: nothing to go on from
                tell("the epochs that are done are kept; go on with: pleura train --resume \(folder.url.path)")
            } else {
                new?.discard()
            }
            throw error
        }
    }

    private func test(_ last: Checkpoint, _ isInterrupted: () -> Bool) throws -> TestResults {
        try network.load(Safetensors(reading: folder.best).tensors())
        try ModelFolder.write(weights: folder.best, of: recipe.model.network, to: folder.model)
        let evaluator = Evaluator(
            Predictor(network, preprocessing: store.preprocessing, device: device),
            batchSize: recipe.training.batchSize, classes: store.classes, threads: recipe.threads)
        let places = try split.indices(of: .test, in: store.pairs)
        let images = places.map { store.images[$0] }
        func requireTime() throws {
            if isInterrupted() { throw TrainingError.interrupted(run: folder.url.path, epoch: last.epoch) }
        }
        let results = try evaluator.results(
            of: places.map { store.pairs[$0] }, sizes: images.map(\.own), readings: store.readings,
            image: { place in
                try requireTime()
                return images[place]
            },
            observe: { _, _, _ in try requireTime() })
        try FileManager.default.createDirectory(at: folder.test, withIntermediateDirectories: true)
        try RunCost.now(of: recipe, on: device, in: folder).write(to: folder.cost)
        var summary = EvaluationSummary(
            results, metricSize: .original, threshold: evaluator.threshold, tolerance: evaluator.tolerance,
            precision: .fp32, classes: store.classes)
        summary.forced = last.forced.isEmpty ? nil : last.forced
        summary.warmStartOverlap = last.warmStart
        try summary.write(results, to: folder.test)
        return TestResults(summary: summary, images: results)
    }

    /// What the model's file of an epoch says.
    func metadata(_ epoch: Int) throws -> ModelMetadata {
        let settings = try JSONEncoder().encode(recipe.withoutPaths(sets: inventory.sets.map(\.name)))
        return ModelMetadata(
            network: recipe.model.network, classes: store.classes, preprocessing: store.preprocessing,
            brightness: brightness, chosenBy: split.count(.validation) > 0 ? .validationDice : .lastEpoch, epoch: epoch,
            recipe: try JSONDecoder().decode(JSONValue.self, from: settings), data: data.fingerprint,
            masks: store.readings.sets.mapValues(\.masks.line),
            versions: ["pleura": pleuraVersion, "libtorch": try torchVersion])
    }
}

// MARK: - The steps that beginning and resuming share

extension Run {
    static func inventory(of recipe: inout Recipe, _ tell: Listener) throws -> Inventory {
        recipe.data = recipe.data.withAbsolutePaths
        recipe.split.file = recipe.split.file.map { URL(filePath: $0).standardizedFileURL.path }
        return try inventory(of: recipe.data, tell)
    }

    /// The data that a recipe's section names: says what is left out of them and how many patients they show.
    /// - Throws: `DatasetError`; `.unpaired` where they are to be complete and are not.
    public static func inventory(of data: Recipe.Data, _ tell: Listener) throws(DatasetError) -> Inventory {
        let inventory = try data.inventory()
        for warning in inventory.warnings() { tell("warning: \(warning)") }
        if data.strict { try inventory.requireComplete() }
        for line in inventory.groupLines { tell(line) }
        return inventory
    }

    /// Sets the threads and says which device, which precision and how many threads were taken.
    static func compute(_ recipe: Recipe, _ tell: Listener) throws -> (Device, Precision) {
        try setThreadCount(recipe.threads)
        let (device, deviceReason) = try Device.choose(recipe.device)
        let (precision, precisionReason) = try recipe.training.precision.resolved(on: device)
        tell(
            "device: \(device), \(deviceReason); precision: \(precision.rawValue), \(precisionReason); threads: "
                + Processors.current.description(threads: recipe.threads))
        return (device, precision)
    }

    /// Reads and checks the images of the split, and which of the split's images there are.
    static func store(
        of recipe: Recipe, _ split: Split, _ pairs: [Pair], isInterrupted: () -> Bool,
        _ tell: Listener,
        _ loading: @escaping (Int, Int) -> Void, inspect: ((MeasuredPairs) -> Void)? = nil
    ) throws -> (ImageStore, Split) {
        warn(absent: split.absent(from: pairs), tell)
        let present = split.present(in: pairs)
        try requireSubsets(of: split, in: present)
        try requireBatches(present.count(.train), recipe.training)
        let store = try ImageStore(
            loading: split.used(of: pairs), preprocessing: recipe.resolvedPreprocessing(), classes: recipe.classes(),
            truth: recipe.truth, threads: recipe.threads, progress: loading, isInterrupted: isInterrupted,
            inspect: inspect.map { inspect in { inspect(MeasuredPairs($0, $1)) } })
        for line in store.readings.lines { tell(line) }
        return (store, present)
    }

    /// A subset that the split has, and of which no image is there, would change what is trained without a word.
    private static func requireSubsets(of split: Split, in present: Split) throws {
        for subset in [Subset.validation, .test] where split.count(subset) > 0 && present.count(subset) == 0 {
            throw DatasetError.split(
                "none of the \(split.count(subset)) \(subset.rawValue) images of the split is in the data; check which "
                    + "folders are named")
        }
    }

    /// Refuses training sets smaller than one batch: the loss of such an epoch would be NaN.
    static func requireBatches(_ images: Int, _ training: Recipe.Training) throws {
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
