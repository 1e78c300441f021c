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
    /// A model of which it is not known what it was trained with, and why.
    let unknown: (model: String, reason: String)?

    /// Looks at the run that the weights come from, at the one that it started from in turn, and so on. Images that
    /// chose the best epoch count as well.
    /// - Parameters:
    ///   - weights: a run folder, a model's folder or a file.
    ///   - test: the digests of the test images.
    init(weights: URL, test: [DataDigests.Entry]) {
        var (basis, images): (WarmStartOverlap.Basis, Set<ImageKey>) = (.content, [])
        var (visited, unknown): (Set<String>, (String, String)?) = ([], nil)
        var next: URL? = weights
        while let weights = next {
            next = nil
            guard let run = Self.run(of: weights) else {
                (basis, unknown) = (.unknown, (weights.path, "it lies in no run folder"))
                break
            }
            do {
                guard visited.insert(run.url.resolvingSymlinksInPath().path).inserted else { break }
                let (found, way) = try Self.used(test, in: run)
                images.formUnion(found)
                basis = max(basis, way)
                let recipe = try Recipe(file: run.recipe)
                if recipe.startsFromModel { next = URL(filePath: recipe.model.weights) }
            } catch {
                (basis, unknown) = (.unknown, (weights.path, "\(error)"))
            }
        }
        overlap = WarmStartOverlap(images: images.count, comparedBy: basis)
        (self.images, self.unknown) = (images.sorted(), unknown)
    }

    /// Those of the test images that trained or validated in an earlier run.
    private static func used(
        _ test: [DataDigests.Entry], in run: RunFolder
    ) throws -> (images: [ImageKey], WarmStartOverlap.Basis) {
        let used = Set(
            try Split(file: run.split).entries.filter { [.train, .validation].contains($0.subset) }.map(\.key))
        guard FileManager.default.fileExists(atPath: run.digests.path) else {
            return (test.map(\.key).filter(used.contains), .name)
        }
        let digests = Set(try DataDigests(file: run.digests).entries.filter { used.contains($0.key) }.map(\.image))
        return (test.filter { digests.contains($0.image) }.map(\.key), .content)
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
                    + "optimistic; keep that run's split with --split RUN/split.csv")
        }
        if let unknown {
            lines.append(
                "warning: it is not known which images \(unknown.model) was trained with (\(unknown.reason)). If test "
                    + "images are among them, the test results are too optimistic")
        }
        return lines
    }
}
