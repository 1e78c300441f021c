import Datasets
import Foundation
import TestSupport
import Testing
import Training

@testable import Experiments

@Suite struct StudyPlanTests {
    private static var recipe: Recipe {
        var recipe = Recipe()
        recipe.data.sources = ["/somewhere/films"]
        recipe.model.weights = Recipe.fresh
        return recipe
    }

    @Test func theExperimentHasFiveArms() throws {
        let plain = try Recipe.preset("plain")
        let plan = StudyPlan.experiment(plain, isTuned: false, seeds: 1, margin: 0.01)
        #expect(
            plan.arms.map(\.name) == [
                "unet-adam", "unetplusplus-adam", "unet-sgd", "unetplusplus-sgd", "unet-adam-batch64",
            ])
        for arm in plan.arms {
            let recipe = arm.recipe
            #expect(
                recipe.model.encoder == "resnet34" && recipe.model.weights == "imagenet" && recipe.model.classes == 1)
            #expect(recipe.preprocessing.size == PixelSize(height: 256, width: 256) && recipe.training.epochs == 25)
            #expect(recipe.split.test == 0.2 && recipe.split.validation == 0 && recipe.training.loss == .dice)
            #expect(recipe.training.optimizer.learningRate == 1e-3 && recipe.training.optimizer.momentum == 0)
            #expect(recipe.training.batchSize == (arm.name.hasSuffix("64") ? 64 : 32))
            #expect(!arm.isTuned)
        }
        #expect(Set(AuthorFigures.all.map(\.arm)).isSubset(of: plan.arms.map(\.name)))
        let tuned = StudyPlan.experiment(plain, isTuned: true, seeds: 1, margin: 0.01)
        #expect(tuned.arms.filter { !$0.isTuned }.map(\.name) == ["unet-sgd", "unetplusplus-sgd"])
        #expect(tuned.arms.filter { $0.recipe.training.optimizer.nesterov }.count == 2)
    }

    @Test func aPlanIsReadAsItWasWritten() throws {
        try withTemporaryFolder { folder in
            let plan = StudyPlan.experiment(Self.recipe, isTuned: true, seeds: 3, margin: 0.02)
            let file = folder.appending(path: "study.yaml")
            try Data(plan.yaml.utf8).write(to: file)
            #expect(try StudyPlan(file: file) == plan)
            try Data("format: 2".utf8).write(to: file)
            #expect(throws: StudyError.self) { _ = try StudyPlan(file: file) }
        }
    }

    @Test func everySeedAndFoldIsARun() throws {
        var plan = StudyPlan(
            arms: [Arm(name: "a", recipe: Self.recipe), Arm(name: "b", recipe: Self.recipe)], seeds: 2)
        let names = plan.runs(rates: ["b": 0.5]) { _ in URL(filePath: "/s.csv") }
        #expect(names.map(\.name) == ["a", "b", "a-seed1", "b-seed1"])
        #expect(names.map(\.recipe.training.seed) == [0, 0, 1, 1])
        #expect(names.map(\.recipe.training.optimizer.learningRate) == [1e-3, 0.5, 1e-3, 0.5])
        #expect(names.allSatisfy { $0.recipe.split.seed == 0 && $0.recipe.split.file == "/s.csv" })
        (plan.seeds, plan.folds) = (1, 2)
        let folds = plan.runs(rates: [:]) { URL(filePath: "/s\($0 ?? 0).csv") }
        #expect(folds.map(\.name) == ["a-fold1", "b-fold1", "a-fold2", "b-fold2"])
        #expect(folds.map(\.recipe.split.file) == ["/s1.csv", "/s1.csv", "/s2.csv", "/s2.csv"])
    }

    /// What was wrong: with folds the file was not looked at, and a patient's slices were trained on and tested.
    @Test func foldsTakeTheGroupsOfTheSplitFile() throws {
        try withTemporaryFolder { folder in
            let pairs = (0..<12).map { i in
                let url = URL(filePath: "/films/slice\(i).png")
                return Pair(image: url, masks: [url], set: "films", name: "slice\(i).png", group: "slice\(i)")
            }
            let file = folder.appending(path: "split.csv")
            let rows = (0..<12).map { "slice\($0).png,films,\($0 > 9 ? "unused" : "train"),patient\($0 / 2)" }
            try Data((["image,set,subset,group"] + rows).joined(separator: "\n").utf8).write(to: file)
            var plan = StudyPlan(arms: [Arm(name: "a", recipe: Self.recipe)], folds: 5)
            plan.arms[0].recipe.split.file = file.path
            let splits = try plan.splits(of: pairs).map(\.split)
            #expect(splits.count == 5)
            for split in splits {
                let tested = split.entries.filter { $0.subset == .test }
                #expect(tested.count == 2 && Set(tested.map(\.group)).count == 1, "both slices of one patient")
                #expect(split.entries.filter { $0.subset == .unused }.map(\.group) == ["patient5", "patient5"])
                #expect(split.entries.count == 12)
            }
            #expect(Set(splits.flatMap(\.entries).filter { $0.subset == .test }.map(\.key)).count == 10)
            let error = #expect(throws: DatasetError.self) {
                _ = try plan.splits(
                    of: pairs + [Pair(image: file, masks: [file], set: "films", name: "new", group: "")])
            }
            #expect("\(try #require(error))".contains("films/new"), "\(String(describing: error))")
        }
    }

    @Test func plansThatCannotBeAreRefused() throws {
        func refused(_ part: String, _ change: (inout StudyPlan) -> Void) throws {
            var plan = StudyPlan(arms: [Arm(name: "a", recipe: Self.recipe), Arm(name: "b", recipe: Self.recipe)])
            change(&plan)
            let error = #expect(throws: (any Error).self) { try plan.check() }
            #expect("\(try #require(error))".contains(part), "\(part): \(String(describing: error))")
        }
        try refused("at least one arm") { $0.arms = [] }
        try refused("two arms are named a") { $0.arms[1].name = "a" }
        try refused("'../a'") { $0.arms[1].name = "../a" }
        try refused("seeds is 0") { $0.seeds = 0 }
        try refused("folds is 1") { $0.folds = 1 }
        try refused("margin is 0") { $0.margin = 0 }
        try refused("differ in split") { $0.arms[1].recipe.split.seed = 7 }
        try refused("differ in data") { $0.arms[1].recipe.data.sources = ["/other"] }
        try refused("cannot be searched with folds") { ($0.folds, $0.arms[1].isTuned) = (3, true) }
        try refused("epochs is 0") { $0.arms[1].recipe.training.epochs = 0 }
    }

    @Test func aPlanGoesOnWithMoreArmsAndSeedsAndNoOtherSettings() throws {
        let folder = URL(filePath: "/s")
        let old = StudyPlan(arms: [Arm(name: "a", recipe: Self.recipe)])
        var new = StudyPlan(arms: [Arm(name: "a", recipe: Self.recipe), Arm(name: "b", recipe: Self.recipe)], seeds: 3)
        try new.requireContinues(old, in: folder)
        new.arms[0].recipe.training.optimizer.learningRate = 0.5
        let error = #expect(throws: StudyError.self) { try new.requireContinues(old, in: folder) }
        #expect("\(try #require(error))".contains("training.optimizer.learning_rate 0.001, now 0.5"))
    }
}
