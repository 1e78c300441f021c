import Files
import Foundation
import Segmentation
import Torch

/// Pretrained weights on their way into a network's encoder.
///
/// Fetching waits for the network and is asynchronous: it comes first. Loading computes, on one thread, and is not:
///
///     let encoder = try EncoderEntry.named("resnet34")
///     let location = try await WeightsStore().pull(encoder)
///     let loaded = try PretrainedEncoder.load(encoder, from: location, into: network)
public enum PretrainedEncoder {
    /// What was loaded.
    public struct Loaded: Equatable, Sendable {
        /// The file, and who put it there.
        public let location: WeightsStore.Location
        /// What the network's input is normalised with, of red, green and blue: the entry's, or what `weights add` was told.
        public let statistics: InputStatistics
        /// Tensors of the encoder that the file filled.
        public let tensors: Int
        /// Input channels that the first convolution was adapted to; nil where it is as in the file.
        public let adaptedTo: Int?
    }

    /// Fills the encoder with the file's tensors; the decoder stays as it is.
    ///
    /// The first convolution becomes one of the network's input channels by SMP's rule (`adaptedFirstConvolution`).
    /// Counters of batches that the file lacks become 0.
    /// - Throws: `HubError`; the network is then as it was, unless torch fails while it copies.
    @discardableResult
    public static func load(
        _ encoder: EncoderEntry, from location: WeightsStore.Location, into network: any SegmentationNetwork
    ) throws(HubError) -> Loaded {
        let own = network.encoder.state()
        let (statistics, file) = try read(encoder, location)
        var tensors = file.tensors
        let (count, channels) = (tensors.count, network.encoder.featureChannels[0])
        do throws(TorchError) {
            for (name, tensor) in own where tensors[name] == nil && name.hasSuffix("num_batches_tracked") {
                tensors[name] = try Tensor.zeros(tensor.shape, tensor.dtype)
            }
            if let weight = tensors[encoder.firstConvolution] {
                tensors[encoder.firstConvolution] = try adaptedFirstConvolution(weight, inputChannels: channels)
            }
        } catch { throw .model(.torch(error)) }
        do throws(StateError) { try network.encoder.load(tensors) } catch {
            throw .unfit(file: location.file.path, encoder: encoder.name, reason: error.description)
        }
        return Loaded(
            location: location, statistics: statistics, tensors: count, adaptedTo: channels == 3 ? nil : channels)
    }

    private static func read(
        _ encoder: EncoderEntry, _ location: WeightsStore.Location
    ) throws(HubError) -> (InputStatistics, EncoderTensors) {
        try checkDigest(of: encoder, at: location)
        let layout = try EncoderLayout(of: encoder)
        do throws(HubError) {
            return (
                try statistics(of: encoder, at: location),
                try EncoderTensors(reading: location.file, of: encoder.name, layout: layout)
            )
        } catch {
            guard case .tensors(.malformed(let file, let reason)) = error else { throw error }
            throw .damaged(file: file, encoder: encoder.name, reason: reason)
        }
    }

    /// What was fetched may come from a mirror, or from Python's cache: a digest that Pleura knows must be the file's.
    private static func checkDigest(of encoder: EncoderEntry, at location: WeightsStore.Location) throws(HubError) {
        guard location.origin != .added, let expected = encoder.weights?.digest else { return }
        let actual: String
        do { actual = try SHA256(contentsOf: location.file).hexadecimal } catch {
            throw .failure(.of(error, path: location.file.path, action: .read))
        }
        guard actual == expected else {
            throw .damaged(
                file: location.file.path, encoder: encoder.name,
                reason: "its SHA-256 is \(actual), \(expected) is wanted")
        }
    }

    /// What an input of the encoder is normalised with where these weights are used.
    /// - Throws: `HubError` where a file that `weights add` made is damaged.
    public static func statistics(
        of encoder: EncoderEntry, at location: WeightsStore.Location
    ) throws(HubError) -> InputStatistics {
        guard location.origin == .added else { return try InputStatistics(of: encoder) }
        let added = try AddedMetadata(reading: location.file)
        return try InputStatistics(mean: added.mean, deviation: added.deviation)
    }
}
