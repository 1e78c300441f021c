import Torch

/// U-Net's decoder as in SMP: from the deepest feature upwards, one block for each halving.
final class UNetDecoder: Module {
    let blocks: [DecoderBlock]

    init(encoderChannels: [Int], widths: [Int]) throws(TorchError) {
        // ResNet-34: 512 + 256 -> 256, 256 + 128 -> 128, 128 + 64 -> 64, 64 + 64 -> 32, 32 -> 16
        let deepestFirst = Array(encoderChannels.dropFirst().reversed())
        let inputs = deepestFirst.prefix(1) + widths.dropLast()
        let skips = deepestFirst.dropFirst() + [0]
        var made: [DecoderBlock] = []
        for ((input, skip), width) in zip(zip(inputs, skips), widths) {
            made.append(try DecoderBlock(input, skip: skip, width))
        }
        blocks = made
        super.init()
    }

    func callAsFunction(_ features: [Tensor]) throws(TorchError) -> Tensor {
        let deepestFirst = Array(features.reversed())
        var x = deepestFirst[0]
        for (i, block) in blocks.enumerated() {
            let finer = deepestFirst[i + 1]
            // The input itself, the finest feature, is no skip: only its size is used.
            let skips = i + 2 < deepestFirst.count ? [finer] : []
            x = try block(x, skips: skips, to: Array(finer.shape.suffix(2)))
        }
        return x
    }
}

/// U-Net (Ronneberger et al. 2015) as segmentation_models_pytorch builds it: any encoder, a decoder with batch
/// normalisation, a 3 x 3 head. Keys and numbers are SMP's.
public final class UNet: Module, SegmentationNetwork {
    let encoder: any Encoder
    let decoder: UNetDecoder
    let segmentationHead: [Module]
    private let multiple: Int

    /// SMP's decoder widths, the coarsest block first.
    public static let defaultWidths = [256, 128, 64, 32, 16]

    /// Weights are zeros until `initialise(seed:)` or `load` fills them.
    public init(encoder entry: EncoderEntry, inputChannels: Int = 3, classes: Int = 1) throws(TorchError) {
        encoder = try entry.make(inputChannels)
        decoder = try UNetDecoder(encoderChannels: encoder.featureChannels, widths: Self.defaultWidths)
        segmentationHead = [try Conv2d(Self.defaultWidths[4], classes, kernel: 3, padding: 1, bias: true)]
        multiple = 1 << (encoder.featureChannels.count - 1)
        super.init()
    }

    /// - Parameter x: (N, input channels, H, W), H and W multiples of 32.
    /// - Returns: logits (N, classes, H, W)
    public override func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        let size = x.shape.suffix(2)
        guard x.rank == 4, size.allSatisfy({ $0 % multiple == 0 && $0 > 0 }) else {
            throw .shape(
                .init(
                    operation: "UNet", shapes: [x.shape],
                    message: "height and width must be multiples of \(multiple) in (N, channels, height, width)"))
        }
        return try segmentationHead(decoder(encoder.features(x)))
    }

    /// Features of the encoder, the input first.
    public func encoderFeatures(_ x: Tensor) throws(TorchError) -> [Tensor] { try encoder.features(x) }
}
