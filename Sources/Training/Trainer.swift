import Datasets
import Evaluation
import Foundation
import Segmentation
import Torch

/// What a training tells while it runs, on its own thread.
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
    let corpus: Corpus
    let split: Split
    let network: any SegmentationNetwork
    let optimiser: any Optimiser
    let device: Device
    let folder: RunFolder
    let metadata: (_ epoch: Int) throws -> ModelMetadata
    /// Asked after every step.
    let isInterrupted: () -> Bool
    let report: (TrainingEvent) -> Void

    /// The network's answer in float32, computed in the recipe's precision.
    private func logits(of images: Tensor) throws -> Tensor {
        try autocast(.bfloat16, on: device, enabled: recipe.training.precision == .bf16) { try network(images) }
            .to(.float32)
    }

    /// Trains the epochs that are left and writes history and checkpoints after each.
    ///
    /// The state comes last: killed before it is in its place, the epoch is done again, with the same result.
    func run(from start: Checkpoint) throws {
        var checkpoint = start
        var history = try History(folder.history, length: start.historyLength)
        // Killed behind the state, the model that follows from it may be an older one.
        if start.epoch > 0 {
            try AtomicFile.write(ModelFolder.encoded(network, metadata(start.epoch)), to: folder.last)
        }
        while checkpoint.epoch < recipe.training.epochs {
            let figures = try train(epoch: checkpoint.epoch + 1)
            checkpoint.epoch = figures.epoch
            let isBest = figures.validationDice.map { $0 > checkpoint.best ?? -1 } ?? true
            if isBest { (checkpoint.best, checkpoint.bestEpoch) = (figures.validationDice, figures.epoch) }
            checkpoint.historyLength = try history.append(figures)
            let model = try ModelFolder.encoded(network, metadata(figures.epoch))
            if isBest { try AtomicFile.write(model, to: folder.best) }
            try checkpoint.write(network, optimiser, to: folder.state)
            try AtomicFile.write(model, to: folder.last)
            report(.epoch(figures))
        }
    }

    private func train(epoch: Int) throws -> EpochFigures {
        let training = recipe.training
        let source = BatchSource(
            corpus, indices: try split.indices(of: .train, in: corpus.pairs), batchSize: training.batchSize,
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
            let value = try training.loss(logits: logits, target: batch.masks)
            try value.backward()
            try optimiser.step()
            loss += try value.item() * Double(indices.count)
            dice += try imageDice(logits: logits, target: batch.masks).reduce(0, +)
            done += indices.count
            guard loss.isFinite else {
                throw TrainingError.diverged(
                    epoch: epoch, learningRate: optimiser.learningRate, run: folder.url.path)
            }
            report(.images(epoch: epoch, done: done, total: total, seconds: seconds()))
            if isInterrupted() { throw TrainingError.interrupted(run: folder.url.path, epoch: epoch - 1) }
        }
        let time = seconds()
        let validation = try validate()
        return EpochFigures(
            epoch: epoch, trainLoss: loss / Double(done), trainDice: dice / Double(done),
            validationLoss: validation?.loss, validationDice: validation?.dice.value,
            learningRate: optimiser.learningRate, seconds: time, validationLeftOut: validation?.dice.leftOut ?? 0)
    }

    /// Mean loss and Dice of the validation subset in evaluation mode, at the network's size; nil where it is empty. One
    /// of its masks has foreground (`Run.requireForeground`), so that there is a Dice.
    private func validate() throws -> (loss: Double, dice: DiceMean)? {
        let chosen = try split.indices(of: .validation, in: corpus.pairs)
        guard !chosen.isEmpty else { return nil }
        let source = BatchSource(
            corpus, indices: chosen, batchSize: recipe.training.batchSize, seed: nil, device: device)
        var (loss, dice) = (0.0, DiceMean())
        try network.evaluating { () throws in
            for indices in source.batches(epoch: 0) {
                let batch = try source.batch(of: indices, epoch: 0)
                let logits = try noGrad { try self.logits(of: batch.images) }
                let value = try recipe.training.loss(logits: logits, target: batch.masks)
                loss += try value.item() * Double(indices.count)
                dice.add(try foregroundCounts(logits: logits, target: batch.masks))
            }
        }
        return (loss / Double(chosen.count), dice)
    }
}
