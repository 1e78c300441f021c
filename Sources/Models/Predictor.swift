import Datasets
import Foundation
import Imaging
import Segmentation
import Torch

/// A trained model at work on images of any size. Computes on the calling thread.
public struct Predictor {
    private let network: any SegmentationNetwork
    /// What happens to an image between its file and the network.
    public let preprocessing: Preprocessing
    /// Where the network lies and batches are made.
    public let device: Device
    private let usesBF16: Bool

    /// - Parameters:
    ///   - network: on `device` already.
    ///   - bf16: computes in bfloat16 by autocast; logits are float32 all the same.
    public init(_ network: any SegmentationNetwork, preprocessing: Preprocessing, device: Device, bf16: Bool = false) {
        (self.network, self.preprocessing, self.device, usesBF16) = (network, preprocessing, device, bf16)
    }

    /// Logits in the network's frame: (N, classes, frame height, frame width) in float32. All images have one frame.
    /// - Throws: `DatasetError.badSize` where frames differ, `.preprocessing` where there is no image;
    ///   `TorchError`, bare or in a `DatasetError`.
    public func frameLogits(of images: [StoredImage]) throws -> Tensor {
        let batch = try preprocessing.batch(images, on: device)
        return try network.evaluating { () throws in
            try noGrad { try autocast(.bfloat16, on: device, enabled: usesBF16) { try network(batch) }.to(.float32) }
        }
    }

    /// Logits of each image at its own size, resized bilinearly: (1, classes, height, width).
    /// - Throws: As `frameLogits`.
    public func logits(of images: [StoredImage]) throws -> [Tensor] {
        let all = try frameLogits(of: images)
        return try images.enumerated().map { i, image in
            try preprocessing.placement(of: image.own).restored(all.narrowed(axis: 0, start: i, length: 1))
        }
    }

    /// Row by row at the image's own size, what `mask(_:threshold:)` of logits makes of each pixel.
    /// - Parameter threshold: a probability, between 0 and 1; it plays no part where there are several classes.
    /// - Throws: As `frameLogits`.
    public func mask(of image: StoredImage, threshold: Double = 0.5) throws -> [UInt8] {
        try Self.mask(logits(of: [image])[0], threshold: threshold)
    }

    /// In the order of the pixels: for one class 1 where the probability lies above the threshold, 0 elsewhere; for
    /// several the class whose logit is the largest.
    /// - Parameters:
    ///   - logits: (1, classes, height, width)
    ///   - threshold: a probability, between 0 and 1; it plays no part where there are several classes.
    public static func mask(_ logits: Tensor, threshold: Double) throws -> [UInt8] {
        if logits.shape[1] > 1 { return try logits.largestPosition(axis: 1).to(.uint8).array() }
        // Cut as logits: a probability just above one half is one half in float32.
        return try (logits > log(threshold / (1 - threshold))).to(.uint8).array()
    }

    /// Images that go through the network together: neighbours of one frame, at most `most`.
    /// - Parameters:
    ///   - sizes: the images' own, in their order.
    ///   - most: at least 1; smaller values count as 1.
    /// - Returns: places in `sizes`, each in one range, ascending.
    public func batches(of sizes: [PixelSize], most: Int) -> [Range<Int>] {
        var batches: [Range<Int>] = []
        var start = 0
        for i in sizes.indices {
            let isNew = preprocessing.placement(of: sizes[i]).frame != preprocessing.placement(of: sizes[start]).frame
            if isNew || i - start >= max(most, 1) {
                batches.append(start..<i)
                start = i
            }
        }
        if start < sizes.count { batches.append(start..<sizes.count) }
        return batches
    }
}
