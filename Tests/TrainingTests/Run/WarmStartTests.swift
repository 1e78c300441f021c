import Datasets
import Evaluation
import Foundation
import Models
import TestSupport
import Testing

@testable import Training

@Suite(.serialized)
struct WarmStartTests {
    private static func summary(_ run: URL) throws -> EvaluationSummary {
        try JSONDecoder().decode(EvaluationSummary.self, from: SmallRun.bytes(run, "test/summary.json"))
    }

    /// A run of one epoch that starts from `weights`, on another split.
    private static func run(
        from weights: URL, on data: URL, in out: URL, seed: UInt64 = 1, split: URL? = nil
    ) throws -> (EvaluationSummary, warnings: [String]) {
        var recipe = SmallRun.recipe(data, epochs: 1)
        recipe.model.weights = weights.path
        (recipe.split.seed, recipe.split.file) = (seed, split?.path)
        var told: [String] = []
        _ = try SmallRun.begin(recipe, out) { told.append($0) }.train { _ in }
        return (try summary(out), told.filter { $0.hasPrefix("warning") })
    }

    /// The test images of one run that trained or validated the model of another one, by their names.
    private static func overlap(_ run: URL, _ first: URL) throws -> [String] {
        let now = try Split(file: run.appending(path: "split.csv")).entries.filter { $0.subset == .test }
        let used = Set(
            try Split(file: first.appending(path: "split.csv")).entries.filter { $0.subset != .test }.map(\.key.name))
        return now.map(\.key.name).filter(used.contains)
    }

    @Test func testImagesThatTrainedTheModelAreCountedByTheirContent() throws {
        try withTemporaryFolder { folder in
            let (data, first) = (folder.appending(path: "discs"), folder.appending(path: "first"))
            try DiscData.write(count: 15, to: data)
            _ = try SmallRun.begin(SmallRun.recipe(data, epochs: 1), first).train { _ in }
            #expect(try Self.summary(first).warmStartOverlap == nil, "it starts from no model")
            // The folder has another name now: the content tells.
            let moved = folder.appending(path: "moved")
            try FileManager.default.moveItem(at: data, to: moved)
            for (i, weights) in ["first", "first/model", "first/checkpoints/last.safetensors"].enumerated() {
                let out = folder.appending(path: "second-\(i)")
                let (summary, warnings) = try Self.run(from: folder.appending(path: weights), on: moved, in: out)
                let names = try Self.overlap(out, first)
                #expect(names.count > 0 && names.count < 4)
                #expect(summary.warmStartOverlap == WarmStartOverlap(images: names.count, comparedBy: .content))
                #expect(
                    warnings.count == 1 && warnings[0].contains("\(names.count) of the 3 test images"), "\(warnings)")
                #expect(names.allSatisfy { warnings[0].contains($0) })
            }
            // A run that starts from the second one starts from the first one as well.
            let third = folder.appending(path: "third")
            let (summary, _) = try Self.run(
                from: folder.appending(path: "second-0"), on: moved, in: third, seed: 2)
            let names = Set(try Self.overlap(third, first) + Self.overlap(third, folder.appending(path: "second-0")))
            #expect(summary.warmStartOverlap == WarmStartOverlap(images: names.count, comparedBy: .content))
        }
    }

    @Test func theSameSplitHasNoOverlapAndAModelAloneIsNotKnown() throws {
        try withTemporaryFolder { folder in
            let (data, first) = (folder.appending(path: "discs"), folder.appending(path: "first"))
            try DiscData.write(count: 15, to: data)
            _ = try SmallRun.begin(SmallRun.recipe(data, epochs: 1), first).train { _ in }
            let same = try Self.run(
                from: first, on: data, in: folder.appending(path: "same"), split: first.appending(path: "split.csv"))
            #expect(same.0.warmStartOverlap == WarmStartOverlap(images: 0, comparedBy: .content))
            #expect(same.warnings.isEmpty)
            let file = folder.appending(path: "elsewhere/a/b/model.safetensors")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: first.appending(path: "model/model.safetensors"), to: file)
            let alone = try Self.run(from: file, on: data, in: folder.appending(path: "alone"))
            #expect(alone.0.warmStartOverlap == WarmStartOverlap(images: 0, comparedBy: .unknown))
            #expect(alone.warnings.count == 1 && alone.warnings[0].contains("it is not known which images"))
            // Damaged files of that run are no reason to refuse this one.
            let digests = first.appending(path: "digests.csv")
            try Data("no digests".utf8).write(to: digests)
            let damaged = try Self.run(from: first, on: data, in: folder.appending(path: "damaged"))
            #expect(damaged.0.warmStartOverlap?.comparedBy == .unknown)
            #expect(damaged.warnings.first?.contains("digests.csv, line 1") == true, "\(damaged.warnings)")
            // A run of an older version kept no digests.
            try FileManager.default.removeItem(at: digests)
            let old = try Self.run(from: first, on: data, in: folder.appending(path: "old"))
            #expect(old.0.warmStartOverlap?.comparedBy == .name)
            #expect(old.warnings.first?.contains("(by their names)") == true, "\(old.warnings)")
        }
    }

    @Test func anInterruptedRunKeepsWhatWasFound() throws {
        try withTemporaryFolder { folder in
            let (data, first) = (folder.appending(path: "discs"), folder.appending(path: "first"))
            try DiscData.write(count: 15, to: data)
            _ = try SmallRun.begin(SmallRun.recipe(data, epochs: 1), first).train { _ in }
            var recipe = SmallRun.recipe(data, epochs: 1)
            (recipe.model.weights, recipe.split.seed) = (first.path, 1)
            let out = folder.appending(path: "out")
            try SmallRun.stop(recipe, out, after: 1)
            try FileManager.default.removeItem(at: first)
            let summary = try SmallRun.resume(out).train { _ in }.summary
            #expect(summary.warmStartOverlap?.comparedBy == .content)
            #expect(summary.warmStartOverlap?.images ?? 0 > 0)
        }
    }
}
