import Torch

/// What U-Net and U-Net++ share: an encoder, a decoder, a 3 x 3 convolution as head.
public class EncoderDecoder: Module, SegmentationNetwork {
    /// Extracts features at 1/2 ... 1/32 of the input's size.
    public let encoder: any Encoder
    let decoder: any Decoder
    let segmentationHead: [Module]
    private let multiple: Int

    init(
        _ entry: EncoderEntry, _ description: NetworkDescription,
        decoder make: (_ encoderChannels: [Int], DecoderOptions) throws(TorchError) -> any Decoder
    ) throws(TorchError) {
        let options = DecoderOptions(
            widths: description.decoderWidths, attention: description.attention, upsampling: description.upsampling)
        encoder = try entry.make(description.channels, description.depth)
        decoder = try make(encoder.featureChannels, options)
        segmentationHead = [
            try Conv2d(options.widths[options.widths.count - 1], description.classes, kernel: 3, padding: 1, bias: true)
        ]
        multiple = description.multiple
        super.init()
    }

    /// - Parameter x: (N, input channels, H, W), H and W multiples of 2 to the depth.
    /// - Returns: logits (N, classes, H, W)
    public final override func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        let size = x.shape.suffix(2)
        guard x.rank == 4, size.allSatisfy({ $0 % multiple == 0 && $0 > 0 }) else {
            throw .shape(
                .init(
                    operation: "\(Self.self)", shapes: [x.shape],
                    message: "height and width must be multiples of \(multiple) in (N, channels, height, width)"))
        }
        return try segmentationHead(decoder(encoder.features(x)))
    }

    /// Features of the encoder, the input first.
    public final func encoderFeatures(_ x: Tensor) throws(TorchError) -> [Tensor] { try encoder.features(x) }

    /// Multiply-adds of all convolutions for one image of that size in pixels.
    public final func multiplyAdds(on image: Grid) -> Int {
        let head = segmentationHead.reduce(0) { $0 + (($1 as? Conv2d)?.multiplyAdds(on: image) ?? 0) }
        return encoder.multiplyAdds(on: image) + decoder.multiplyAdds(on: image) + head
    }
}
