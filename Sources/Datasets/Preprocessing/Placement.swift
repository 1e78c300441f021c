import Torch

/// Where an image lies in the network's input.
public struct Placement: Hashable, Sendable {
    /// The image's own size.
    public let own: PixelSize
    /// The network's input, and its logits.
    public let frame: PixelSize
    /// The part of the frame that the image fills; the rest is padding.
    public let content: PixelSize
    /// The content's first row and column in the frame.
    public let top: Int, left: Int

    /// Whether some of the frame is padding.
    public var isPadded: Bool { content != frame }

    init(own: PixelSize, frame: PixelSize, content: PixelSize) {
        (self.own, self.frame, self.content) = (own, frame, content)
        top = (frame.height - content.height) / 2
        left = (frame.width - content.width) / 2
    }

    /// Brings logits or probabilities back to the image's own size: the content is cut out and resized bilinearly (pixel
    /// centres at halves).
    /// - Parameter output: (N, C, frame height, frame width)
    /// - Returns: (N, C, own height, own width)
    public func restored(_ output: Tensor) throws(TorchError) -> Tensor {
        let result = try content(of: output)
        return content == own ? result : try result.upsampledBilinear(to: [own.height, own.width])
    }

    /// The part that shows the image, without the padding: (N, C, content height, content width).
    public func content(of output: Tensor) throws(TorchError) -> Tensor {
        guard isPadded else { return output }
        return try output.narrowed(axis: 2, start: top, length: content.height)
            .narrowed(axis: 3, start: left, length: content.width)
    }
}

extension Preprocessing {
    /// Where an image of this size lies in the network's input.
    public func placement(of own: PixelSize) -> Placement {
        guard let size else {
            let frame = PixelSize(height: Self.roundedUp(own.height), width: Self.roundedUp(own.width))
            return Placement(own: own, frame: frame, content: own)
        }
        guard fit == .pad, own.height > 0, own.width > 0 else {
            return Placement(own: own, frame: size, content: size)
        }
        let scale = min(Double(size.height) / Double(own.height), Double(size.width) / Double(own.width))
        func side(_ own: Int, _ limit: Int) -> Int { min(max(Int((Double(own) * scale).rounded()), 1), limit) }
        let content = PixelSize(height: side(own.height, size.height), width: side(own.width, size.width))
        return Placement(own: own, frame: size, content: content)
    }

    /// Sides of images in memory are far from the largest integer, so nothing overflows.
    private static func roundedUp(_ side: Int) -> Int { (max(side, 1) - 1) / multiple * multiple + multiple }
}
