import Torch

/// A network that labels every pixel: images in, logits out.
public protocol SegmentationNetwork: Module {
    /// - Parameter x: (N, input channels, H, W), H and W multiples of 32.
    /// - Returns: logits (N, classes, H, W)
    func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor
    /// Draws fresh weights; the same seed gives the same weights.
    func initialise(seed: UInt64) throws(TorchError)
}

/// All that determines a network's layers: with it and a file of weights the network can be made again.
public struct NetworkDescription: Codable, Equatable, Sendable {
    /// A name in `ArchitectureEntry.all`.
    public var architecture: String
    /// A name in `EncoderEntry.all`.
    public var encoder: String
    /// Channels of the input.
    public var channels: Int
    /// Channels of the logits.
    public var classes: Int

    public init(architecture: String = "unet", encoder: String = "resnet34", channels: Int = 3, classes: Int = 1) {
        (self.architecture, self.encoder, self.channels, self.classes) = (architecture, encoder, channels, classes)
    }

    /// The network, its weights zeros until `initialise(seed:)` or `load` fills them.
    /// - Throws: `ModelError.unknownArchitecture`, `.unknownEncoder`, which name those that exist, or `.torch`.
    public func makeNetwork() throws(ModelError) -> any SegmentationNetwork {
        let entry = try ArchitectureEntry.named(architecture)
        let encoder = try EncoderEntry.named(encoder)
        do throws(TorchError) { return try entry.make(encoder, self) } catch { throw .torch(error) }
    }
}

/// An architecture by name.
public struct ArchitectureEntry: Sendable {
    public let name: String
    /// The name of the class in segmentation_models_pytorch, which its `config.json` says.
    public let nameInSMP: String
    let make: @Sendable (EncoderEntry, NetworkDescription) throws(TorchError) -> any SegmentationNetwork

    /// Every architecture there is.
    public static let all = [
        ArchitectureEntry(name: "unet", nameInSMP: "Unet") { encoder, description throws(TorchError) in
            try UNet(encoder: encoder, inputChannels: description.channels, classes: description.classes)
        }
    ]

    /// - Throws: `ModelError.unknownArchitecture`, which names those that exist.
    public static func named(_ name: String) throws(ModelError) -> ArchitectureEntry {
        guard let entry = all.first(where: { $0.name == name }) else {
            throw .unknownArchitecture(name, known: all.map(\.name))
        }
        return entry
    }
}
