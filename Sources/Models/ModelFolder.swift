import Datasets
import Files
import Foundation
import Segmentation
import Torch

/// Writes a model as others read it: `model.safetensors` with SMP's keys, and SMP's `config.json` beside it.
public enum ModelFolder {
    /// The name of the file of weights.
    public static let weights = "model.safetensors"
    /// The name of the file that tells SMP what the network is.
    public static let configuration = "config.json"

    /// The bytes of a model's file, safetensors: equal models and metadata give equal bytes.
    /// - Throws: `TensorFileError` for tensors that cannot be encoded.
    public static func encoded(_ model: any SegmentationNetwork, _ metadata: ModelMetadata) throws -> [UInt8] {
        try Safetensors.encoded(model.state(), metadata: [ModelMetadata.key: metadata.json])
    }

    /// Makes the folder that `smp.from_pretrained` opens. The weights are the same file as `best` where the file system
    /// has hard links, otherwise a copy. Files of an earlier model are replaced.
    /// - Throws: `FileError`, or the system's error, where the folder or a file in it cannot be made;
    ///   `ModelError` where SMP has no name for the network.
    public static func write(weights best: URL, of network: NetworkDescription, to folder: URL) throws {
        try AtomicFile.makeFolder(folder)
        try AtomicFile.link(best, to: folder.appending(path: weights))
        let json = try SMPConfiguration(network).json
        try AtomicFile.write([UInt8](json), to: folder.appending(path: configuration))
    }
}
