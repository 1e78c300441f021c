import Datasets
import Evaluation
import Foundation
import Imaging
import Models
import Overlays
import Torch

/// The images that a page shows, read again from their files and predicted by a model, batch by batch. What is shown small
/// is reduced at once: two hundred images at their own size would fill a memory.
public struct ShownImages {
    private let pairs: [Pair]
    private let longest: Int
    private let whole: Set<ScoredImage.ID>
    private let readings: Readings
    private var classes: Classes { readings.classes }
    private let joinsClasses: Bool

    /// - Parameters:
    ///   - pairs: of the data; those that are not shown are left out.
    ///   - ids: the images that are shown.
    ///   - whole: those of them that keep their own size and, of several classes, the class of each pixel; of the
    ///     others masks say where the classes agree (`SegmentedImage.agreeing`).
    ///   - readings: how the files of each set are read.
    ///   - joinsClasses: masks say where any class is, as several models can be laid over one reference.
    public init(
        _ pairs: [Pair], of ids: Set<ScoredImage.ID>, whole: Set<ScoredImage.ID> = [],
        readings: Readings = Readings(), joinsClasses: Bool = false
    ) {
        self.joinsClasses = joinsClasses
        self.pairs = pairs.filter { ids.contains(Self.id($0)) }
        (self.whole, self.readings) = (whole, readings)
        longest = PagePicture.longest(images: self.pairs.count)
    }

    /// Each image with its reference and its prediction. Computes on the calling thread.
    /// - Parameters:
    ///   - predictor: of one class, on its device.
    ///   - threshold: a probability.
    ///   - batchSize: the most images that go through the network together.
    ///   - progress: is told how many of how many are done; what it throws stops the work.
    /// - Throws: `ImageError`, `DatasetError` or `TorchError` for an image that cannot be read again or predicted.
    public func pictures(
        by predictor: Predictor, threshold: Double, batchSize: Int, progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> [ScoredImage.ID: SegmentedImage] {
        let sizes = try pairs.map { try readings.size(of: $0) }
        // Images lie in memory at their own size as long as their batch does.
        let most = min(batchSize, 8)
        var pictures: [ScoredImage.ID: SegmentedImage] = [:]
        for range in predictor.batches(of: sizes, most: most) {
            let images = try decoded(range)
            let logits = try predictor.logits(of: images.map { try predictor.preprocessing.stored($0) })
            for (i, place) in range.enumerated() {
                pictures[Self.id(pairs[place])] = try shown(
                    pairs[place], images[i], try Predictor.mask(logits[i], threshold: threshold))
            }
            try progress(range.upperBound, pairs.count)
        }
        return pictures
    }

    private static func id(_ pair: Pair) -> ScoredImage.ID { ScoredImage.ID(set: pair.set, image: pair.name) }

    private func decoded(_ range: Range<Int>) throws -> [Image] {
        let readings = readings
        return try parallelMap(range.map { pairs[$0] }, threads: threadCount) { pair in
            Result { () throws(ImageError) in try readings.image(of: pair) }
        }.map { try $0.get() }
    }

    private func shown(_ pair: Pair, _ image: Image, _ prediction: [UInt8]) throws -> SegmentedImage {
        let truth = try readings.truth(of: pair)
        let reference = try Image(grey: truth.pictured, width: image.width, height: image.height)
        let mask = try Image(grey: truth.counting(prediction), width: image.width, height: image.height)
        let pictures = SegmentedImage(image: image, reference: reference, prediction: mask)
        if whole.contains(Self.id(pair)) { return pictures }
        return try (classes.count > 1 ? pictures.agreeing(joined: joinsClasses) : pictures).reduced(longest: longest)
    }
}
