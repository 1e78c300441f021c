import Datasets
import Imaging
import Segmentation
import Torch

/// The size at which prediction and truth are compared.
public enum MetricSize: String, Codable, Sendable, CaseIterable {
    /// The image's own: logits are resized bilinearly, then cut; the mask is as it is.
    case original
    /// The network's: the mask is resized bilinearly with antialiasing and cut at half, as in training.
    case model
}

/// Compares a model's masks with the truth, image by image.
public struct Evaluator {
    /// The model, its preprocessing and its device.
    public let predictor: Predictor
    /// The size at which prediction and truth are compared.
    public let metricSize: MetricSize
    /// A probability.
    public let threshold: Double
    /// Images that go through the network together.
    public let batchSize: Int

    /// - Parameters:
    ///   - threshold: a probability, between 0 and 1.
    ///   - batchSize: at least 1; smaller values count as 1.
    public init(_ predictor: Predictor, metricSize: MetricSize = .original, threshold: Double = 0.5, batchSize: Int) {
        (self.predictor, self.metricSize) = (predictor, metricSize)
        (self.threshold, self.batchSize) = (threshold, batchSize)
    }

    /// Predicts batch by batch, and counts each image's pixels against its mask, which is read from its file.
    /// - Parameters:
    ///   - sizes: the images' own sizes, one for each pair.
    ///   - image: hands over an image by its place in `pairs`.
    ///   - observe: is told each result, with the predicted mask at the image's own size.
    /// - Returns: one result for each pair, in their order.
    /// - Throws: `DatasetError` for a mask that cannot be used, `TorchError`, and what `image` and `observe` throw.
    public func results(
        of pairs: [Pair], sizes: [PixelSize], image: (Int) throws -> StoredImage,
        observe: (_ place: Int, ImageResult, _ mask: () throws -> [UInt8]) throws -> Void = { _, _, _ in }
    ) throws -> [ImageResult] {
        var results: [ImageResult] = []
        for range in predictor.batches(of: sizes, most: batchSize) {
            let images = try range.map(image)
            let frames = try predictor.frameLogits(of: images)
            for (i, place) in range.enumerated() {
                let logits = try frames.narrowed(axis: 0, start: i, length: 1)
                let placement = predictor.preprocessing.placement(of: images[i].own)
                let truth = try Mask(of: pairs[place])
                let mask = { try Predictor.mask(placement.restored(logits), threshold: threshold) }
                let result: ImageResult
                switch metricSize {
                case .original:
                    result = ImageResult(
                        key: pairs[place].key, group: pairs[place].group, prediction: try mask(), truth: truth.binary)
                case .model:
                    result = ImageResult(
                        key: pairs[place].key, group: pairs[place].group,
                        prediction: try Predictor.mask(placement.content(of: logits), threshold: threshold),
                        truth: try predictor.preprocessing.stored(truth).binary)
                }
                results.append(result)
                try observe(place, result, mask)
            }
        }
        return results
    }
}
