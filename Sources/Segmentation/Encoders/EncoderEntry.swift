import Torch

/// Where pretrained weights of an encoder lie: `model.safetensors` of a repository of the Hugging Face hub.
public struct PretrainedWeights: Equatable, Sendable {
    /// Owner and name: "smp-hub/resnet34.imagenet".
    public let repository: String
    /// The commit, in hexadecimal.
    public let revision: String
    /// The file's SHA-256 in hexadecimal, 64 digits in lower case; nil where Pleura does not know it.
    public let digest: String?

    /// - Parameters:
    ///   - repository: owner and name.
    ///   - revision: a commit in hexadecimal.
    ///   - digest: of the file, SHA-256 in hexadecimal.
    public init(repository: String, revision: String, digest: String? = nil) {
        (self.repository, self.revision, self.digest) = (repository, revision, digest)
    }
}

/// An encoder by name, and what its input must be like.
public struct EncoderEntry: Sendable {
    /// Pleura's name of it, torchvision's or timm's: "resnet34", "tf_efficientnet_lite0".
    public let name: String
    /// The name as papers write it: "ResNet-34".
    public let title: String
    /// The name in segmentation_models_pytorch, which its `config.json` says.
    public let nameInSMP: String
    /// Further spellings that `named` accepts.
    public let aliases: [String]
    /// Channels of the features of 1/2, 1/4, 1/8, 1/16 and 1/32 of the input's size.
    public let widths: [Int]
    /// Mean and deviation of the channels that its pretrained weights were made with, for values in 0...1.
    public let mean, deviation: [Double]
    /// The key of its first convolution's weights, below "encoder.": "conv1.weight".
    public let firstConvolution: String
    /// Its weights from ImageNet; nil where none are known.
    public let weights: PretrainedWeights?
    /// - Parameters:
    ///   - depth: how often it halves, 3...5. All stages are made, as in SMP; those below are not computed.
    let make: @Sendable (_ inputChannels: Int, _ depth: Int) throws(TorchError) -> any Encoder

    /// ImageNet's channel statistics (RGB).
    public static let imageNetMean = [0.485, 0.456, 0.406], imageNetDeviation = [0.229, 0.224, 0.225]

    /// Every encoder there is. A further family is one file with a list of entries, named here.
    public static let all = residual + efficientLite

    /// - Parameter name: its name, SMP's or an alias.
    /// - Throws: `ModelError.unknownEncoder`, which names those that exist.
    public static func named(_ name: String) throws(ModelError) -> EncoderEntry {
        guard let entry = all.first(where: { $0.answers(to: name) }) else {
            throw .unknownEncoder(name, known: all.map(\.name))
        }
        return entry
    }

    /// Pleura's name for any accepted spelling; an unknown one comes back as it is.
    static func canonicalName(_ name: String) -> String { all.first { $0.answers(to: name) }?.name ?? name }

    private func answers(to name: String) -> Bool {
        name == self.name || name == nameInSMP || aliases.contains(name)
    }
}
