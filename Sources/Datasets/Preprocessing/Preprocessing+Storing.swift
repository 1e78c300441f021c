import Imaging
import Torch

// Resizing: libtorch's antialiased bilinear operator, in float32, on the CPU. Bytes are rounded once afterwards, halves
// up. (PIL rounds after each direction: the results differ by 1 of 255 at most places where they differ at all.)

extension Preprocessing {
    /// An image as the cache keeps it, at the size of its place in the network's input: bytes where the file has 8 bits,
    /// float16 after the intensity rule where it has more.
    ///
    /// - Parameter storage: keeps it at this size instead, larger than the network's: the last step to the network's
    ///   size is then taken batch by batch.
    /// - Throws: `DatasetError.torch`; `.image` as `prepared`.
    public func stored(_ image: Image, at storage: PixelSize? = nil) throws(DatasetError) -> StoredImage {
        let prepared: StoredImage
        do throws(ImageError) { prepared = try self.prepared(image) } catch { throw .image(error) }
        return try stored(prepared, at: storage)
    }

    func stored(_ image: StoredImage, at storage: PixelSize? = nil) throws(DatasetError) -> StoredImage {
        let size = storage ?? placement(of: image.own).content
        let fitted = try image.resized(to: size)
        guard case .floats(let values) = fitted.samples else { return fitted }
        return fitted.replaced(.halves(values.map(Float16.init)), size: size)
    }

    /// A mask at the size of its image's place in the network's input, resized with antialiasing, not yet cut.
    /// - Throws: `DatasetError.torch`.
    public func stored(_ mask: Mask, at storage: PixelSize? = nil) throws(DatasetError) -> Mask {
        try mask.resized(to: storage ?? placement(of: mask.size).content)
    }

    /// A truth at the size of its image's place in the network's input: a mask of one class as above, classes by the
    /// pixel at each centre.
    /// - Throws: `DatasetError.torch`.
    public func stored(_ truth: Truth, at storage: PixelSize? = nil) throws(DatasetError) -> Truth {
        try truth.resized(to: storage ?? placement(of: truth.size).content)
    }
}

extension StoredImage {
    /// At another size. Floats and halves give floats.
    func resized(to target: PixelSize) throws(DatasetError) -> StoredImage {
        if target == size { return self }
        let samples: Samples
        do throws(TorchError) {
            switch self.samples {
            case .bytes(let values): samples = .bytes(try bytes(values, from: size, to: target, channels: channels))
            case .floats(let values): samples = .floats(try floats(values, to: target))
            case .halves(let values): samples = .floats(try floats(values.map(Float.init), to: target))
            }
        } catch { throw .torch(error) }
        return replaced(samples, size: target)
    }

    /// 0 to 1 where all values lie there, else from their minimum to their maximum: rounding leads nowhere else.
    private func limits(of values: [Float]) -> ClosedRange<Double> {
        if values.allSatisfy({ (0...1).contains($0) }) { return 0...1 }
        return Double(values.min() ?? 0)...Double(values.max() ?? 1)
    }

    private func floats(_ values: [Float], to target: PixelSize) throws(TorchError) -> [Float] {
        let range = limits(of: values)
        return try antialiased(Tensor(values, shape: [1, size.height, size.width, channels]), to: target)
            .clamped(to: range).array()
    }
}

extension Mask {
    /// Height and width in pixels.
    public var size: PixelSize { PixelSize(height: height, width: width) }

    /// At another size, with antialiasing. Where pixels are ignored, a new pixel is the mean of those that count in its
    /// place, and is ignored where these are less than half of it.
    func resized(to target: PixelSize) throws(DatasetError) -> Mask {
        if target == size { return self }
        do throws(TorchError) {
            guard let ignored else {
                let soft = try bytes(self.soft, from: size, to: target, channels: 1)
                return Mask(width: target.width, height: target.height, soft: soft)
            }
            let counted = try antialiased(
                Tensor(ignored.map { 1 - $0 }, shape: [1, height, width, 1]), to: target)
            // Ignored pixels hold 0.
            let sum = try antialiased(Tensor(soft, shape: [1, height, width, 1]), to: target)
            let mean = try (sum / counted.clamped(from: 1e-3) + 0.501).clamped(to: 0...255)
            let isIgnored = try (counted < 0.5).to(.float32)
            let gone: [UInt8] = try isIgnored.to(.uint8).array()
            return Mask(
                width: target.width, height: target.height,
                soft: try (mean * (1 - isIgnored)).to(.uint8).array(), ignored: gone.contains(1) ? gone : nil)
        } catch { throw .torch(error) }
    }
}

/// (1, H, W, C) of any type to (1, h, w, C) in float32.
private func antialiased(_ pixels: Tensor, to target: PixelSize) throws(TorchError) -> Tensor {
    try noGrad {
        try pixels.to(.float32).permuted([0, 3, 1, 2]).contiguous().resizedAntialiased(to: [
            target.height, target.width,
        ])
        .permuted([0, 2, 3, 1]).contiguous()
    }
}

/// A thousandth more than a half is added, so that what is a half but for float32's own rounding goes up on every processor.
private func bytes(
    _ values: [UInt8], from size: PixelSize, to target: PixelSize, channels: Int
) throws(TorchError) -> [UInt8] {
    try (antialiased(Tensor(values, shape: [1, size.height, size.width, channels]), to: target) + 0.501)
        .clamped(to: 0...255).to(.uint8).array()
}
