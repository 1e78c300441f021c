import Datasets
import Files
import Foundation

/// The data of a run that was begun earlier, found again by their content, under the names that the run knows them by.
struct RecognisedData {
    let inventory: Inventory
    let digests: DataDigests
    /// How they differ from what they were, image by image; nil where they do not, or where the run kept no digests.
    let changes: String?

    /// - Parameters:
    ///   - folders: where the data lie now; empty: where the recipe says. The recipe gets the folders that are used.
    /// - Throws: `TrainingError.noRun` where there are no such data; `DatasetError`.
    init(
        of run: StoredRun, in folders: [URL], _ recipe: inout Recipe, _ isInterrupted: () -> Bool,
        _ tell: Run.Listener
    ) throws {
        let folder = run.folder
        if !folders.isEmpty { recipe.data.sources = folders.map(\.path) }
        let found: Inventory
        do {
            found = try Run.inventory(of: &recipe, tell)
        } catch let error as DatasetError {
            throw TrainingError.noRun(
                folder.url.path,
                reason: folders.isEmpty
                    ? "its data are not where its recipe.yaml says (data.sources): \(error). Say where they are now with "
                        + "--data" : "\(error)")
        }
        let known =
            FileManager.default.fileExists(atPath: folder.digests.path)
            ? try DataDigests(file: folder.digests) : nil
        let (inventory, digests, others) = found.recognised(
            as: KnownSets(names: run.data.sets.map(\.name), digests: known, split: run.split),
            by: try DataDigests(of: found.pairs, threads: recipe.threads, isInterrupted: isInterrupted))
        guard !inventory.sets.isEmpty else {
            throw TrainingError.noRun(
                folder.url.path,
                reason:
                    "none of its images is in \(recipe.data.sources.joined(separator: ", ")); say where its data are "
                    + "now with --data")
        }
        for set in others { tell("warning: \(set.root.path) holds none of the run's images; it is left out") }
        if !folders.isEmpty { recipe.data.sources = inventory.sets.map(\.root.path) }
        (self.inventory, self.digests) = (inventory, digests)
        changes = known.flatMap { digests.changes(since: $0) }
    }
}

extension RunFolder {
    /// The data of the run where its `recipe.yaml` says they are, under the names that the run knows them by. Nothing is
    /// read but the names of files.
    /// - Throws: `DatasetError`, `RecipeError` or `TrainingError` for data or files of the run that are not there.
    public func inventory() throws -> Inventory {
        let recipe = try Recipe(file: recipe)
        let inventory = try recipe.data.inventory()
        let names = try DataSummary(reading: data).sets.map(\.name)
        return try inventory.renamed(names) ?? inventory.recognised(as: names, by: Split(file: split))
    }
}

extension Run {
    /// Writes down where the data of a finished run lie now, for its report.
    /// - Parameter force: takes them although they are not those that it was trained on.
    /// - Throws: `TrainingError.changed` where they are not the run's; `.noRun`, `.inUse`; `DatasetError`.
    public static func set(data folders: [URL], of folder: RunFolder, force: Bool = false, tell: Listener) throws {
        var stored = try StoredRun(folder, epochs: nil)
        let found = try RecognisedData(of: stored, in: folders, &stored.recipe, { false }, tell)
        guard force || Fingerprint(of: found.digests).digest == stored.data.fingerprint else {
            throw TrainingError.changed(
                run: folder.url.path,
                ["data: not those that it was trained on (\(found.changes ?? "by their fingerprint"))"])
        }
        try AtomicFile.write(stored.recipe.yaml, to: folder.recipe)
        withExtendedLifetime(stored.lock) {}
    }
}
