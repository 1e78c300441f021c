import Imaging

/// An image in memory, ready to become part of a batch: intensity rule applied, resized, not yet normalised. Or still at
/// its own size, before it is resized.
public struct StoredImage: Equatable, Sendable {
    /// The samples, channels of a pixel side by side.
    enum Samples: Equatable, Sendable {
        /// 0 to 255 for 0 to 1.
        case bytes([UInt8])
        /// 0 to 1.
        case halves([Float16])
        /// 0 to 1, before resizing only.
        case floats([Float])
    }

    /// The image's own size, which masks and overlays have.
    public let own: PixelSize
    /// The size of what is stored.
    public let size: PixelSize
    /// 1 (grey) or 3 (RGB).
    public let channels: Int
    /// Millimetres between pixel centres along x and y at the image's own size (`Image.spacing`); nil where the file does
    /// not state them.
    public let spacing: [Double]?
    let samples: Samples
    /// Of an image at its own size: what tells whether it is another's equal; nil where nobody asks.
    var copy: ImageCopy?

    init(own: PixelSize, size: PixelSize, channels: Int, spacing: [Double]?, samples: Samples) {
        (self.own, self.size, self.channels) = (own, size, channels)
        (self.spacing, self.samples) = (spacing, samples)
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

extension Preprocessing {
    /// Channels and intensity, at the image's own size. Needs no tensor: many threads may do it at once.
    ///
    /// 8-bit samples stay bytes, since dividing by 255 can wait.
    /// - Throws: `ImageError.malformed` for other channels than grey or red, green and blue, and as `Intensity`.
    func prepared(_ image: Image) throws(ImageError) -> StoredImage {
        let own = PixelSize(height: image.height, width: image.width)
        let kept = image.colourChannels
        guard kept == 1 || kept == 3 else {
            let names = image.channelNames.isEmpty ? "" : " (\(image.channelNames.joined(separator: ", ")))"
            throw .malformed("has \(kept) channels\(names); a network takes grey images or red, green and blue")
        }
        let result = min(kept, channels)
        let samples: StoredImage.Samples
        if image.component == .uint8 {
            let bytes = Self.kept(kept, of: image.channels, image.bytes)
            samples = .bytes(result < kept ? Self.luma(bytes).map { UInt8(min($0 + 0.5, 255)) } : bytes)
        } else {
            let values =
                image.component == .uint16
                ? intensity.values(Self.kept(kept, of: image.channels, image.samples), component: .uint16)
                : try intensity.values(
                    of: Self.kept(kept, of: image.channels, image.doubles), component: image.component)
            samples = .floats(result < kept ? Self.luma(values) : values)
        }
        return StoredImage(own: own, size: own, channels: result, spacing: image.spacing, samples: samples)
    }

    /// The first channels of each pixel: what is left out is alpha.
    private static func kept<Sample>(_ kept: Int, of channels: Int, _ samples: [Sample]) -> [Sample] {
        if kept == channels { return samples }
        var result: [Sample] = []
        result.reserveCapacity(samples.count / channels * kept)
        for first in stride(from: 0, to: samples.count, by: channels) { result += samples[first..<first + kept] }
        return result
    }

    /// Rec. 601: how bright red, green and blue look, as PIL's and OpenCV's grey.
    private static func luma(_ values: [some BinaryInteger]) -> [Float] { luma(values.map { Float($0) }) }

    private static func luma(_ values: [Float]) -> [Float] {
        stride(from: 0, to: values.count, by: 3).map {
            0.299 * values[$0] + 0.587 * values[$0 + 1] + 0.114 * values[$0 + 2]
        }
    }
}
