import Datasets
import Evaluation
import Foundation
import Models
import Segmentation
import TestSupport
import Testing
import Torch

@testable import Training

/// Trainings on three classes, 32 x 32 pixels, one after another: a training may use all threads.
@Suite(.serialized)
struct ClassRunTests {
    private static func recipe(_ data: URL, epochs: Int = 2) throws -> Recipe {
        var recipe = Recipe()
        recipe.model.weights = Recipe.fresh
        recipe.data.sources = [data.path]
        recipe.preprocessing.size = PixelSize(height: 32, width: 32)
        (recipe.model.encoder, recipe.augmentation.preset) = ("resnet18", .mirror)
        (recipe.training.epochs, recipe.training.batchSize, recipe.training.precision) = (epochs, 4, .fp32)
        (recipe.device, recipe.threads) = ("cpu", 2)
        recipe.set(try Classes(count: 3, names: ["none", "disc", "square"]))
        return recipe
    }

    @Test func aRunOfThreeClassesThatWasStoppedEndsWithTheSameBits() throws {
        try withTemporaryFolder { folder in
            let data = folder.appending(path: "shapes")
            try ClassData.write(count: 14, to: data)
            let recipe = try Self.recipe(data)
            let (whole, broken) = (folder.appending(path: "whole"), folder.appending(path: "broken"))
            var dice: [Double] = []
            let results = try Run(beginning: recipe, in: RunFolder(whole), tell: { _ in }).train { event in
                if case .epoch(let figures) = event {
                    dice += [figures.trainDice, figures.validationDice ?? -1]
                    #expect(figures.trainLoss > 0 && figures.trainLoss <= 1)
                }
            }
            #expect(dice.count == 4 && dice.allSatisfy { (0...1).contains($0) }, "\(dice)")
            var steps = 0
            #expect(throws: TrainingError.interrupted(run: broken.path, epoch: 1)) {
                _ = try Run(beginning: recipe, in: RunFolder(broken), tell: { _ in }).train(isInterrupted: {
                    steps += 1
                    return steps == 5
                }) { _ in }
            }
            let resumed = try Run(resuming: RunFolder(broken), tell: { _ in }).train { _ in }
            #expect(resumed == results)
            for name in [
                "checkpoints/best.safetensors", "model/model.safetensors", "test/metrics.csv", "test/summary.json",
                "recipe.yaml",
            ] {
                let files = try [whole, broken].map { try Data(contentsOf: $0.appending(path: name)) }
                #expect(files[0] == files[1], "\(name)")
            }
            // A row for each test image and each class but the background.
            #expect(results.images.count == 2 * 3 && Set(results.images.map(\.className)) == ["disc", "square"])
            #expect(try ModelFile(opening: whole).classes.names == ["none", "disc", "square"])
            let summary = try JSONDecoder().decode(
                EvaluationSummary.self, from: Data(contentsOf: whole.appending(path: "test/summary.json")))
            #expect(summary.classes?.keys.sorted() == ["disc", "square"] && summary.all?.images == 3)
        }
    }

    @Test(arguments: SegmentationLoss.allCases)
    func everyLossTrains(loss: SegmentationLoss) throws {
        try withTemporaryFolder { folder in
            let (shapes, discs) = (folder.appending(path: "shapes"), folder.appending(path: "discs"))
            try ClassData.write(count: 6, side: 32, to: shapes)
            try DiscData.write(count: 6, size: 32, to: discs)
            var several = try Self.recipe(shapes, epochs: 1)
            several.training.loss = loss
            several.split.validation = 0
            var one = several
            one.data.sources = [discs.path]
            one.set(.one)
            for (i, recipe) in [several, one].enumerated() {
                var losses: [Double] = []
                _ = try Run(beginning: recipe, in: RunFolder(folder.appending(path: "\(i)")), tell: { _ in }).train {
                    if case .epoch(let figures) = $0 { losses.append(figures.trainLoss) }
                }
                #expect(losses.count == 1 && losses.allSatisfy { $0.isFinite && $0 > 0 }, "\(losses)")
            }
        }
    }

    @Test func classesThatNoMaskHasAreToldAndMasksOfOneClassRefused() throws {
        try withTemporaryFolder { folder in
            let (shapes, discs) = (folder.appending(path: "shapes"), folder.appending(path: "discs"))
            try ClassData.write(count: 10, side: 32, to: shapes)
            try DiscData.write(count: 10, size: 32, to: discs)
            var recipe = try Self.recipe(shapes)
            recipe.set(try Classes(count: 4, names: ["none", "disc", "square", "star"]))
            var told: [String] = []
            _ = try Run(beginning: recipe, in: RunFolder(folder.appending(path: "a")), tell: { told.append($0) })
            #expect(told.contains("warning: no mask has the class star"), "\(told)")
            recipe.data.sources = [discs.path]
            #expect {
                try Run(beginning: recipe, in: RunFolder(folder.appending(path: "b")), tell: { _ in })
            } throws: { "\($0)".contains("leave --classes out") }
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "b").path))
        }
    }
}
