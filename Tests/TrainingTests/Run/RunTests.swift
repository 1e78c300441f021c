import Datasets
import Evaluation
import Files
import Foundation
import Models
import TestSupport
import Testing
import Torch

@testable import Training

/// Trainings of a U-Net with a ResNet-34 encoder on a few discs, 32 x 32 pixels each. One after another: a training may use
/// all threads.
@Suite(.serialized)
struct RunTests {
    private static func recipe(_ data: URL, epochs: Int = 2, precision: Precision = .fp32) -> Recipe {
        var recipe = Recipe()
        recipe.model.weights = Recipe.fresh
        recipe.data.sources = [data.path]
        recipe.preprocessing.size = PixelSize(height: 32, width: 32)
        (recipe.training.epochs, recipe.training.batchSize, recipe.training.precision) = (epochs, 4, precision)
        (recipe.device, recipe.threads) = ("cpu", 2)
        return recipe
    }

    private static func begin(_ recipe: Recipe, _ folder: URL, tell: (String) -> Void = { _ in }) throws -> Run {
        try Run(beginning: recipe, in: RunFolder(folder), tell: tell)
    }

    private static func bytes(_ folder: URL, _ name: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: name))
    }

    @Test(arguments: [Precision.fp32, .bf16])
    func aRunThatWasStoppedEndsWithTheSameBits(precision: Precision) throws {
        try withTemporaryFolder { folder in
            let data = folder.appending(path: "discs")
            try DiscData.write(count: 14, to: data)
            let recipe = Self.recipe(data, precision: precision)
            let (whole, broken) = (folder.appending(path: "whole"), folder.appending(path: "broken"))
            let results = try Self.begin(recipe, whole).train { _ in }
            var steps = 0
            // Three steps an epoch: stopped before the first is over, then in the middle of the second epoch.
            #expect(throws: TrainingError.interrupted(run: broken.path, epoch: 0)) {
                _ = try Self.begin(recipe, broken).train(isInterrupted: { true }) { _ in }
            }
            #expect(throws: TrainingError.interrupted(run: broken.path, epoch: 1)) {
                _ = try Run(resuming: RunFolder(broken), tell: { _ in }).train(isInterrupted: {
                    steps += 1
                    return steps == 5
                }) { _ in }
            }
            let resumed = try Run(resuming: RunFolder(broken), tell: { _ in }).train { _ in }
            #expect(resumed == results)
            for name in ["checkpoints/best.safetensors", "checkpoints/last.safetensors", "model/model.safetensors"] {
                #expect(try Self.bytes(whole, name) == Self.bytes(broken, name), "\(name)")
            }
            for name in ["test/metrics.csv", "test/summary.json", "split.csv", "recipe.yaml", "data.json"] {
                #expect(try Self.bytes(whole, name) == Self.bytes(broken, name), "\(name)")
            }
            #expect(RunFolder(broken).isFinished)
        }
    }

    @Test func aRunWritesWhatTheDesignNames() throws {
        try withTemporaryFolder { folder in
            let (data, out) = (folder.appending(path: "discs"), folder.appending(path: "run"))
            try DiscData.write(count: 11, to: data)
            try FileManager.default.removeItem(at: data.appending(path: "masks/disc-03.png"))
            var (lines, told): ([String], [String]) = ([], [])
            var recipe = Self.recipe(data)
            recipe.split.validation = 0
            let run = try Self.begin(recipe, out) { told.append($0) }
            #expect(FileManager.default.fileExists(atPath: run.folder.state.path), "a state before the first step")
            let results = try run.train { event in
                if case .epoch(let figures) = event { lines.append(figures.line(of: 2)) }
            }
            #expect(told.first?.hasPrefix("warning: discs: 1 image without a mask left out") == true)
            let line = /Epoch [12]\/2, Loss: [0-9]\.[0-9]{4}, Dice: [0-9]\.[0-9]{4}, Time: [0-9]+\.[0-9]{2} seconds/
            #expect(lines.count == 2 && lines.allSatisfy { $0.wholeMatch(of: line) != nil }, "\(lines)")
            #expect(try DataSummary(reading: run.folder.data).sets.first?.imagesWithoutMask == ["images/disc-03.png"])
            let model = try ModelFile(opening: out)
            #expect(model.metadata?.chosenBy == .lastEpoch)
            #expect(model.metadata?.epoch == 2)
            // Without a validation subset the last epoch is the best; and the model's folder holds the best.
            let last = try Self.bytes(out, "checkpoints/last.safetensors")
            #expect(try last == Self.bytes(out, "checkpoints/best.safetensors"))
            #expect(try last == Self.bytes(out, "model/model.safetensors"))
            #expect(!String(decoding: last.prefix(20_000), as: UTF8.self).contains(folder.path), "no path in a model")
            #expect(results.images.count == 2 && results.summary.all?.images == 2)
            #expect(try Self.bytes(out, "test/metrics.csv").split(separator: 10).count == 3)
            #expect(try Recipe(file: run.folder.recipe).training.precision == .fp32)
        }
    }

    @Test func aTrainingStartsFromAModel() throws {
        try withTemporaryFolder { folder in
            let (data, first) = (folder.appending(path: "discs"), folder.appending(path: "first"))
            try DiscData.write(count: 10, to: data)
            _ = try Self.begin(Self.recipe(data, epochs: 1), first).train { _ in }
            var recipe = Self.recipe(data, epochs: 1)
            recipe.model.weights = first.path
            recipe.training.optimizer.learningRate = 1e-12
            var told: [String] = []
            let second = folder.appending(path: "second")
            _ = try Self.begin(recipe, second) { told.append($0) }.train { _ in }
            #expect(told.contains { $0.hasPrefix("weights: ") && $0.contains("model.safetensors") }, "\(told)")
            let (a, b) = (try ModelFile(opening: first), try ModelFile(opening: second))
            for ((name, x), (_, y)) in zip(a.network.state(), b.network.state()) where name.hasSuffix("conv1.weight") {
                #expect(try (x - y).absolute().maximum().item() < 1e-9, "\(name)")
            }
        }
    }

    @Test func aLossThatIsNoNumberStopsTheTraining() throws {
        try withTemporaryFolder { folder in
            let (data, out) = (folder.appending(path: "discs"), folder.appending(path: "run"))
            try DiscData.write(count: 10, to: data)
            var recipe = Self.recipe(data, epochs: 3)
            recipe.training.optimizer.name = .sgd
            recipe.training.optimizer.learningRate = 1e38
            #expect { _ = try Self.begin(recipe, out).train { _ in } } throws: {
                "\($0)".contains("infinite or NaN") && "\($0)".contains("--lr")
            }
            #expect(!FileManager.default.fileExists(atPath: out.path), "nothing is left of a run without an epoch")
        }
    }

    @Test func whatIsRefusedLeavesNoFolder() throws {
        try withTemporaryFolder { folder in
            let (data, out) = (folder.appending(path: "discs"), folder.appending(path: "run"))
            try DiscData.write(count: 10, to: data)
            var strict = Self.recipe(data)
            strict.data.strict = true
            try FileManager.default.removeItem(at: data.appending(path: "masks/disc-03.png"))
            var told: [String] = []
            #expect(throws: DatasetError.unpaired(["discs/images/disc-03.png has no mask"])) {
                try Self.begin(strict, out) { told.append($0) }
            }
            #expect(told.count == 1, "the warning comes first")
            for name in ["disc-04.png", "disc-05.png"] {
                try Data("no image".utf8).write(to: data.appending(path: "images/\(name)"))
            }
            #expect { try Self.begin(Self.recipe(data), out) } throws: {
                "\($0)".contains("2 files cannot be used") && "\($0)".contains("disc-04.png")
                    && "\($0)".contains("disc-05.png")
            }
            #expect(!FileManager.default.fileExists(atPath: out.path))
            try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
            #expect(throws: TrainingError.runExists(out.path, canResume: false)) {
                try Self.begin(Self.recipe(data), out)
            }
        }
    }

    @Test func aSplitWithoutTrainingImagesIsRefused() throws {
        try withTemporaryFolder { folder in
            let (data, out) = (folder.appending(path: "discs"), folder.appending(path: "run"))
            try DiscData.write(count: 3, to: data)
            let rows = (0..<3).map { "images/disc-0\($0).png,discs,test,disc-0\($0)" }
            let file = folder.appending(path: "split.csv")
            try AtomicFile.write(
                (["image,set,subset,group"] + rows).joined(separator: "\n") + "\n", to: file)
            var recipe = Self.recipe(data)
            recipe.split.file = file.path
            #expect { try Self.begin(recipe, out) } throws: {
                "\($0)".contains("0 images to train with are too few; at least 2")
            }
            // Images that are in the split alone train nothing. Before, their epochs ran on no image.
            let absent = (0..<9).map { "images/other-\($0).png,discs,train,other-\($0)" }
            try AtomicFile.write(
                (["image,set,subset,group"] + rows + absent).joined(separator: "\n") + "\n", to: file)
            #expect { try Self.begin(recipe, out) } throws: { "\($0)".contains("0 images to train with are too few") }
            #expect(!FileManager.default.fileExists(atPath: out.path))
        }
    }

    @Test func foldersThatAreNoRunAreNamed() throws {
        try withTemporaryFolder { folder in
            #expect { try Run(resuming: RunFolder(folder.appending(path: "no")), tell: { _ in }) } throws: {
                "\($0)".contains("there is no such folder")
            }
            #expect { try Run(resuming: RunFolder(folder), tell: { _ in }) } throws: {
                "\($0)".contains("it has no checkpoints/last.state")
            }
        }
    }
}
