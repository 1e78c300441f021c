import Torch

/// U-Net's decoder as in SMP: from the deepest feature upwards, one block for each halving.
final class UNetDecoder: Module, Decoder {
    let blocks: [Module]

    private var steps: [DecoderBlock] { blocks.compactMap { $0 as? DecoderBlock } }

    init(encoderChannels: [Int], _ options: DecoderOptions) throws(TorchError) {
        // ResNet-34: 512 + 256 -> 256, 256 + 128 -> 128, 128 + 64 -> 64, 64 + 64 -> 32, 32 -> 16
        let deepestFirst = Array(encoderChannels.dropFirst().reversed())
        let inputs = deepestFirst.prefix(1) + options.widths.dropLast()
        let skips = deepestFirst.dropFirst() + [0]
        var made: [DecoderBlock] = []
        for ((input, skip), width) in zip(zip(inputs, skips), options.widths) {
            made.append(try DecoderBlock(input, skip: skip, width, options))
        }
        blocks = made
        super.init()
    }

    func callAsFunction(_ features: [Tensor]) throws(TorchError) -> Tensor {
        // The input itself, the finest feature, is no skip.
        let deepestFirst = Array(features.dropFirst().reversed())
        var x = deepestFirst[0]
        for (i, block) in steps.enumerated() {
            x = try block(x, skips: i + 1 < deepestFirst.count ? [deepestFirst[i + 1]] : [])
        }
        return x
    }

    func multiplyAdds(on image: Grid) -> Int {
        let last = blocks.count - 1
        return steps.enumerated().reduce(0) { sum, step in
            sum + step.element.multiplyAdds(on: image.halved(last - step.offset), hasSkips: step.offset < last)
        }
    }
}

/// U-Net (Ronneberger et al. 2015) as segmentation_models_pytorch builds it: any encoder, a decoder with batch
/// normalisation, a 3 x 3 head. Keys and numbers are SMP's.
public final class UNet: EncoderDecoder {
    /// SMP's decoder widths, the coarsest block first.
    public static let defaultWidths = NetworkDescription.defaultDecoderWidths

    /// Weights are zeros until `initialise(seed:)` or `load` fills them.
    /// - Throws: `ModelError` where the description is of no network that can be.
    public convenience init(encoder: EncoderEntry, inputChannels: Int = 3, classes: Int = 1) throws(ModelError) {
        let description = NetworkDescription(encoder: encoder.name, channels: inputChannels, classes: classes)
        try description.check()
        do throws(TorchError) { try self.init(encoder, description) } catch { throw .torch(error) }
    }

    init(_ entry: EncoderEntry, _ description: NetworkDescription) throws(TorchError) {
        try super.init(entry, description) { channels, options throws(TorchError) in
            try UNetDecoder(encoderChannels: channels, options)
        }
    }
}
