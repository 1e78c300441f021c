import Datasets
import Evaluation
import Files
import Foundation
import Models
import TestSupport
import Testing
import Torch

@testable import Training

/// Runs that are resumed with something changed.
@Suite(.serialized)
struct ResumeTests {
    private static func write(_ count: Int, _ folder: URL, _ names: String...) throws -> [URL] {
        try names.map { name in
            let data = folder.appending(path: name)
            try DiscData.write(count: count, to: data)
            return data
        }
    }

    @Test func movedAndRenamedDataAreFoundByTheirContent() throws {
        try withTemporaryFolder { folder in
            let (whole, out) = (folder.appending(path: "whole"), folder.appending(path: "run"))
            let a = try Self.write(8, folder, "a")[0]
            let b = folder.appending(path: "b")
            try DiscData.write(count: 9, size: 40, to: b)
            _ = try SmallRun.begin(SmallRun.recipe(a, b), whole).train { _ in }
            try SmallRun.stop(SmallRun.recipe(a, b), out, after: 6)
            let (x, y) = (folder.appending(path: "x"), folder.appending(path: "y"))
            try FileManager.default.moveItem(at: a, to: x)
            try FileManager.default.moveItem(at: b, to: y)
            #expect { try SmallRun.resume(out) } throws: {
                "\($0)".contains("its data are not where its recipe.yaml says") && "\($0)".contains("--data")
            }
            // In another order, too: their content says which is which.
            let results = try SmallRun.resume(out) { $0.data = [y, x] }.train { _ in }
            #expect(results.summary.forced == nil)
            let recipe = out.appending(path: "recipe.yaml")
            #expect(try Recipe(file: recipe).data.sources == [x.path, y.path], "where they are from now on")
            for name in SmallRun.equalFiles {
                #expect(try SmallRun.bytes(out, name) == SmallRun.bytes(whole, name), "\(name)")
            }
            // What reads the images again, a report for example, knows them by their old names.
            let keys = try Split(file: RunFolder(out).split).entries.map(\.key)
            #expect(try RunFolder(out).inventory().pairs.map(\.key) == keys)
            // A finished run takes the new place as well.
            try FileManager.default.moveItem(at: x, to: a)
            try Run.set(data: [a, y], of: RunFolder(out), tell: { _ in })
            #expect(try Recipe(file: recipe).data.sources == [a.path, y.path])
            #expect { try Run.set(data: [y], of: RunFolder(out), tell: { _ in }) } throws: {
                "\($0)".contains("8 images are missing")
            }
        }
    }

    /// Before, this trained on no image, wrote NaN as the best loss and ended well.
    @Test func missingDataAreRefusedAlsoByForce() throws {
        try withTemporaryFolder { folder in
            let out = folder.appending(path: "run")
            let data = try Self.write(10, folder, "discs")[0]
            try SmallRun.stop(SmallRun.recipe(data), out, after: 4)
            let best = try SmallRun.bytes(out, "checkpoints/best.safetensors")
            let split = try Split(file: out.appending(path: "split.csv"))
            func remove(_ subset: Subset) throws {
                for entry in split.entries where entry.subset == subset {
                    for place in ["images", "masks"] {
                        let name = entry.key.name.replacing("images", with: place)
                        try FileManager.default.removeItem(at: data.appending(path: name))
                    }
                }
            }
            let other = folder.appending(path: "other")
            try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: data, to: other.appending(path: "all"))
            try remove(.validation)
            #expect { try SmallRun.resume(out) } throws: {
                "\($0)".contains("1 image is missing") && "\($0)".contains("--force")
            }
            #expect { try SmallRun.resume(out) { $0.force = true } } throws: {
                "\($0)".contains("none of the 1 validation images of the split is in the data")
            }
            try remove(.train)
            #expect { try SmallRun.resume(out) { $0.force = true } } throws: {
                "\($0)".contains("none of the 1 validation images") || "\($0)".contains("0 images to train with")
            }
            // Images of other names are none of the run's, whatever is forced.
            for place in ["images", "masks"] {
                let renamed = other.appending(path: "renamed/\(place)")
                try FileManager.default.createDirectory(at: renamed, withIntermediateDirectories: true)
                for number in 0..<10 {
                    try FileManager.default.copyItem(
                        at: other.appending(path: "all/\(place)/disc-0\(number).png"),
                        to: renamed.appending(path: "x\(number).png"))
                }
            }
            #expect {
                try SmallRun.resume(out) {
                    $0.force = true
                    $0.data = [other.appending(path: "renamed")]
                }
            } throws: { "\($0)".contains("none of its images is in") }
            #expect(try SmallRun.bytes(out, "checkpoints/best.safetensors") == best)
        }
    }

    @Test func whatChangesTheBitsIsNamedAndForcedOver() throws {
        try withTemporaryFolder { folder in
            let out = folder.appending(path: "run")
            let data = try Self.write(10, folder, "discs")[0]
            try SmallRun.stop(SmallRun.recipe(data, epochs: 1), out, after: 1)
            #expect { try SmallRun.resume(out) { $0.threads = 1 } } throws: {
                "\($0)".contains("threads: 2 when it began, 1 now. Leave --threads out") && "\($0)".contains("--force")
            }
            try SmallRun.bytes(data, "images/disc-01.png").write(to: data.appending(path: "images/disc-00.png"))
            var recipe = try Recipe(file: out.appending(path: "recipe.yaml"))
            (recipe.augmentation.preset, recipe.training.optimizer.learningRate) = (.none, 0.5)
            try AtomicFile.write(recipe.yaml, to: out.appending(path: "recipe.yaml"))
            let split = try String(contentsOf: out.appending(path: "split.csv"), encoding: .utf8)
            let swapped = split.replacing(",test,", with: ",x,").replacing(",validation,", with: ",test,").replacing(
                ",x,", with: ",validation,")
            try AtomicFile.write(swapped, to: out.appending(path: "split.csv"))
            let parts = [
                "data: not as when it began. Bring them back, or say where they are now with --data (1 image has changed "
                    + "(discs/images/disc-00.png))",
                "split.csv: not as when it began", "augmentation.preset: flips when it began, none now",
                "training.optimizer.learning_rate: 0.001 when it began, 0.5 now",
            ]
            #expect { try SmallRun.resume(out) } throws: { error in parts.allSatisfy { "\(error)".contains($0) } }
            var warnings: [String] = []
            let forced = try SmallRun.resume(out, told: &warnings) {
                (options: inout ResumeOptions) in (options.threads, options.force) = (1, true)
            }
            #expect(warnings.count { $0.contains("resumed by --force") } == 5, "\(warnings)")
            _ = try forced.train { _ in }
            let summary = try JSONDecoder().decode(
                EvaluationSummary.self, from: SmallRun.bytes(out, "test/summary.json"))
            #expect(
                summary.forced?.map(\.name) == [
                    "data", "split.csv", "threads", "augmentation.preset", "training.optimizer.learning_rate",
                ])
            #expect(summary.forced?[2] == ForcedChange(name: "threads", old: "2", new: "1"))
        }
    }

    @Test func libtorchAndProcessorAreCompared() throws {
        try withTemporaryFolder { folder in
            let data = try Self.write(10, folder, "discs")[0]
            let recipe = SmallRun.recipe(data)
            let split = try Split(of: Inventory([data]).pairs, seed: 0)
            let now = try RunConditions(recipe: recipe, split: split, data: "d")
            #expect(now.libtorch == (try torchVersion) && now.processor?.isEmpty == false)
            func state(_ change: (inout [String: Any]) -> Void) throws -> Checkpoint {
                let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(now))
                var values = try #require(json as? [String: Any])
                change(&values)
                let began = try JSONDecoder().decode(
                    RunConditions.self, from: JSONSerialization.data(withJSONObject: values))
                return Checkpoint(epoch: 1, best: nil, bestEpoch: 1, history: History(), began: began)
            }
            #expect(try state { _ in }.differences(from: now, file: "f").isEmpty)
            for (key, value) in [("libtorch", "2.0.0"), ("processor", "Z80"), ("device", "cuda:0")] {
                let found = try state({ $0[key] = value }).differences(from: now, file: "f")
                #expect(found.map(\.change.name) == [key] && "\(found)".contains("\(key): \(value) when it began"))
            }
            // Paths do not change a result, nor does the number of epochs under a constant rate.
            var moved = recipe
            (moved.data.sources, moved.training.epochs) = (["/elsewhere"], 9)
            let elsewhere = try RunConditions(recipe: moved, split: split, data: "d")
            #expect(try state { _ in }.differences(from: elsewhere, file: "f").isEmpty)
            moved.training.loss = .jaccard
            let other = try RunConditions(recipe: moved, split: split, data: "d")
            #expect(try state { _ in }.differences(from: other, file: "f").map(\.change.name) == ["training.loss"])
            // A state of an older version compares what it knows.
            let old = try state { values in
                for key in ["libtorch", "processor", "split", "recipe"] { values[key] = nil }
            }
            #expect(try old.differences(from: other, file: "f").isEmpty)
            moved.training.precision = .bf16
            let bf16 = try RunConditions(recipe: moved, split: split, data: "d")
            #expect(try old.differences(from: bf16, file: "f").map(\.change.name) == ["training.precision"])
        }
    }

    @Test func anExtendedRunHasTheBitsOfOneThatBeganSo() throws {
        try withTemporaryFolder { folder in
            let (whole, out) = (folder.appending(path: "whole"), folder.appending(path: "run"))
            let data = try Self.write(14, folder, "discs")[0]
            _ = try SmallRun.begin(SmallRun.recipe(data, epochs: 4), whole).train { _ in }
            _ = try SmallRun.begin(SmallRun.recipe(data, epochs: 2), out).train { _ in }
            for (wanted, error) in [
                (1, TrainingError.noMoreEpochs(run: out.path, done: 2, wanted: 1)),
                (0, TrainingError.noMoreEpochs(run: out.path, done: 2, wanted: 0)),
            ] {
                #expect(throws: error) { try SmallRun.resume(out) { $0.epochs = wanted } }
            }
            #expect(RunFolder(out).isFinished)
            // Interrupted at once, it is no finished run any more, and goes on without being told again.
            #expect(throws: TrainingError.interrupted(run: out.path, epoch: 2)) {
                _ = try SmallRun.resume(out) { $0.epochs = 4 }.train(isInterrupted: { true }) { _ in }
            }
            #expect(!RunFolder(out).isFinished)
            _ = try SmallRun.resume(out).train { _ in }
            for name in SmallRun.equalFiles + ["recipe.yaml"] {
                #expect(try SmallRun.bytes(out, name) == SmallRun.bytes(whole, name), "\(name)")
            }
            #expect(try SmallRun.history(out) == SmallRun.history(whole))
        }
    }

    /// The best epoch may be one of the first: its file must say the new number of epochs as well.
    @Test func theBestModelOfAnExtendedRunSaysSo() throws {
        try withTemporaryFolder { folder in
            let out = folder.appending(path: "run")
            let data = try Self.write(14, folder, "discs")[0]
            _ = try SmallRun.begin(SmallRun.recipe(data, epochs: 1), out).train { _ in }
            let run = try SmallRun.resume(out) { $0.epochs = 3 }
            let best = try ModelFile(opening: run.folder.best)
            #expect(best.metadata?.epoch == 1)
            #expect(best.metadata?.recipe["training"]?["epochs"] == .integer(3))
            #expect(best.metadata?.recipe["training"]?["nothing"] == nil)
        }
    }

    @Test func aScheduleOverTheEpochsFixesTheirNumber() throws {
        try withTemporaryFolder { folder in
            let out = folder.appending(path: "run")
            let data = try Self.write(10, folder, "discs")[0]
            var recipe = SmallRun.recipe(data, epochs: 2)
            recipe.training.schedule = .cosine
            try SmallRun.stop(recipe, out, after: 4)
            let error = TrainingError.fixedEpochs(run: out.path, epochs: 2)
            #expect(throws: error) { try SmallRun.resume(out) { $0.epochs = 3 } }
            #expect("\(error)".contains("--weights \(out.path)"))
            recipe = try Recipe(file: out.appending(path: "recipe.yaml"))
            recipe.training.epochs = 3
            try AtomicFile.write(recipe.yaml, to: out.appending(path: "recipe.yaml"))
            #expect { try SmallRun.resume(out) } throws: { "\($0)".contains("training.epochs: 2 when it began, 3 now") }
        }
    }
}
