import Datasets
import Evaluation
import Files
import Foundation
import Models
import Segmentation
import Torch

/// `last.state`: where a training run stands after an epoch. One safetensors file: weights and buffers under `network.`,
/// moments and step counters under `optimiser.`, and the values below as one JSON text.
///
/// It names all that belongs to the epoch: `history.csv` holds its `history`, `best.safetensors` is of its `bestEpoch`.
struct Checkpoint: Equatable {
    var format = 1
    /// Epochs that are done.
    var epoch: Int
    /// The highest validation Dice so far and its epoch; without validation the last epoch.
    var best: Double?
    var bestEpoch: Int
    /// The text of `history.csv`.
    var history: History
    /// What must be the same for the same bits.
    let began: RunConditions
    /// What `--force` went on over, each once.
    var forced: [ForcedChange] = []
    /// Of a run that starts from a model.
    var warmStart: WarmStartOverlap?

    private static let key = "pleura_state"

    /// Writes the file, whole or not at all.
    func write(_ network: any SegmentationNetwork, _ optimiser: any Optimiser, to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let json = String(decoding: try encoder.encode(Stored(self)), as: UTF8.self)
        let tensors =
            network.state().map { ("network." + $0.name, $0.tensor) }
            + optimiser.state.map { ("optimiser." + $0.name, $0.tensor) }
        try AtomicFile.write(Safetensors.encoded(tensors, metadata: [Self.key: json]), to: file)
    }

    /// Overwrites network and optimiser by what the state holds.
    static func load(_ folder: RunFolder, into network: any SegmentationNetwork, _ optimiser: any Optimiser) throws {
        let (stored, _) = try open(folder)
        var parts: [String: [String: Tensor]] = ["network": [:], "optimiser": [:]]
        for (name, tensor) in try stored.tensors() {
            let parted = name.split(separator: ".", maxSplits: 1).map(String.init)
            if parted.count == 2 { parts[parted[0], default: [:]][parted[1]] = tensor }
        }
        do throws(StateError) {
            try network.load(parts["network"] ?? [:])
            try optimiser.load(parts["optimiser"] ?? [:])
        } catch {
            throw TrainingError.unusableState(file: folder.state.path, reason: "\(error)")
        }
    }

    /// The values alone.
    static func values(of folder: RunFolder) throws -> Checkpoint { try open(folder).1 }

    private static func open(_ folder: RunFolder) throws -> (Safetensors, Checkpoint) {
        let file = folder.state
        let stored: Safetensors
        do throws(TensorFileError) { stored = try Safetensors(reading: file) } catch {
            throw TrainingError.unusableState(
                file: file.path,
                reason:
                    "\(error). A new training run can start from the weights: --weights RUN/checkpoints/last.safetensors"
            )
        }
        guard let text = stored.metadata[key] else {
            throw TrainingError.unusableState(file: file.path, reason: "it is no state of a training run")
        }
        let values: Stored
        do {
            values = try JSONDecoder().decode(Stored.self, from: Data(text.utf8))
        } catch {
            throw TrainingError.unusableState(
                file: file.path, reason: "its values are not those of this version (\(decodingFault(error)))")
        }
        return (stored, try Checkpoint(values, folder))
    }
}

// MARK: - The JSON text

extension Checkpoint {
    /// As the file holds it. States of older versions have no text of the history, only its length.
    private struct Stored: Codable {
        let format: Int, epoch: Int, best: Double?, bestEpoch: Int, historyLength: Int, history: String?
        let forced: [ForcedChange]?, warmStart: WarmStartOverlap?
        let began: RunConditions

        enum CodingKeys: String, CodingKey {
            case format, epoch, best, history, forced
            case bestEpoch = "best_epoch"
            case historyLength = "history_length"
            case warmStart = "warm_start_overlap"
        }

        init(_ checkpoint: Checkpoint) {
            (format, epoch, best) = (checkpoint.format, checkpoint.epoch, checkpoint.best)
            (bestEpoch, history) = (checkpoint.bestEpoch, checkpoint.history.text)
            historyLength = checkpoint.history.text.utf8.count
            forced = checkpoint.forced.isEmpty ? nil : checkpoint.forced
            (warmStart, began) = (checkpoint.warmStart, checkpoint.began)
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            format = try values.decode(Int.self, forKey: .format)
            epoch = try values.decode(Int.self, forKey: .epoch)
            best = try values.decodeIfPresent(Double.self, forKey: .best)
            bestEpoch = try values.decode(Int.self, forKey: .bestEpoch)
            historyLength = try values.decode(Int.self, forKey: .historyLength)
            history = try values.decodeIfPresent(String.self, forKey: .history)
            forced = try values.decodeIfPresent([ForcedChange].self, forKey: .forced)
            warmStart = try values.decodeIfPresent(WarmStartOverlap.self, forKey: .warmStart)
            // The conditions lie beside the counters, not below a key of their own.
            began = try RunConditions(from: decoder)
        }

        func encode(to encoder: any Swift.Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(format, forKey: .format)
            try values.encode(epoch, forKey: .epoch)
            try values.encodeIfPresent(best, forKey: .best)
            try values.encode(bestEpoch, forKey: .bestEpoch)
            try values.encode(historyLength, forKey: .historyLength)
            try values.encodeIfPresent(history, forKey: .history)
            try values.encodeIfPresent(forced, forKey: .forced)
            try values.encodeIfPresent(warmStart, forKey: .warmStart)
            try began.encode(to: encoder)
        }
    }

    private init(_ stored: Stored, _ folder: RunFolder) throws {
        self.init(
            format: stored.format, epoch: stored.epoch, best: stored.best, bestEpoch: stored.bestEpoch,
            history: try stored.history.map { History(text: $0) }
                ?? History(folder.history, length: stored.historyLength),
            began: stored.began, forced: stored.forced ?? [], warmStart: stored.warmStart)
    }
}
