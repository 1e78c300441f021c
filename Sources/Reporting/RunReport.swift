import Datasets
import Evaluation
import Foundation
import Imaging
import Torch
import Training

/// Joins a run folder to its report: reads what it holds and makes the pictures of the best and the worst images.
public enum RunReport {
    /// Reads the images again from where the recipe says they are, and predicts the few that are shown, on the CPU.
    ///
    /// Computes on the calling thread: call it before the first `await`.
    /// - Parameter tell: hears what cannot be shown, and why.
    /// - Throws: `ReportError`, `TrainingError`, `ModelFileError` or `RecipeError` for a file of the run that is
    ///   missing or damaged; `ImageError`, `DatasetError` or `TorchError` for an image that cannot be read again or
    ///   predicted.
    public static func input(run: URL, tell: (String) -> Void) throws -> ReportInput {
        let folder = RunFolder(run)
        var input = try ReportInput(run: run)
        let data = try DataSummary(reading: folder.data)
        input.madeUpSets = Set(data.sets.filter(\.isMadeUp).map(\.name))
        input.leftOut = data.sets.flatMap { set in
            set.imagesWithoutMask.map { .init(set: set.name, name: $0, reason: "it has no mask") }
                + set.masksWithoutImage.map { .init(set: set.name, name: $0, reason: "it has no image") }
        }
        guard folder.isFinished else {
            tell("the run is not finished; its report shows the epochs that are done")
            return input
        }
        let model = try ModelFile(opening: run)
        if let metadata = model.metadata {
            input.chosenBy = "epoch \(metadata.epoch), the \(metadata.chosenBy)"
            input.versions = metadata.versions.sorted { $0.key > $1.key }.map { .init(name: $0.key, version: $0.value) }
        }
        let recipe = try Recipe(file: folder.recipe)
        let pairs: [Pair]
        do {
            pairs = try Inventory(recipe.data.sources.map { URL(filePath: $0) }, layout: recipe.data.layout).pairs
        } catch {
            tell("the report has no pictures, for the data are not where they were: \(error)")
            return input
        }
        let predictor = Predictor(model.network, preprocessing: model.preprocessing, device: .cpu)
        let byKey = Dictionary(pairs.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for scored in input.extremes.all {
            guard let pair = byKey[ImageKey(set: scored.id.set, name: scored.id.image)] else { continue }
            input.pictures[scored.id] = try pictures(of: pair, predictor, threshold: model.threshold)
        }
        return input
    }

    private static func pictures(of pair: Pair, _ predictor: Predictor, threshold: Double) throws
        -> ReportInput.Pictures
    {
        let film = try Codec.decode(pair.image)
        let prediction = try predictor.mask(of: predictor.preprocessing.stored(film), threshold: threshold)
        return ReportInput.Pictures(
            film: film, truth: try Image(grey: try Mask(of: pair).binary, width: film.width, height: film.height),
            prediction: try Image(grey: prediction, width: film.width, height: film.height))
    }
}
