import Torch

extension Preprocessing {
    /// The network's input: (N, C, height, width) in float32, normalised, channels-last, on the named device.
    ///
    /// - Parameters:
    ///   - images: at least one; all have frames of one size.
    ///   - flips: one for each image; none: as they are.
    /// - Throws: `DatasetError.badSize` where the images' frames differ (`size` is nil), `.torch` for full memory.
    public func batch(
        _ images: [StoredImage], flips: [Augmentation.Flip] = [], on device: Device
    ) throws(DatasetError) -> Tensor {
        let frames = try self.frames(images.map(\.own), flips)
        var fitted: [StoredImage] = []
        for (image, frame) in zip(images, frames) {
            fitted.append(try image.resized(to: frame.placement.content))
        }
        do throws(TorchError) {
            let unit = try gathered(fitted, frames, on: device)
            let scale = try Tensor(deviation.map { Float(1 / $0) }, on: device)
            let shift = try Tensor(zip(mean, deviation).map { Float(-$0 / $1) }, on: device)
            var result = try call("aten::addcmul", shift, unit, scale)
            if frames.contains(where: \.placement.isPadded) {
                result = try result * content(of: frames, on: device)
            }
            return try result.permuted([0, 3, 1, 2])
        } catch { throw .torch(error) }
    }

    /// The truth beside such a batch: (N, 1, height, width) in float32, 0 or 1, cut at half; padding is background.
    /// - Throws: As `batch`.
    public func targets(
        _ masks: [Mask], own: [PixelSize], flips: [Augmentation.Flip] = [], on device: Device
    ) throws(DatasetError) -> Tensor {
        let frames = try self.frames(own, flips)
        let size = frames[0].placement.frame
        var bytes = [UInt8](repeating: 0, count: masks.count * size.height * size.width)
        for (i, (mask, frame)) in zip(masks, frames).enumerated() {
            let fitted = try mask.resized(to: frame.placement.content)
            frame.copy(fitted.soft, channels: 1, into: &bytes, at: i, channels: 1) { $0 >= Mask.cut ? 1 : 0 }
        }
        do throws(TorchError) {
            return try Tensor(bytes, shape: [masks.count, 1, size.height, size.width], on: device).to(.float32)
        } catch { throw .torch(error) }
    }

    /// Which pixels of such masks count: (N, 1, height, width) in float32, 1, or 0 where a pixel is ignored; nil where all
    /// count. Padding counts, as background.
    /// - Throws: As `batch`.
    public func counted(
        _ masks: [Mask], own: [PixelSize], flips: [Augmentation.Flip] = [], on device: Device
    ) throws(DatasetError) -> Tensor? {
        guard masks.contains(where: { $0.ignored != nil }) else { return nil }
        let frames = try self.frames(own, flips)
        let size = frames[0].placement.frame
        var bytes = [UInt8](repeating: 1, count: masks.count * size.height * size.width)
        for (i, (mask, frame)) in zip(masks, frames).enumerated() {
            let fitted = try mask.resized(to: frame.placement.content)
            guard let ignored = fitted.ignored else { continue }
            frame.copy(ignored, channels: 1, into: &bytes, at: i, channels: 1) { 1 - $0 }
        }
        do throws(TorchError) {
            return try Tensor(bytes, shape: [masks.count, 1, size.height, size.width], on: device).to(.float32)
        } catch { throw .torch(error) }
    }

    /// The same of truths: nil for several classes, whose labels tell it.
    /// - Throws: As `batch`.
    public func counted(
        _ truths: [Truth], own: [PixelSize], flips: [Augmentation.Flip] = [], on device: Device
    ) throws(DatasetError) -> Tensor? {
        let masks = truths.compactMap { truth -> Mask? in
            if case .mask(let mask) = truth { return mask }
            return nil
        }
        return masks.count == truths.count ? try counted(masks, own: own, flips: flips, on: device) : nil
    }

    /// The classes beside such a batch: (N, height, width) in int64, a class from 0 or 255; padding is 255, for nothing
    /// there is to be learnt.
    /// - Throws: As `batch`.
    public func targets(
        _ masks: [LabelMask], own: [PixelSize], flips: [Augmentation.Flip] = [], on device: Device
    ) throws(DatasetError) -> Tensor {
        let frames = try self.frames(own, flips)
        let size = frames[0].placement.frame
        var bytes = [UInt8](repeating: LabelMask.ignored, count: masks.count * size.height * size.width)
        for (i, (mask, frame)) in zip(masks, frames).enumerated() {
            let fitted = mask.resized(to: frame.placement.content)
            frame.copy(fitted.labels, channels: 1, into: &bytes, at: i, channels: 1) { $0 }
        }
        do throws(TorchError) {
            return try Tensor(bytes, shape: [masks.count, size.height, size.width], on: device).to(.int64)
        } catch { throw .torch(error) }
    }

