import Datasets
import Evaluation
import Files
import Foundation
import Imaging
import Models
import Torch
import Training

/// Joins a run folder to its report: reads what it holds and makes the pictures of the best and the worst images.
public enum RunReport {
    /// Reads the images again from where the recipe says they are, and predicts those that are shown, in batches, on the
    /// CPU.
    ///
    /// Computes on the calling thread: call it before the first `await`.
    /// - Parameters:
    ///   - pictures: whether images are read and shown.
    ///   - language: of the report's texts.
    ///   - tell: hears what cannot be shown, and why.
    ///   - progress: is told how many of how many pictures are made.
    /// - Throws: `ReportError`, `TrainingError`, `ModelFileError` or `RecipeError` for a file of the run that is
    ///   missing or damaged; `ImageError`, `DatasetError` or `TorchError` for an image that cannot be read again or
    ///   predicted.
    public static func input(
        run: URL, pictures: Bool = true, language: Language = .english, tell: (String) -> Void,
        progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> ReportInput {
        let folder = RunFolder(run)
        guard FileManager.default.fileExists(atPath: folder.recipe.path) else { throw ReportError.noRun(run.path) }
        var input = try ReportInput(run: run)
        input.language = language
        let data = try DataSummary(reading: folder.data)
        input.emptyMasks = data.emptyMasks
        input.findings = data.findings
        for note in ReportNote.unknownColumns(input.unknownColumns) { tell("warning: \(note)") }
        input.syntheticSets = Set(data.sets.filter(\.isSynthetic).map(\.name))
        input.leftOut = data.sets.flatMap { set in
            set.imagesWithoutMask.map { .init(set: set.name, name: $0, reason: PageTexts.noMask(language)) }
                + set.masksWithoutImage.map { .init(set: set.name, name: $0, reason: PageTexts.noImage(language)) }
        }
        guard folder.isFinished else {
            tell("the run is not finished; its report shows the epochs that are done")
            return input
        }
        try requireWhole(folder, input)
        let model = try ModelFile(opening: run)
        input.classes = model.classes
        if let metadata = model.metadata {
            input.chosenBy = Words.chosen(epoch: metadata.epoch, by: metadata.chosenBy, language)
            input.versions = metadata.versions.sorted { $0.key > $1.key }.map { .init(name: $0.key, version: $0.value) }
        }
        let recipe = try Recipe(file: folder.recipe)
        input.pictureSeed = recipe.split.seed
        guard pictures else { return input }
        let pairs: [Pair]
        do {
            pairs = try folder.inventory().pairs
        } catch { throw ReportError.dataMissing(run: run.path, reason: "\(error)") }
        let shown = ShownImages(
            pairs, of: input.selection.ids, whole: Set(input.extremes.all.map(\.id)),
            readings: data.readings(model.classes, recipe.truth))
        input.pictures = try shown.pictures(
            by: Predictor(model.network, preprocessing: model.preprocessing, device: .cpu), threshold: model.threshold,
            batchSize: recipe.training.batchSize, progress: progress)
        return input
    }

    /// The table of the test has a row for each image, and class of several, that its summary counts.
    private static func requireWhole(_ folder: RunFolder, _ input: ReportInput) throws {
        let summary = try EvaluationSummary(reading: folder.summary)
        let (rows, images) = (input.test.count, summary.all?.images ?? 0)
        let classes = summary.classes?.count ?? 1
        guard rows == images * classes else {
            throw ReportError.damaged(
                file: folder.metrics.path,
                reason: "it has \(rows) rows where summary.json counts \(images) images"
                    + (classes == 1 ? "" : " and \(classes) classes"))
        }
    }
}
