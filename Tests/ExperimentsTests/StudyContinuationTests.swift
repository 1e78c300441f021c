import Datasets
import Foundation
import TestSupport
import Testing
import Training

@testable import Experiments

@Suite struct StudyContinuationTests {
    private func arm(_ name: String, _ data: URL, epochs: Int = 1) -> Arm {
        var recipe = Recipe()
        recipe.data.sources = [data.path]
        recipe.model.weights = Recipe.fresh
        recipe.training.epochs = epochs
        return Arm(name: name, recipe: recipe)
    }

    @Test func armsAndSeedsAreAddedAndNeverTakenAway() throws {
        try withTemporaryFolder { folder in
            let data = folder.appending(path: "discs")
            try DiscData.write(count: 10, to: data)
            let (place, program) = (StudyFolder(folder.appending(path: "study")), URL(filePath: "/bin/false"))
            func begun(_ plan: StudyPlan) throws -> StudyPlan { try Study(plan, in: place, program: program).plan }
            _ = try begun(StudyPlan(arms: [arm("a", data)], seeds: 3))
            let grown = try begun(StudyPlan(arms: [arm("b", data)]))
            #expect(grown.arms.map(\.name) == ["a", "b"] && grown.seeds == 3)
            #expect(try StudyPlan(file: place.plan) == grown)
            #expect(throws: StudyError.self) { _ = try begun(StudyPlan(arms: [arm("a", data, epochs: 2)])) }
        }
    }

    /// Whatever `study.yaml` says: what lies there was trained with other settings.
    @Test func aTrainingOfOtherSettingsIsNotTaken() async throws {
        try await withTemporaryFolder { folder in
            let data = folder.appending(path: "discs")
            try DiscData.write(count: 10, to: data)
            let place = StudyFolder(folder.appending(path: "study"))
            let study = try Study(StudyPlan(arms: [arm("a", data)]), in: place, program: URL(filePath: "/bin/false"))
            try Data(arm("a", data, epochs: 7).recipe.yaml.utf8).write(to: place.recipes.appending(path: "a.yaml"))
            let error = await #expect(throws: StudyError.self) { _ = try await study.run() }
            #expect("\(try #require(error))".contains("training.epochs 7, now 1"), "\(String(describing: error))")
        }
    }
}