    /// The truths beside such a batch, all of one kind: as `targets` of masks, or as that of classes.
    /// - Throws: As `batch`.
    public func targets(
        _ truths: [Truth], own: [PixelSize], flips: [Augmentation.Flip] = [], on device: Device
    ) throws(DatasetError) -> Tensor {
        var (masks, labels): ([Mask], [LabelMask]) = ([], [])
        for truth in truths {
            switch truth {
            case .mask(let mask): masks.append(mask)
            case .labels(let mask): labels.append(mask)
            }
        }
        guard masks.isEmpty || labels.isEmpty else {
            throw .classes("masks of one class and of several do not go into one batch")
        }
        return labels.isEmpty
            ? try targets(masks, own: own, flips: flips, on: device)
            : try targets(labels, own: own, flips: flips, on: device)
    }

    private func frames(_ own: [PixelSize], _ flips: [Augmentation.Flip]) throws(DatasetError) -> [BatchFrame] {
        let frames = own.enumerated().map { i, own in
            BatchFrame(placement: placement(of: own), flip: i < flips.count ? flips[i] : .init())
        }
        guard let first = frames.first else { throw .preprocessing("a batch holds at least one image") }
        if let other = frames.first(where: { $0.placement.frame != first.placement.frame }) {
            throw .badSize(
                "images of \(first.placement.own) and \(other.placement.own) pixels do not go into one batch at their "
                    + "own sizes; give a size (--size 256), or take them one by one (--batch-size 1)")
        }
        return frames
    }

    /// (N, H, W, C) in float32, 0 to 1; C is 1 where all images are grey.
    private func gathered(
        _ images: [StoredImage], _ frames: [BatchFrame], on device: Device
    ) throws(TorchError) -> Tensor {
        let size = frames[0].placement.frame
        let channels = images.map(\.channels).max() ?? 1
        let shape = [images.count, size.height, size.width, channels]
        let count = images.count * size.height * size.width * channels
        if let samples = Self.bytes(images) {
            var bytes = [UInt8](repeating: 0, count: count)
            for (i, image) in images.enumerated() {
                frames[i].copy(samples[i], channels: image.channels, into: &bytes, at: i, channels: channels) { $0 }
            }
            return try Tensor(bytes, shape: shape, on: device).to(.float32) / 255
        }
        var floats = [Float](repeating: 0, count: count)
        for (i, image) in images.enumerated() {
            func copy<S>(_ values: [S], _ convert: (S) -> Float) {
                frames[i].copy(
                    values, channels: image.channels, into: &floats, at: i, channels: channels, convert)
            }
            switch image.samples {
            case .bytes(let values): copy(values) { Float($0) / 255 }
            case .halves(let values): copy(values) { Float($0) }
            case .floats(let values): copy(values) { $0 }
            }
        }
        return try Tensor(floats, shape: shape, on: device)
    }

    /// The samples, where all images have bytes.
    private static func bytes(_ images: [StoredImage]) -> [[UInt8]]? {
        var result: [[UInt8]] = []
        for image in images {
            guard case .bytes(let values) = image.samples else { return nil }
            result.append(values)
        }
        return result
    }

    /// (N, H, W, 1) in float32: 1 where an image lies, 0 in the padding.
    private func content(of frames: [BatchFrame], on device: Device) throws(TorchError) -> Tensor {
        let size = frames[0].placement.frame
        var bytes = [UInt8](repeating: 0, count: frames.count * size.height * size.width)
        for (i, frame) in frames.enumerated() {
            let content = frame.placement.content
            let ones = [UInt8](repeating: 1, count: content.height * content.width)
            frame.copy(ones, channels: 1, into: &bytes, at: i, channels: 1) { $0 }
        }
        return try Tensor(bytes, shape: [frames.count, size.height, size.width, 1], on: device).to(.float32)
    }
}

/// Where one image goes in a batch, and how it is turned there.
private struct BatchFrame {
    let placement: Placement
    let flip: Augmentation.Flip

    /// Copies pixels (content height, content width, channels) to place `index` of a batch of frames, flipped with their
    /// frame; one channel is repeated where the batch has three.
    @inline(__always)
    func copy<S, T>(
        _ source: [S], channels: Int, into target: inout [T], at index: Int, channels wanted: Int,
        _ convert: (S) -> T
    ) {
        let (frame, content) = (placement.frame, placement.content)
        let (top, left) = (placement.top, placement.left)
        source.withUnsafeBufferPointer { source in
            target.withUnsafeMutableBufferPointer { target in
                for y in 0..<content.height {
                    let row = flip.topBottom ? frame.height - 1 - top - y : top + y
                    let line = (index * frame.height + row) * frame.width
                    var from = y * content.width * channels
                    var to = (line + (flip.leftRight ? frame.width - 1 - left : left)) * wanted
                    for _ in 0..<content.width {
                        for c in 0..<wanted { target[to + c] = convert(source[from + (channels == 1 ? 0 : c)]) }
                        from += channels
                        to += flip.leftRight ? -wanted : wanted
                    }
                }
            }
        }
    }
}
