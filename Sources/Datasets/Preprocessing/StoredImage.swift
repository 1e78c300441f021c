import Imaging

/// An image in memory, ready to become part of a batch: intensity rule applied, resized, not yet normalised. Or still at
/// its own size, before it is resized.
public struct StoredImage: Equatable, Sendable {
    /// The samples, channels of a pixel side by side.
    enum Samples: Equatable, Sendable {
        /// 0 to 255 for 0 to 1.
        case bytes([UInt8])
        /// 0 to 1; by the rule `zscore` any number.
        case halves([Float16])
        /// The same, before resizing only.
        case floats([Float])
    }

    /// The image's own size, which masks and overlays have.
    public let own: PixelSize
    /// The size of what is stored.
    public let size: PixelSize
    /// As many as the network takes; 1 (grey) for a network of three as well.
    public let channels: Int
    /// Millimetres between pixel centres along x and y at the image's own size (`Image.spacing`); nil where the file does
    /// not state them.
    public let spacing: [Double]?
    /// How bright the image is by the intensity rule, at its own size.
    public let brightness: Brightness
    /// What was decided on the way from the file and is worth saying.
    public let remarks: Set<ImageRemark>
    let samples: Samples

    init(
        own: PixelSize, size: PixelSize, channels: Int, spacing: [Double]?, samples: Samples,
        brightness: Brightness? = nil, remarks: Set<ImageRemark> = []
    ) {
        (self.own, self.size, self.channels) = (own, size, channels)
        (self.spacing, self.samples, self.remarks) = (spacing, samples, remarks)
        self.brightness = brightness ?? Brightness(of: samples)
    }

    /// The same image with samples of another size.
    func replaced(_ samples: Samples, size: PixelSize) -> StoredImage {
        StoredImage(
            own: own, size: size, channels: channels, spacing: spacing, samples: samples, brightness: brightness,
            remarks: remarks)
    }

    /// Bytes in memory.
    public var byteCount: Int {
        switch samples {
        case .bytes(let values): values.count
        case .halves(let values): 2 * values.count
        case .floats(let values): 4 * values.count
        }
    }
}
