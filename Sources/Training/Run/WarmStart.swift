import Datasets
import Evaluation
import Foundation
import Models

/// Whether test images of a run have trained the model that it starts from.
struct WarmStart {
    /// How many, and how that is known.
    let overlap: WarmStartOverlap
    /// The test images concerned, sorted.
    let images: [ImageKey]
    /// A model of which nothing is known, by its path.
    let unknown: String?

    /// Looks at the run that the weights come from, at the one that it started from in turn, and so on. Images that
    /// chose the best epoch count as well.
    /// - Parameters:
    ///   - weights: a run folder, a model's folder or a file.
    ///   - test: the digests of the test images.
    /// - Throws: `DatasetError` or `RecipeError` for a damaged file of an earlier run.
    init(weights: URL, test: [DataDigests.Entry]) throws {
        var (basis, images): (WarmStartOverlap.Basis, Set<ImageKey>) = (.content, [])
        var (visited, unknown): (Set<String>, String?) = ([], nil)
        var next: URL? = weights
        while let weights = next {
            next = nil
            guard let run = Self.run(of: weights) else {
                (basis, unknown) = (.unknown, weights.path)
                break
            }
            guard visited.insert(run.url.resolvingSymlinksInPath().path).inserted else { break }
            let used = Swift.Set(
                try Split(file: run.split).entries.filter { [.train, .validation].contains($0.subset) }.map(\.key))
            if FileManager.default.fileExists(atPath: run.digests.path) {
                let digests = Set(
                    try DataDigests(file: run.digests).entries.filter { used.contains($0.key) }.map(\.image))
                images.formUnion(test.filter { digests.contains($0.image) }.map(\.key))
            } else {
                basis = max(basis, .name)
                images.formUnion(test.map(\.key).filter(used.contains))
            }
            let recipe = try Recipe(file: run.recipe)
            if recipe.startsFromModel { next = URL(filePath: recipe.model.weights) }
        }
        overlap = WarmStartOverlap(images: images.count, comparedBy: basis)
        (self.images, self.unknown) = (images.sorted(), unknown)
    }

    /// The run folder that a model lies in: the place itself, or one of the two folders above it.
    private static func run(of weights: URL) -> RunFolder? {
        let place = weights.standardizedFileURL
        let above = place.deletingLastPathComponent()
        return [place, above, above.deletingLastPathComponent()].map { RunFolder($0) }.first { run in
            [run.recipe, run.split].allSatisfy { FileManager.default.fileExists(atPath: $0.path) }
        }
    }

    /// A line for each thing that a reader of the test's figures must know.
    /// - Parameter test: how many test images there are.
    func warnings(of test: Int) -> [String] {
        var lines: [String] = []
        if !images.isEmpty {
            let named = images.prefix(8).map(\.description).joined(separator: ", ") + (images.count > 8 ? " ..." : "")
            lines.append(
                "warning: \(images.count) of the \(test) test images trained or validated the model that this run starts "
                    + "from\(overlap.comparedBy == .name ? " (by their names)" : ""): \(named). Its test results are too "
                    + "good; keep that run's split with --split RUN/split.csv")
        }
        if let unknown {
            lines.append(
                "warning: it is not known which images \(unknown) was trained with, for it lies in no run folder; if test "
                    + "images are among them, the test results are too good")
        }
        return lines
    }
}
