import Datasets
import Evaluation
import Foundation

@testable import Training

/// Runs of a small U-Net on 32 x 32 pixels, on the CPU with two threads.
enum SmallRun {
    static func recipe(_ data: URL..., epochs: Int = 2) -> Recipe {
        var recipe = Recipe()
        recipe.model.weights = Recipe.fresh
        (recipe.model.encoder, recipe.model.depth, recipe.model.decoderWidths) = ("resnet18", 3, [16, 8, 8])
        recipe.data.sources = data.map(\.path)
        recipe.preprocessing.size = PixelSize(height: 32, width: 32)
        (recipe.training.epochs, recipe.training.batchSize, recipe.training.precision) = (epochs, 4, .fp32)
        (recipe.device, recipe.threads) = ("cpu", 2)
        return recipe
    }

    static func begin(_ recipe: Recipe, _ folder: URL, tell: (String) -> Void = { _ in }) throws -> Run {
        try Run(beginning: recipe, in: RunFolder(folder), tell: tell)
    }

    static func resume(_ folder: URL, _ change: (inout ResumeOptions) -> Void = { _ in }) throws -> Run {
        var told: [String] = []
        return try resume(folder, told: &told, change)
    }

    static func resume(
        _ folder: URL, told: inout [String], _ change: (inout ResumeOptions) -> Void = { _ in }
    ) throws -> Run {
        var options = ResumeOptions()
        change(&options)
        return try Run(resuming: RunFolder(folder), options, tell: { told.append($0) })
    }

    /// Begins a run and stops it after so many steps.
    static func stop(_ recipe: Recipe, _ folder: URL, after steps: Int) throws {
        var done = 0
        do {
            let isInterrupted = {
                done += 1
                return done >= steps
            }
            _ = try begin(recipe, folder).train(isInterrupted: isInterrupted) { _ in }
        } catch TrainingError.interrupted {}
    }

    static func bytes(_ folder: URL, _ name: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: name))
    }

    /// `history.csv` without its last column, the seconds.
    static func history(_ folder: URL) throws -> [Substring] {
        try String(contentsOf: folder.appending(path: "history.csv"), encoding: .utf8).split(separator: "\n")
            .map { $0[..<($0.lastIndex(of: ",") ?? $0.endIndex)] }
    }

    /// What two runs of the same training must have in common to the bit.
    static let equalFiles = [
        "checkpoints/best.safetensors", "checkpoints/last.safetensors", "model/model.safetensors", "test/metrics.csv",
        "test/summary.json", "split.csv", "digests.csv", "data.json",
    ]
}
