import Foundation
import TestSupport
import Testing
import Training

@testable import Experiments

@Suite struct StudyGridTests {
    private func arms(_ yaml: String) throws -> [Arm] {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "grid.yaml")
            try Data(yaml.utf8).write(to: file)
            var base = Recipe()
            base.data.sources = ["/films"]
            return try StudyGrid(file: file, over: base).arms
        }
    }

    @Test func everyCombinationIsAnArmAndArmsAddOthers() throws {
        let arms = try arms(
            """
            recipe: {training: {epochs: 3}, model: {weights: none}}
            grid:
              model.architecture: [unet, unetplusplus]
              training.optimizer: [{name: adam}, {name: sgd, learning_rate: 0.05, momentum: 0.9}]
            arms:
              - {name: big, model: {encoder: resnet50}}
            """)
        #expect(
            arms.map(\.name) == [
                "unet-adam", "unet-sgd-learning-rate0.05-momentum0.9", "unetplusplus-adam",
                "unetplusplus-sgd-learning-rate0.05-momentum0.9", "big",
            ])
        #expect(arms.allSatisfy { $0.recipe.training.epochs == 3 && $0.recipe.data.sources == ["/films"] })
        #expect(arms[1].recipe.training.optimizer.momentum == 0.9 && arms[0].recipe.training.optimizer.momentum == 0)
        #expect(arms[4].recipe.model.encoder == "resnet50" && arms[4].recipe.model.weights == "none")
        #expect(try self.arms("grid: {training.batch_size: [8, 16]}").map(\.name) == ["batch-size8", "batch-size16"])
    }

    @Test func threadsThatTheFileGivesAreTheArms() throws {
        func own(_ yaml: String) throws -> [Bool] { try arms(yaml).map(\.hasOwnThreads) }
        #expect(try own("grid: {training.epochs: [3, 4]}") == [false, false])
        #expect(try own("{recipe: {threads: 2}, grid: {training.epochs: [3, 4]}}") == [true, true])
        #expect(
            try own("{grid: {threads: [1, 2]}, arms: [{name: x}, {name: y, threads: 3}]}") == [true, true, false, true])
    }

    @Test(arguments: [
        ("grid: {training.optimiser: [1, 2]}", "training.optimiser"), ("grids: {}", "it has 'grids'"),
        ("grid: {training.epochs: 3}", "is no list"), ("arms: [{model: {}}]", "has no name"), ("- a", "wanted: recipe"),
        ("grid: {training.epochs: [0, 1]}", "training.epochs is 0"), ("a: [", "not YAML"),
    ])
    func gridsThatCannotBeAreRefused(yaml: String, part: String) throws {
        let error = #expect(throws: (any Error).self) { _ = try arms(yaml) }
        #expect("\(try #require(error))".contains(part), "\(String(describing: error))")
    }
}
