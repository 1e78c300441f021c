import Datasets
import Evaluation
import Foundation
import Models
import Segmentation
import Training

/// What a finished run knows of itself, for its model card: no path of a machine, no host, no time, no name of an image.
struct CardFacts {
    /// Without paths.
    let recipe: Recipe
    /// The same, key by key.
    let settings: [Setting]
    /// Of the model's file.
    let metadata: ModelMetadata
    /// Numbers that are trained.
    let parameters: Int
    let data: DataSummary
    let split: Split
    /// Of `test/metrics.csv`.
    let test: [TestRow]
    let summary: EvaluationSummary

    init(
        recipe: Recipe, metadata: ModelMetadata, data: DataSummary, split: Split, test: [TestRow],
        summary: EvaluationSummary
    ) throws {
        self.recipe = recipe.withoutPaths(sets: data.sets.map(\.name))
        settings = try Setting.list(of: self.recipe.yaml, file: "recipe.yaml")
        (self.metadata, self.data, self.split) = (metadata, data, split)
        (self.test, self.summary) = (test, summary)
        parameters = try metadata.network.parameterCount()
    }

    /// Reads a run folder.
    /// - Throws: what is missing or damaged.
    init(_ run: RunFolder) throws {
        guard run.isFinished else {
            throw ReportError.damaged(file: run.url.path, reason: "a model card is of a finished run; finish it first")
        }
        guard let metadata = try ModelFile(opening: run.url).metadata else {
            throw ReportError.damaged(file: run.model.path, reason: "its model has no metadata of Pleura")
        }
        try self.init(
            recipe: Recipe(file: run.recipe), metadata: metadata, data: DataSummary(reading: run.data),
            split: Split(file: run.split), test: TestRow.read(run.metrics).rows,
            summary: EvaluationSummary(reading: run.summary))
    }

    /// How many images, and how many patients or other groups, a subset has.
    /// - Parameter set: nil: of all sets.
    func count(_ subset: Subset, set: String? = nil) -> (images: Int, groups: Int) {
        let entries = split.entries.filter { $0.subset == subset && (set == nil || $0.key.set == set) }
        return (entries.count, Set(entries.map { [$0.key.set, $0.group] }).count)
    }

    /// Whether at least one patient, or other group, has several images.
    var hasGroups: Bool { Set(split.entries.map { [$0.key.set, $0.group] }).count < split.entries.count }

    /// Images and masks that took no part for want of the other.
    var leftOut: (images: Int, masks: Int) {
        data.sets.reduce((0, 0)) { ($0.0 + $1.imagesWithoutMask.count, $0.1 + $1.masksWithoutImage.count) }
    }

    /// Sets that were tested and that no training image is of.
    var foreignSets: [String] {
        func sets(_ subset: Subset) -> Set<String> { Set(split.entries.filter { $0.subset == subset }.map(\.key.set)) }
        return sets(.test).subtracting(sets(.train)).sorted()
    }

    /// A setting's value, or the settings below a key: "preset flips".
    func setting(_ key: String) -> String {
        settings.compactMap { setting in
            let name = setting.section.isEmpty ? setting.key : "\(setting.section).\(setting.key)"
            if name == key { return setting.value }
            return name.hasPrefix(key + ".") ? "\(name.dropFirst(key.count + 1)) \(setting.value)" : nil
        }.joined(separator: ", ")
    }
}
