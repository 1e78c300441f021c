import Datasets
import Evaluation
import Foundation
import Imaging
import Models
import Torch

/// The images that a page shows, read again from their files and predicted by a model, batch by batch. What is shown small
/// is reduced at once: two hundred films at their own size would fill a memory.
public struct ShownFilms {
    private let pairs: [Pair]
    private let longest: Int
    private let whole: Set<ScoredImage.ID>
    private let classes: Classes
    private let joinsClasses: Bool

    /// - Parameters:
    ///   - pairs: of the data; those that are not shown are left out.
    ///   - ids: the images that are shown.
    ///   - whole: those of them that keep their own size and, of several classes, the class of each pixel; of the
    ///     others masks say where the classes agree (`ReportInput.Pictures.agreeing`).
    ///   - joinsClasses: masks say where any class is, as several models can be laid over one truth.
    public init(
        _ pairs: [Pair], of ids: Set<ScoredImage.ID>, whole: Set<ScoredImage.ID> = [], classes: Classes = .one,
        joinsClasses: Bool = false
    ) {
        self.joinsClasses = joinsClasses
        self.pairs = pairs.filter { ids.contains(Self.id($0)) }
        (self.whole, self.classes) = (whole, classes)
        longest = PagePicture.longest(images: self.pairs.count)
    }

    /// Film, truth and prediction of each image. Computes on the calling thread.
    /// - Parameters:
    ///   - predictor: of one class, on its device.
    ///   - threshold: a probability.
    ///   - batchSize: the most images that go through the network together.
    ///   - progress: is told how many of how many are done; what it throws stops the work.
    /// - Throws: `ImageError`, `DatasetError` or `TorchError` for an image that cannot be read again or predicted.
    public func pictures(
        by predictor: Predictor, threshold: Double, batchSize: Int, progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> [ScoredImage.ID: ReportInput.Pictures] {
        let sizes = try pairs.map { pair in
            let header = try Codec.header(of: pair.image)
            return PixelSize(height: header.height, width: header.width)
        }
        // Films lie in memory at their own size as long as their batch does.
        let most = min(batchSize, 8)
        var pictures: [ScoredImage.ID: ReportInput.Pictures] = [:]
        for range in predictor.batches(of: sizes, most: most) {
            let films = try decoded(range)
            let logits = try predictor.logits(of: films.map { try predictor.preprocessing.stored($0) })
            for (i, place) in range.enumerated() {
                pictures[Self.id(pairs[place])] = try shown(
                    pairs[place], films[i], try Predictor.mask(logits[i], threshold: threshold))
            }
            try progress(range.upperBound, pairs.count)
        }
        return pictures
    }

    private static func id(_ pair: Pair) -> ScoredImage.ID { ScoredImage.ID(set: pair.set, image: pair.name) }

    private func decoded(_ range: Range<Int>) throws -> [Image] {
        return try parallelMap(range.map { pairs[$0].image }, threads: threadCount) { file in
            Result { () throws(ImageError) in try Codec.decode(file) }
        }.map { try $0.get() }
    }

    private func shown(_ pair: Pair, _ film: Image, _ prediction: [UInt8]) throws -> ReportInput.Pictures {
        let truth = try Image(grey: Truth(of: pair, classes).values, width: film.width, height: film.height)
        let mask = try Image(grey: prediction, width: film.width, height: film.height)
        let pictures = ReportInput.Pictures(film: film, truth: truth, prediction: mask)
        if whole.contains(Self.id(pair)) { return pictures }
        return try (classes.count > 1 ? pictures.agreeing(joined: joinsClasses) : pictures).reduced(longest: longest)
    }
}

extension ReportInput.Pictures {
    /// Masks of several classes as two masks of one: what both hold is the right class, what the prediction holds alone is
    /// a wrong one or none, what the truth holds alone is missed. Pixels that count for nothing are in neither.
    /// - Parameter joined: the right class does not matter: any class is foreground.
    /// - Throws: `OverlayError` where the masks are of two sizes.
    func agreeing(joined: Bool = false) throws(OverlayError) -> ReportInput.Pictures {
        guard truth.bytes.count == prediction.bytes.count else {
            throw .malformed("the prediction has \(prediction.bytes.count) pixels, the truth \(truth.bytes.count)")
        }
        var (real, said) = (truth.bytes, prediction.bytes)
        for (i, (t, p)) in zip(truth.bytes, prediction.bytes).enumerated() {
            let counts = t != LabelMask.ignored
            real[i] = counts && t != 0 && (joined || p == t || p == 0) ? 1 : 0
            said[i] = counts && p != 0 ? 1 : 0
        }
        do throws(ImageError) {
            return ReportInput.Pictures(
                film: film, truth: try Image(grey: real, width: truth.width, height: truth.height),
                prediction: try Image(grey: said, width: prediction.width, height: prediction.height))
        } catch { throw .malformed("\(error)") }
    }

    /// The same with at most so many pixels a side: the film in 8 bits of grey, masks of 0 and 255.
    /// - Throws: `OverlayError` where sizes or channels do not fit.
    public func reduced(longest: Int) throws(OverlayError) -> ReportInput.Pictures {
        let size = try PictureReduction(of: film, longest: longest)
        return ReportInput.Pictures(
            film: try size.film(film), truth: try size.maskImage(truth, what: "truth"),
            prediction: try size.maskImage(prediction, what: "prediction"))
    }
}
