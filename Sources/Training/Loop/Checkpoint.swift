import Datasets
import Files
import Foundation
import Segmentation
import Torch

/// `last.state`: where a training stands after an epoch. One safetensors file: weights and buffers under `network.`, moments
/// and step counters under `optimiser.`, and the counters below as one JSON text.
struct Checkpoint: Codable, Equatable {
    var format = 1
    /// Epochs that are done.
    var epoch: Int
    /// The highest validation Dice so far and its epoch; without validation the last epoch.
    var best: Double?
    var bestEpoch: Int
    /// Bytes of `history.csv`: what goes beyond belongs to an epoch that was never finished.
    var historyLength: Int
    /// What must be the same for the same bits.
    let data: String, threads: Int, device: String, precision: String

    enum CodingKeys: String, CodingKey {
        case format, epoch, best, data, threads, device, precision
        case bestEpoch = "best_epoch"
        case historyLength = "history_length"
    }

    private static let key = "pleura_state"

    /// Writes the file, whole or not at all.
    func write(_ network: any SegmentationNetwork, _ optimiser: any Optimiser, to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let json = String(decoding: try encoder.encode(self), as: UTF8.self)
        let tensors =
            network.state().map { ("network." + $0.name, $0.tensor) }
            + optimiser.state.map { ("optimiser." + $0.name, $0.tensor) }
        try AtomicFile.write(Safetensors.encoded(tensors, metadata: [Self.key: json]), to: file)
    }

    /// Reads the counters and overwrites network and optimiser.
    static func read(_ file: URL, into network: any SegmentationNetwork, _ optimiser: any Optimiser) throws
        -> Checkpoint
    {
        let (stored, checkpoint) = try open(file)
        var parts: [String: [String: Tensor]] = ["network": [:], "optimiser": [:]]
        for (name, tensor) in try stored.tensors() {
            let parted = name.split(separator: ".", maxSplits: 1).map(String.init)
            if parted.count == 2 { parts[parted[0], default: [:]][parted[1]] = tensor }
        }
        do throws(StateError) {
            try network.load(parts["network"] ?? [:])
            try optimiser.load(parts["optimiser"] ?? [:])
        } catch {
            throw TrainingError.unusableState(file: file.path, reason: "\(error)")
        }
        return checkpoint
    }

    /// The counters alone.
    static func counters(of file: URL) throws -> Checkpoint { try open(file).1 }

    private static func open(_ file: URL) throws -> (Safetensors, Checkpoint) {
        let stored: Safetensors
        do throws(TensorFileError) { stored = try Safetensors(reading: file) } catch {
            throw TrainingError.unusableState(
                file: file.path,
                reason:
                    "\(error). A new training can start from the weights: --weights RUN/checkpoints/last.safetensors")
        }
        guard let text = stored.metadata[key] else {
            throw TrainingError.unusableState(file: file.path, reason: "it is no state of a training")
        }
        do {
            return (stored, try JSONDecoder().decode(Checkpoint.self, from: Data(text.utf8)))
        } catch {
            throw TrainingError.unusableState(file: file.path, reason: "its counters are not those of this version")
        }
    }
}
