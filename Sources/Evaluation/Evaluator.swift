import Datasets
import Files
import Foundation
import Imaging
import Models
import Segmentation
import Torch

/// The size at which prediction and reference are compared.
public enum MetricSize: String, Codable, Sendable, CaseIterable {
    /// The image's own: logits are resized bilinearly, then cut; the mask is as it is.
    case original
    /// The network's: the mask is resized as in training (one class: bilinearly with antialiasing, cut at half).
    case model
}

/// Compares a model's masks with the reference masks, image by image.
public struct Evaluator {
    /// The model, its preprocessing and its device.
    public let predictor: Predictor
    /// The size at which prediction and reference are compared.
    public let metricSize: MetricSize
    /// A probability; it plays no part where there are several classes.
    public let threshold: Double
    /// Of surface Dice, in millimetres where an image's spacing is known, else in pixels.
    public let tolerance: Double
    /// What the model and the masks tell apart.
    public let classes: Classes
    /// Images that go through the network together.
    public let batchSize: Int
    /// Threads that read files.
    public let threads: Int
    /// Threads that compare masks: each takes some 40 bytes for a pixel, so that there are eight at most.
    private var comparing: Int { min(threads, 8) }

    /// - Parameters:
    ///   - threshold: a probability, between 0 and 1.
    ///   - tolerance: of surface Dice, 0 or more.
    ///   - batchSize: at least 1; smaller values count as 1.
    ///   - classes: as many as the network has.
    ///   - threads: that read files and compare masks, at least 1.
    public init(
        _ predictor: Predictor, metricSize: MetricSize = .original, threshold: Double = 0.5,
        tolerance: Double = ShapeFigures.defaultTolerance, batchSize: Int, classes: Classes = .one,
        threads: Int = Processors.current.count
    ) {
        (self.predictor, self.metricSize, self.tolerance) = (predictor, metricSize, tolerance)
        self.classes = classes
        self.threads = max(threads, 1)
        (self.threshold, self.batchSize) = (threshold, batchSize)
    }

    /// Predicts batch by batch and reads the reference masks on this thread; compares masks on several others.
    /// - Parameters:
    ///   - sizes: the images' own sizes, one for each pair.
    ///   - readings: what the masks mean, set by set; nil: each pair's by its own files.
    ///   - image: hands over an image by its place in `pairs`.
    ///   - observe: is told each image's results in the pairs' order, with the predicted mask at the image's own size.
    /// - Returns: one result for each pair and class but the background, pair by pair in their order.
    /// - Throws: `DatasetError` for a mask that cannot be used, `TorchError`, `ImageError` where masks cannot be measured,
    ///   and what `image` and `observe` throw.
    public func results(
        of pairs: [Pair], sizes: [PixelSize], readings: Readings? = nil, image: (Int) throws -> StoredImage,
        observe: (_ place: Int, [ImageResult], _ mask: () throws -> [UInt8]) throws -> Void = { _, _, _ in }
    ) throws -> [ImageResult] {
        var results: [ImageResult] = []
        var waiting: [(masks: ComparedMasks, own: () throws -> [UInt8])] = []
        var place = 0
        func compare() throws {
            for (masks, result) in zip(waiting, compared(waiting.map(\.masks))) {
                let image = try result.get()
                results += image
                try observe(place, image, masks.own)
                place += 1
            }
            waiting = []
        }
        let readings = readings ?? Readings(classes: classes)
        for range in predictor.batches(of: sizes, most: batchSize) {
            let images = try range.map(image)
            let frames = try predictor.frameLogits(of: images)
            for (i, place) in range.enumerated() {
                waiting.append(
                    try masks(
                        of: pairs[place], readings, images[i],
                        logits: frames.narrowed(axis: 0, start: i, length: 1)))
                if waiting.count >= comparing { try compare() }
            }
        }
        try compare()
        return results
    }

    private func compared(_ masks: [ComparedMasks]) -> [Result<[ImageResult], ImageError>] {
        let (tolerance, classes) = (tolerance, classes)
        return parallelMap(masks, threads: comparing) { masks in
            Result { () throws(ImageError) in try masks.results(tolerance: tolerance, classes) }
        }
    }

    /// The masks of one image at the size that counts, and its prediction at its own size.
    private func masks(
        of pair: Pair, _ readings: Readings, _ image: StoredImage, logits: Tensor
    ) throws -> (masks: ComparedMasks, own: () throws -> [UInt8]) {
        let placement = predictor.preprocessing.placement(of: image.own)
        let truth = try readings.truth(of: pair)
        switch metricSize {
        case .original:
            let mask = try Predictor.mask(placement.restored(logits), threshold: threshold)
            let masks = ComparedMasks(
                pair: pair, prediction: mask, truth: truth.values, size: truth.size, spacing: image.spacing)
            return (masks, { mask })
        case .model:
            let fitted = try predictor.preprocessing.stored(truth)
            let masks = ComparedMasks(
                pair: pair, prediction: try Predictor.mask(placement.content(of: logits), threshold: threshold),
                truth: fitted.values, size: fitted.size, spacing: image.spacing(at: fitted.size))
            return (masks, { try Predictor.mask(placement.restored(logits), threshold: threshold) })
        }
    }
}
