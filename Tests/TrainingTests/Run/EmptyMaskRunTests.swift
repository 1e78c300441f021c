import Datasets
import Evaluation
import Files
import Foundation
import Imaging
import Models
import Segmentation
import TestSupport
import Testing

@testable import Training

/// Trainings on masks without foreground, 32 x 32 pixels, one after another: a training may use all threads.
@Suite(.serialized)
struct EmptyMaskRunTests {
    /// Six images to train with, two to validate, two to test.
    private static let subsets =
        [String](repeating: "train", count: 6) + ["validation", "validation", "test", "test"]

    private static func recipe(_ data: URL, subsets: [String]? = nil, epochs: Int = 1) throws -> Recipe {
        var recipe = Recipe()
        recipe.model.weights = Recipe.fresh
        recipe.model.encoder = "resnet18"
        recipe.data.sources = [data.path]
        recipe.preprocessing.size = PixelSize(height: 32, width: 32)
        (recipe.training.epochs, recipe.training.batchSize, recipe.training.precision) = (epochs, 4, .fp32)
        (recipe.device, recipe.threads) = ("cpu", 2)
        if let subsets {
            let file = data.deletingLastPathComponent().appending(path: "split.csv")
            try AtomicFile.write(DiscData.split(subsets, of: data.lastPathComponent), to: file)
            recipe.split.file = file.path
        }
        return recipe
    }

    /// Ten images in `discs`, some of their masks black.
    private static func withData<R>(black: [Int], _ body: (URL, URL) throws -> R) throws -> R {
        try withTemporaryFolder { folder in
            let data = folder.appending(path: "discs")
            try DiscData.write(count: 10, to: data)
            try DiscData.blacken(black, in: data)
            return try body(data, folder.appending(path: "run"))
        }
    }

