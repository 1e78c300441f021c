import Datasets
import Evaluation
import Files
import Foundation
import Models
import Segmentation
import Torch

/// What a training run reports while it runs, on its own thread.
public enum TrainingEvent {
    /// `done` of `total` images of the epoch's training pass, `seconds` after its begin.
    case images(epoch: Int, done: Int, total: Int, seconds: Double)
    /// An epoch is over and written down.
    case epoch(EpochFigures)
}

/// The training loop: epoch by epoch, from where its checkpoint stands to the last one.
///
/// Every random draw is a function of (seed, epoch, image), so what a checkpoint holds is all that goes on.
struct Trainer {
    let recipe: Recipe
    let store: ImageStore
    let split: Split
    let network: any SegmentationNetwork
    let optimiser: any Optimiser
    let device: Device
    let files: EpochFiles
    let metadata: (_ epoch: Int) throws -> ModelMetadata
    /// Asked after every step, and before every batch that validates.
    let isInterrupted: () -> Bool
    let report: (TrainingEvent) -> Void

    /// The network's answer in float32, computed in the recipe's precision.
    private func logits(of images: Tensor) throws -> Tensor {
        try autocast(.bfloat16, on: device, enabled: recipe.training.precision == .bf16) { try network(images) }
            .to(.float32)
    }

    /// Trains the epochs that are left and writes history and checkpoints after each.
    ///
    /// Killed before the state is in its place, the epoch is done again, with the same result.
    /// - Returns: where the run stands after the last epoch.
    func run(from start: Checkpoint) throws -> Checkpoint {
        var checkpoint = start
        if start.epoch > 0 {
            try files.publish(start) { try ModelFolder.encoded(network, metadata(start.epoch)) }
        }
        while checkpoint.epoch < recipe.training.epochs {
            let figures = try train(epoch: checkpoint.epoch + 1)
            checkpoint.epoch = figures.epoch
            let isBest = figures.validationDice.map { $0 > checkpoint.best ?? -1 } ?? true
            if isBest { (checkpoint.best, checkpoint.bestEpoch) = (figures.validationDice, figures.epoch) }
            checkpoint.history.append(figures)
            let model = try ModelFolder.encoded(network, metadata(figures.epoch))
            if isBest { try files.writeCandidate(model, epoch: figures.epoch) }
            try files.write(checkpoint, network, optimiser)
            try files.publish(checkpoint) { model }
            report(.epoch(figures))
        }
        return checkpoint
    }

    private func train(epoch: Int) throws -> EpochFigures {
        let training = recipe.training
        let source = BatchSource(
            store, indices: try split.indices(of: .train, in: store.pairs), batchSize: training.batchSize,
            seed: training.seed, augmentation: recipe.augmentation.preset, dropLast: training.dropLast, device: device)
        let batches = source.batches(epoch: epoch)
        let total = batches.reduce(0) { $0 + $1.count }
        optimiser.learningRate = training.schedule.learningRate(
            training.optimizer.learningRate, epoch: epoch, of: training.epochs)
        network.train()
        let start = ContinuousClock.now
        func seconds() -> Double { (ContinuousClock.now - start) / .seconds(1) }
        var (loss, dice, done) = (0.0, 0.0, 0)
        for indices in batches {
            let batch = try source.batch(of: indices, epoch: epoch)
            try optimiser.clearGradients()
            let logits = try self.logits(of: batch.images)
            let value = try training.loss(logits: logits, target: batch.masks, counted: batch.counted)
            try value.backward()
            try optimiser.step()
            loss += try value.item() * Double(indices.count)
            dice += try imageDice(logits: logits, target: batch.masks, counted: batch.counted).reduce(0, +)
            done += indices.count
            try require(loss.isFinite, in: epoch)
            report(.images(epoch: epoch, done: done, total: total, seconds: seconds()))
            try requireTime(epoch)
        }
        let time = seconds()
        // The loss of a step is from before its update: what the last update did shows in the weights alone.
        try require(hasFiniteWeights(), in: epoch)
        let validation = try validate(epoch)
        try require(validation?.loss.isFinite ?? true, in: epoch)
        return EpochFigures(
            epoch: epoch, trainLoss: loss / Double(done), trainDice: dice / Double(done),
            validationLoss: validation?.loss, validationDice: validation?.dice.value,
            learningRate: optimiser.learningRate, seconds: time, validationLeftOut: validation?.dice.leftOut ?? 0)
    }

    /// - Throws: `TrainingError.diverged` where a number is infinite or NaN.
    private func require(_ isFinite: Bool, in epoch: Int) throws(TrainingError) {
        guard !isFinite else { return }
        throw .diverged(epoch: epoch, learningRate: optimiser.learningRate, run: files.folder.url.path)
    }

    private func hasFiniteWeights() throws -> Bool {
        try network.parameters.allSatisfy { try $0.value.detached().absolute().maximum().item().isFinite }
    }

    /// - Throws: `TrainingError.interrupted` where somebody asked to stop, in this epoch.
    private func requireTime(_ epoch: Int) throws(TrainingError) {
        if isInterrupted() { throw .interrupted(run: files.folder.url.path, epoch: epoch - 1) }
    }

    /// Mean loss and Dice of the validation subset in evaluation mode, at the network's size; nil where it is empty. One
    /// of its masks has foreground (`Run.requireForeground`), so that there is a Dice.
    private func validate(_ epoch: Int) throws -> (loss: Double, dice: DiceMean)? {
        let chosen = try split.indices(of: .validation, in: store.pairs)
        guard !chosen.isEmpty else { return nil }
        let source = BatchSource(
            store, indices: chosen, batchSize: recipe.training.batchSize, seed: nil, device: device)
        var (loss, dice) = (0.0, DiceMean())
        try network.evaluating { () throws in
            for indices in source.batches(epoch: 0) {
                try requireTime(epoch)
                let batch = try source.batch(of: indices, epoch: 0)
                let logits = try noGrad { try self.logits(of: batch.images) }
                let value = try recipe.training.loss(logits: logits, target: batch.masks, counted: batch.counted)
                loss += try value.item() * Double(indices.count)
                dice.add(try foregroundCounts(logits: logits, target: batch.masks, counted: batch.counted))
            }
        }
        return (loss / Double(chosen.count), dice)
    }
}
