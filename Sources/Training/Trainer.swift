import Datasets
import Evaluation
import Foundation
import Segmentation
import Torch

/// One training, from fresh weights to the best ones. Everything runs on the calling thread.
public struct Trainer {
    private let recipe: Recipe
    private let corpus: Corpus
    private let split: Split
    private let model: any SegmentationNetwork
    private let device: Device
    private let optimiser: any Optimiser
    private let usesBF16: Bool

    /// Draws the weights and moves the model to its device.
    public init(_ recipe: Recipe, corpus: Corpus, split: Split, device: Device, bf16: Bool) throws {
        (self.recipe, self.corpus, self.split, self.device, usesBF16) = (recipe, corpus, split, device, bf16)
        model = try recipe.model.network.makeNetwork()
        try model.initialise(seed: recipe.training.seed)
        try model.to(device, nil, .channelsLast)
        let settings = recipe.training.optimizer
        optimiser =
            switch settings.name {
            case .adam, .adamw:
                try Adam(
                    model, learningRate: settings.learningRate, weightDecay: settings.weightDecay,
                    decoupled: settings.name == .adamw)
            case .sgd:
                try SGD(
                    model, learningRate: settings.learningRate, momentum: settings.momentum,
                    weightDecay: settings.weightDecay)
            }
    }

    /// Trains every epoch and writes history, checkpoints, the model's folder and the test figures into `run`.
    /// - Parameter report: called after each epoch, on this thread.
    /// - Returns: the test subset's results at the images' own size, by the best weights.
    public func run(into run: URL, report: (EpochFigures) -> Void) throws -> [ImageResult] {
        let checkpoints = run.appending(path: "checkpoints")
        try FileManager.default.createDirectory(at: checkpoints, withIntermediateDirectories: true)
        let metadata = try self.metadata()
        var history = EpochFigures.header
        var best = -Double.infinity
        let hasValidation = split.count(.validation) > 0
        for epoch in 1...max(1, recipe.training.epochs) {
            let figures = try train(epoch: epoch)
            history += figures.row
            try AtomicFile.write(history, to: run.appending(path: "history.csv"))
            let bytes = try ModelFolder.encoded(model, metadata)
            try AtomicFile.write(bytes, to: checkpoints.appending(path: "last.safetensors"))
            let score = hasValidation ? figures.validationDice ?? 0 : Double(epoch)
            if score > best {
                best = score
                try AtomicFile.write(bytes, to: checkpoints.appending(path: "best.safetensors"))
            }
            report(figures)
        }
        try writeModel(from: checkpoints, into: run.appending(path: "model"), metadata)
        try model.load(Safetensors(reading: checkpoints.appending(path: "best.safetensors")).tensors())
        return try writeTest(into: run.appending(path: "test"))
    }

    private func train(epoch: Int) throws -> EpochFigures {
        let source = BatchSource(
            corpus, indices: try split.indices(of: .train, in: corpus.pairs), batchSize: recipe.training.batchSize,
            seed: recipe.training.seed, augmentation: recipe.augmentation, device: device)
        model.train()
        let start = ContinuousClock.now
        var loss = 0.0
        var dice = 0.0
        var samples = 0
        for indices in source.batches(epoch: epoch) {
            let batch = try source.batch(of: indices, epoch: epoch)
            try optimiser.clearGradients()
            let logits = try autocast(.bfloat16, on: device, enabled: usesBF16) { try model(batch.images) }.to(.float32)
            let value = try diceLoss(logits: logits, target: batch.masks)
            try value.backward()
            try optimiser.step()
            loss += try value.item() * Double(indices.count)
            dice += try overlapCounts(logits: logits, target: batch.masks).reduce(0) { $0 + $1.dice }
            samples += indices.count
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let validation = try evaluate(.validation)
        return EpochFigures(
            epoch: epoch, trainLoss: loss / Double(samples), trainDice: dice / Double(samples),
            validationLoss: validation?.loss, validationDice: validation?.dice, learningRate: optimiser.learningRate,
            seconds: seconds)
    }

    /// Mean loss and Dice of a subset in evaluation mode, at the network's size; nil where it is empty.
    private func evaluate(_ subset: Subset) throws -> (loss: Double, dice: Double)? {
        let chosen = try split.indices(of: subset, in: corpus.pairs)
        guard !chosen.isEmpty else { return nil }
        let source = BatchSource(
            corpus, indices: chosen, batchSize: recipe.training.batchSize, seed: nil, device: device)
        var loss = 0.0
        var dice = 0.0
        try model.evaluating { () throws in
            for indices in source.batches(epoch: 0) {
                let batch = try source.batch(of: indices, epoch: 0)
                let logits = try noGrad {
                    try autocast(.bfloat16, on: device, enabled: usesBF16) { try model(batch.images) }.to(.float32)
                }
                loss += try diceLoss(logits: logits, target: batch.masks).item() * Double(indices.count)
                dice += try overlapCounts(logits: logits, target: batch.masks).reduce(0) { $0 + $1.dice }
            }
        }
        return (loss / Double(chosen.count), dice / Double(chosen.count))
    }

    /// Reads the test subset, once, by the weights that were chosen.
    private func writeTest(into folder: URL) throws -> [ImageResult] {
        let predictor = self.predictor
        let results = try split.indices(of: .test, in: corpus.pairs).map { index in
            let pair = corpus.pairs[index]
            let prediction = try predictor.mask(of: corpus.images[index])
            return ImageResult(
                key: pair.key, group: pair.group, prediction: prediction, truth: try Mask(of: pair).binary)
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try AtomicFile.write(ImageResult.csv(results), to: folder.appending(path: "metrics.csv"))
        let dice = results.map(\.counts.dice)
        let summary: [String: Any] = [
            "format": 1, "metric_size": "original", "images": dice.count,
            "dice_mean": dice.isEmpty ? 0 : dice.reduce(0, +) / Double(dice.count), "dice_lowest": dice.min() ?? 0,
        ]
        let json = try JSONSerialization.data(withJSONObject: summary, options: [.sortedKeys, .prettyPrinted])
        try AtomicFile.write([UInt8](json), to: folder.appending(path: "summary.json"))
        return results
    }

    /// The model as it stands now, for images at their own size.
    public var predictor: Predictor {
        Predictor(model, preprocessing: recipe.preprocessing, device: device, bf16: usesBF16)
    }

    private func metadata() throws -> ModelFolder.Metadata {
        ModelFolder.Metadata(
            architecture: recipe.model.architecture, encoder: recipe.model.encoder, channels: recipe.model.channels,
            classes: recipe.model.classes, preprocessing: recipe.preprocessing, threshold: 0.5,
            chosenBy: split.count(.validation) > 0 ? "highest validation dice" : "last epoch",
            data: try Fingerprint(of: corpus.pairs).digest)
    }

    private func writeModel(from checkpoints: URL, into folder: URL, _ metadata: ModelFolder.Metadata) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (best, file) = (
            checkpoints.appending(path: "best.safetensors"), folder.appending(path: "model.safetensors")
        )
        do {
            try FileManager.default.linkItem(at: best, to: file)
        } catch {
            // Some file systems have no hard links: the model is then a copy, and a copy that fails says why.
            try AtomicFile.write([UInt8](Data(contentsOf: best)), to: file)
        }
        try AtomicFile.write([UInt8](ModelFolder.config(metadata)), to: folder.appending(path: "config.json"))
    }
}