    private static func expectRefused(_ recipe: Recipe, _ out: URL, _ parts: String...) {
        #expect {
            try Run(beginning: recipe, in: RunFolder(out), tell: { _ in })
        } throws: { error in
            guard case DatasetError.noForeground(let text) = error else { return false }
            for part in parts where !text.contains(part) { Issue.record("\(part) is not in: \(text)") }
            return true
        }
        #expect(!FileManager.default.fileExists(atPath: out.path), "no folder is left")
    }

    @Test(arguments: [1, 3]) func blackMasksAreRefused(classes: Int) throws {
        try Self.withData(black: Array(0..<10)) { data, out in
            var recipe = try Self.recipe(data)
            recipe.set(try Classes(count: classes))
            Self.expectRefused(
                recipe, out, "none of the 10 masks", "There is nothing to learn", "masks/disc-00.png",
                classes == 1 ? "0 (black)" : "a class above 0", "stored as")
        }
    }

    /// The data became black after the run had begun.
    @Test func blackMasksAreRefusedOnResume() throws {
        try Self.withData(black: []) { data, out in
            let recipe = try Self.recipe(data, subsets: Self.subsets)
            #expect(throws: TrainingError.self) {
                _ = try Run(beginning: recipe, in: RunFolder(out), tell: { _ in }).train(isInterrupted: { true }) { _ in
                }
            }
            func expectRefused(_ part: String) {
                #expect {
                    var options = ResumeOptions()
                    options.force = true
                    return try Run(resuming: RunFolder(out), options, tell: { _ in })
                } throws: { "\($0)".contains(part) }
            }
            try DiscData.blacken([6, 7], in: data)
            expectRefused("all 2 masks of the validation subset are empty")
            expectRefused("Start a new run with another split (--split-seed N)")
            try DiscData.blacken(0..<10, in: data)
            expectRefused("none of the 10 masks has a foreground pixel")
        }
    }

    @Test func aTrainingSubsetOfEmptyMasksIsRefused() throws {
        try Self.withData(black: Array(0..<6)) { data, out in
            Self.expectRefused(
                try Self.recipe(data, subsets: Self.subsets), out, "all 6 masks of the training subset are empty",
                "--split-seed")
        }
    }

    @Test func aValidationSubsetOfEmptyMasksIsRefused() throws {
        try Self.withData(black: [6, 7]) { data, out in
            Self.expectRefused(
                try Self.recipe(data, subsets: Self.subsets), out, "all 2 masks of the validation subset are empty",
                "no epoch can be chosen", "Draw another split (--split-seed N)", "--split FILE", "--validation 0")
            // Without a validation subset the last epoch is kept, and nothing has to be chosen.
            let subsets = Self.subsets.map { $0 == "validation" ? "test" : $0 }
            _ = try Run(beginning: Self.recipe(data, subsets: subsets), in: RunFolder(out), tell: { _ in })
        }
    }

    @Test func emptyMasksAreCountedForEachSubset() throws {
        try Self.withData(black: [1, 3, 9]) { data, out in
            var told: [String] = []
            do {
                // The run holds its folder's lock until it is gone.
                let run = try Run(
                    beginning: Self.recipe(data, subsets: Self.subsets), in: RunFolder(out), tell: { told.append($0) })
                #expect(throws: TrainingError.self) { _ = try run.train(isInterrupted: { true }) { _ in } }
            }
            #expect(told.contains("warning: empty masks: 2 of 6 train, 1 of 2 test"), "\(told)")
            let summary = try DataSummary(reading: RunFolder(out).data)
            #expect(summary.emptyMasks == EmptyMasks(train: 2, validation: 0, test: 1))
            told = []
            _ = try Run(resuming: RunFolder(out), tell: { told.append($0) })
            #expect(told.contains("warning: empty masks: 2 of 6 train, 1 of 2 test"), "on resume too: \(told)")
        }
        try Self.withData(black: [1]) { data, out in
            var told: [String] = []
            _ = try Run(
                beginning: Self.recipe(data, subsets: Self.subsets), in: RunFolder(out), tell: { told.append($0) })
            #expect(told.contains("empty masks: 1 of 6 train"), "few of them are no warning: \(told)")
        }
        try Self.withData(black: []) { data, out in
            var told: [String] = []
            _ = try Run(beginning: Self.recipe(data), in: RunFolder(out), tell: { told.append($0) })
            #expect(!told.contains { $0.contains("empty masks") })
        }
    }

    /// One pixel of 64 x 64 is none of 32 x 32.
    @Test func foregroundThatVanishesIsNamed() throws {
        try withTemporaryFolder { folder in
            let (data, out) = (folder.appending(path: "discs"), folder.appending(path: "run"))
            try DiscData.write(count: 10, size: 64, to: data)
            func dot(_ places: some Sequence<Int>) throws {
                let pixels = (0..<64 * 64).map { UInt8($0 == 2000 ? 255 : 0) }
                for i in places {
                    try Codec.write(
                        Image(grey: pixels, width: 64, height: 64), to: data.appending(path: "masks/disc-0\(i).png"))
                }
            }
            try dot([0, 8])
            var told: [String] = []
            let recipe = try Self.recipe(data, subsets: Self.subsets)
            _ = try Run(beginning: recipe, in: RunFolder(folder.appending(path: "a")), tell: { told.append($0) })
            #expect(
                told.contains(
                    "warning: masks whose foreground is lost at 32 x 32 pixels: 1 of 6 train, 1 of 2 test; a larger --size "
                        + "keeps it"), "\(told)")
            #expect(!told.contains { $0.contains("empty masks") })
            try dot(0..<10)
            Self.expectRefused(
                recipe, out, "all 6 masks of the training subset are empty at the network's 32 x 32 pixels",
                "6 have foreground at their own size", "--size")
        }
    }

    /// The history's validation Dice is that of the images with foreground in one of the masks, by the model of the epoch.
    @Test func validationLeavesOutImagesThatAreEmptyInBoth() throws {
        try Self.withData(black: [0, 1, 2, 3, 7]) { data, out in
            var figures: [EpochFigures] = []
            let run = try Run(
                beginning: Self.recipe(data, subsets: Self.subsets, epochs: 3), in: RunFolder(out), tell: { _ in })
            _ = try run.train { if case .epoch(let epoch) = $0 { figures.append(epoch) } }
            let file = try ModelFile(opening: RunFolder(out).last)
            let pairs = try Inventory([data]).pairs
            let chosen = try run.split.indices(of: .validation, in: pairs).map { pairs[$0] }
            let store = try ImageStore(loading: chosen, preprocessing: file.preprocessing)
            let results = try Evaluator(
                Predictor(file.network, preprocessing: file.preprocessing, device: .cpu), metricSize: .model,
                batchSize: 4
            ).results(of: chosen, sizes: store.images.map(\.own), image: { store.images[$0] })
            let dice = results.compactMap(\.counts.dice)
            let last = try #require(figures.last)
            let validation = try #require(last.validationDice)
            let mean = dice.reduce(0, +) / Double(dice.count)
            #expect(abs(validation - mean) < 1e-12)
            #expect(last.validationLeftOut == 2 - dice.count)
            #expect(figures.allSatisfy { $0.validationDice != nil })
        }
    }

    @Test func theLineOfAnEpochSaysHowManyMasksAreLeftOut() {
        func line(_ leftOut: Int) -> String {
            EpochFigures(
                epoch: 1, trainLoss: 0.5, trainDice: 0.5, validationLoss: 0.5, validationDice: 0.75,
                learningRate: 0.001,
                seconds: 1, validationLeftOut: leftOut
            ).line(of: 2)
        }
        #expect(line(0).hasSuffix(", Validation Dice: 0.7500"))
        #expect(line(2).hasSuffix(", Validation Dice: 0.7500 (left out, empty in both: 2)"))
    }

    @Test func anOlderDataFileIsRead() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "data.json")
            try Data(#"{"format": 1, "fingerprint": "0", "sets": []}"#.utf8).write(to: file)
            #expect(try DataSummary(reading: file).emptyMasks == nil)
        }
    }
}
