import Torch

/// The half of a segmentation network that looks: ever smaller, ever more abstract features of an image.
public protocol Encoder: Module {
    /// Channels of each feature, the input's own first.
    var featureChannels: [Int] { get }
    /// Features of `x` (N, channels, H, W): the k-th is (N, featureChannels[k], H / 2^k, W / 2^k).
    func features(_ x: Tensor) throws(TorchError) -> [Tensor]
}

/// An encoder by name, and what its input must be like.
public struct EncoderEntry: Sendable {
    public let name: String
    /// Mean and deviation of the channels that its pretrained weights were made with, for values in 0...1.
    public let mean, deviation: [Double]
    let make: @Sendable (_ inputChannels: Int) throws(TorchError) -> any Encoder

    /// ImageNet's channel statistics (RGB).
    public static let imageNetMean = [0.485, 0.456, 0.406], imageNetDeviation = [0.229, 0.224, 0.225]

    /// Every encoder there is. A further one is one entry.
    public static let all = [
        EncoderEntry(name: "resnet34", mean: imageNetMean, deviation: imageNetDeviation) {
            channels throws(TorchError) in try ResNetEncoder(inputChannels: channels, blocks: [3, 4, 6, 3])
        }
    ]

    /// - Throws: `ModelError.unknownEncoder`, which names those that exist.
    public static func named(_ name: String) throws(ModelError) -> EncoderEntry {
        guard let entry = all.first(where: { $0.name == name }) else {
            throw .unknownEncoder(name, known: all.map(\.name))
        }
        return entry
    }
}
