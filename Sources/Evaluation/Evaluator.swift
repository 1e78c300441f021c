import Datasets
import Imaging
import Segmentation
import Torch

/// The size at which prediction and truth are compared.
public enum MetricSize: String, Codable, Sendable, CaseIterable {
    /// The image's own: logits are resized bilinearly, then cut; the mask is as it is.
    case original
    /// The network's: the mask is resized as in training (one class: bilinearly with antialiasing, cut at half).
    case model
}

/// Compares a model's masks with the truth, image by image.
public struct Evaluator {
    /// The model, its preprocessing and its device.
    public let predictor: Predictor
    /// The size at which prediction and truth are compared.
    public let metricSize: MetricSize
    /// A probability; it plays no part where there are several classes.
    public let threshold: Double
    /// What the model and the masks tell apart.
    public let classes: Classes
    /// Images that go through the network together.
    public let batchSize: Int

    /// - Parameters:
    ///   - threshold: a probability, between 0 and 1.
    ///   - batchSize: at least 1; smaller values count as 1.
    ///   - classes: as many as the network has.
    public init(
        _ predictor: Predictor, metricSize: MetricSize = .original, threshold: Double = 0.5, batchSize: Int,
        classes: Classes = .one
    ) {
        (self.predictor, self.metricSize, self.classes) = (predictor, metricSize, classes)
        (self.threshold, self.batchSize) = (threshold, batchSize)
    }

    /// Predicts batch by batch, and counts each image's pixels against its mask, which is read from its file.
    /// - Parameters:
    ///   - sizes: the images' own sizes, one for each pair.
    ///   - image: hands over an image by its place in `pairs`.
    ///   - observe: is told each image's results, with the predicted mask at its own size.
    /// - Returns: one result for each pair and class but the background, pair by pair in their order.
    /// - Throws: `DatasetError` for a mask that cannot be used, `TorchError`, and what `image` and `observe` throw.
    public func results(
        of pairs: [Pair], sizes: [PixelSize], image: (Int) throws -> StoredImage,
        observe: (_ place: Int, [ImageResult], _ mask: () throws -> [UInt8]) throws -> Void = { _, _, _ in }
    ) throws -> [ImageResult] {
        var results: [ImageResult] = []
        for range in predictor.batches(of: sizes, most: batchSize) {
            let images = try range.map(image)
            let frames = try predictor.frameLogits(of: images)
            for (i, place) in range.enumerated() {
                let logits = try frames.narrowed(axis: 0, start: i, length: 1)
                let placement = predictor.preprocessing.placement(of: images[i].own)
                let truth = try Truth(of: pairs[place], classes)
                let mask = { try Predictor.mask(placement.restored(logits), threshold: threshold) }
                let (prediction, compared) =
                    switch metricSize {
                    case .original: (try mask(), truth)
                    case .model:
                        (
                            try Predictor.mask(placement.content(of: logits), threshold: threshold),
                            try predictor.preprocessing.stored(truth)
                        )
                    }
                let image = ImageResult.results(
                    of: pairs[place], prediction: prediction, truth: compared.values, classes: classes)
                results += image
                try observe(place, image, mask)
            }
        }
        return results
    }
}
