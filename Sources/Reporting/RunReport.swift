import Datasets
import Evaluation
import Foundation
import Imaging
import Torch
import Training

/// Joins a training to its report: reads the run folder and makes the pictures of the best and the worst images.
public enum RunReport {
    /// Computes on the calling thread: call it before the first `await`.
    /// - Parameter madeUpSets: sets of phantoms, labelled as made up wherever they are shown.
    public static func input(
        run: URL, corpus: Corpus, inventory: Inventory, madeUpSets: Set<String>, predictor: Predictor
    ) throws -> ReportInput {
        var input = try ReportInput(run: run)
        input.madeUpSets = madeUpSets
        input.versions = [.init(name: "libtorch", version: try torchVersion)]
        input.leftOut = inventory.sets.flatMap { set in
            set.imagesWithoutMask.map { .init(set: set.name, name: $0, reason: "it has no mask") }
                + set.masksWithoutImage.map { .init(set: set.name, name: $0, reason: "it has no image") }
        }
        let places = Dictionary(corpus.pairs.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        for scored in input.extremes.all {
            guard let place = places[ImageKey(set: scored.id.set, name: scored.id.image)] else { continue }
            let pair = corpus.pairs[place]
            let film = try Codec.decode(pair.image)
            let prediction = try predictor.mask(of: corpus.images[place])
            input.pictures[scored.id] = .init(
                film: film,
                truth: try Image(grey: try Mask(of: pair).binary, width: film.width, height: film.height),
                prediction: try Image(grey: prediction, width: film.width, height: film.height))
        }
        return input
    }
}
