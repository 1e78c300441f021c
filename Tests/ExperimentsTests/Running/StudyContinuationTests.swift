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

    /// Whatever `study.yaml` says: what is there was trained with other settings.
    @Test func aRunOfOtherSettingsIsNotTaken() async throws {
        try await FakeTraining.with { fake in
            let study = try fake.begin([fake.arm("a")])
            try Data(fake.arm("a") { $0.training.epochs = 7 }.recipe.yaml.utf8).write(
                to: fake.study.recipes.appending(path: "a.yaml"))
            let error = await #expect(throws: StudyError.self) { _ = try await study.run() }
            let words = "\(try #require(error))"
            #expect(words.contains("training.epochs 7, now 2"), "\(words)")
        }
    }

    /// Another machine has other processors; that is no other study. Threads that were given are.
    @Test func sharedThreadsMayChange() async throws {
        try await FakeTraining.with { fake in
            func arm(_ threads: Int, own: Bool = false) -> Arm {
                fake.arm("a", hasOwnThreads: own) { $0.threads = threads }
            }
            _ = try await fake.begin([arm(3)], processors: 3).run()
            #expect(try fake.begin([arm(5)]).plan.arms.count == 1)
            let error = #expect(throws: StudyError.self) { _ = try fake.begin([arm(5, own: true)]) }
            let words = "\(try #require(error))"
            #expect(words.contains("threads 3, now 5"), "\(words)")
            // A run that begins again takes what is shared now; one that goes on is not asked.
            try FileManager.default.removeItem(at: fake.study.run("a").url)
            _ = try await Study(resuming: fake.study, program: fake.program, jobs: 2, processors: 4).run()
            #expect(try Recipe(file: fake.study.recipes.appending(path: "a.yaml")).threads == 2)
        }
    }

    @Test func aPlanWithoutOwnThreadsIsRead() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "study.yaml")
            var plan = StudyPlan(arms: [arm("a", folder), arm("b", folder)])
            plan.arms[1].hasOwnThreads = true
            try Data(plan.yaml.utf8).write(to: file)
            #expect(try StudyPlan(file: file) == plan)
            let old = try plan.yaml.split(separator: "\n").filter { !$0.contains("own_threads") }
            try Data(old.joined(separator: "\n").utf8).write(to: file)
            #expect(try StudyPlan(file: file).arms.map(\.hasOwnThreads) == [false, false])
        }
    }
}
