import Datasets
import Evaluation
import Files
import Foundation
import Segmentation
import Torch

/// The files of an epoch: `history.csv`, `best.safetensors`, `last.safetensors` and `last.state`.
///
/// A new best model is first written as `epoch-N.safetensors`; then the state is written, which names it and holds the
/// history; then best model, last model and history are put in their places. So whoever looks at the folder after a kill
/// sees no model and no row of an epoch that the state does not know, and `restore` finishes what a kill cut off.
struct EpochFiles {
    let folder: RunFolder
    /// Called after each file that is written; tests stop here.
    var afterWrite: (URL) throws -> Void = { _ in }

    /// Writes the model of an epoch that is the best one so far, under the epoch's own name.
    func writeCandidate(_ model: [UInt8], epoch: Int) throws {
        try AtomicFile.write(model, to: folder.candidate(epoch: epoch))
        try afterWrite(folder.candidate(epoch: epoch))
    }

    /// Writes the state: from now on the epoch is done.
    func write(_ checkpoint: Checkpoint, _ network: any SegmentationNetwork, _ optimiser: any Optimiser) throws {
        try checkpoint.write(network, optimiser, to: folder.state)
        try afterWrite(folder.state)
    }

    /// Puts best model, last model and history of the state into their places.
    /// - Parameter last: the model of the state's epoch; not needed where the best one is of that epoch.
    func publish(_ checkpoint: Checkpoint, last: () throws -> [UInt8]) throws {
        try publishBest(checkpoint)
        if checkpoint.epoch == checkpoint.bestEpoch {
            try AtomicFile.link(folder.best, to: folder.last)
        } else {
            try AtomicFile.write(last(), to: folder.last)
        }
        try afterWrite(folder.last)
        try publishHistory(checkpoint)
    }

    /// After a kill: best model and history become those of the state, and what belongs to no finished epoch goes.
    func restore(_ checkpoint: Checkpoint) throws {
        let manager = FileManager.default
        for name in try manager.contentsOfDirectory(atPath: folder.checkpoints.path) {
            let isCandidate = name.wholeMatch(of: /epoch-[0-9]+\.safetensors/) != nil
            let isNamed = name == folder.candidate(epoch: checkpoint.bestEpoch).lastPathComponent
            // What `AtomicFile` was writing aside when the process was killed.
            let isPart = name.wholeMatch(of: /\..*\.part/) != nil
            if isPart || isCandidate && !isNamed {
                try manager.removeItem(at: folder.checkpoints.appending(path: name))
            }
        }
        try publishBest(checkpoint)
        try publishHistory(checkpoint)
    }

    private func publishBest(_ checkpoint: Checkpoint) throws {
        let candidate = folder.candidate(epoch: checkpoint.bestEpoch)
        guard FileManager.default.fileExists(atPath: candidate.path) else { return }
        try AtomicFile.move(candidate, to: folder.best)
        try afterWrite(folder.best)
    }

    private func publishHistory(_ checkpoint: Checkpoint) throws {
        let text = try? String(contentsOf: folder.history, encoding: .utf8)  // unreadable: it is written again
        guard text != checkpoint.history.text else { return }
        try checkpoint.history.write(to: folder.history)
        try afterWrite(folder.history)
    }
}
