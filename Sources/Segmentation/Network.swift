import Torch

/// A network that labels every pixel: images in, logits out.
public protocol SegmentationNetwork: Module {
    /// The encoder, which pretrained weights are for; its keys begin with "encoder.".
    var encoder: any Encoder { get }
    /// - Parameter x: (N, input channels, H, W), H and W multiples of 2 to the depth (32 at depth 5).
    /// - Returns: logits (N, classes, H, W)
    func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor
    /// Draws fresh weights; the same seed gives the same weights.
    func initialise(seed: UInt64) throws(TorchError)
    /// Multiply-adds of the convolutions for one image of that size, as `NetworkDescription.multiplyAdds` says.
    func multiplyAdds(on image: Grid) -> Int
}

/// An architecture by name.
public struct ArchitectureEntry: Sendable {
    /// Pleura's name of it: "unet".
    public let name: String
    /// The name of the class in segmentation_models_pytorch, which its `config.json` says.
    public let nameInSMP: String
    let make: @Sendable (EncoderEntry, NetworkDescription) throws(TorchError) -> any SegmentationNetwork

    /// Every architecture there is.
    public static let all = [
        ArchitectureEntry(name: "unet", nameInSMP: "Unet") { encoder, description throws(TorchError) in
            try UNet(encoder, description)
        },
        ArchitectureEntry(name: "unetplusplus", nameInSMP: "UnetPlusPlus") { encoder, description throws(TorchError) in
            try UNetPlusPlus(encoder, description)
        },
    ]

    /// - Throws: `ModelError.unknownArchitecture`, which names those that exist.
    public static func named(_ name: String) throws(ModelError) -> ArchitectureEntry {
        guard let entry = all.first(where: { $0.name == name }) else {
            throw .unknownArchitecture(name, known: all.map(\.name))
        }
        return entry
    }
}
