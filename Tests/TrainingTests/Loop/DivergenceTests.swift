import Foundation
import TestSupport
import Testing

@testable import Training

@Suite(.serialized)
struct DivergenceTests {
    /// One step an epoch: its loss is from before the update that makes the weights infinite.
    @Test(arguments: [0.2, 0])
    func weightsThatAreNoNumbersAreNeverTheBest(validation: Double) throws {
        try withTemporaryFolder { folder in
            let (data, out) = (folder.appending(path: "discs"), folder.appending(path: "run"))
            try DiscData.write(count: 10, to: data)
            var recipe = SmallRun.recipe(data, epochs: 1)
            recipe.split.validation = validation
            recipe.training.batchSize = 16
            (recipe.training.optimizer.name, recipe.training.optimizer.learningRate) = (.sgd, 1e38)
            recipe.training.optimizer.weightDecay = 1e10
            let error = #expect(throws: TrainingError.self) { _ = try SmallRun.begin(recipe, out).train { _ in } }
            #expect(error?.isDivergence == true)
            #expect(!FileManager.default.fileExists(atPath: out.path))
        }
    }
}
