import Evaluation
import Foundation
import Reporting
import Testing
import Training

@testable import Experiments

struct StudyResultsTests {
    private static let history = [(loss: 0.5, dice: 0.4, seconds: 3.0), (0.25, 0.75, 2.0)]

    /// Images of two patients each.
    private static func images(_ dice: [Double]) -> [StudyFiles.Tested] {
        dice.enumerated().map { ("film-\($0).png", "patient \($0 / 2)", $1) }
    }

    private static func write(_ dice: [Double], _ run: String, in fake: FakeTraining) throws {
        try StudyFiles.writeRun(images(dice), history: history, to: fake.study.run(run))
    }

    /// A study of these arms whose finished runs have these Dice.
    private func maker(
        _ plan: StudyPlan, _ runs: [String: [Double]], in fake: FakeTraining, _ language: Language = .english,
        before: () throws -> Void = {}
    ) throws -> StudyReportMaker {
        let study = try Study(plan, in: fake.study, program: fake.program)
        for (name, dice) in runs { try Self.write(dice, name, in: fake) }
        try before()
        return try StudyReportMaker(StudyResults(study), language: language)
    }

    @Test func groupsAreThoseOfTheSplit() async throws {
        try await FakeTraining.with { fake in
            let study = try fake.begin([fake.arm("a")])
            try Self.write([0.9, 0.8, 0.7, 0.6], "a", in: fake)
            let run = try #require(try StudyResults(study).runs.first)
            #expect(run.test.map(\.group) == ["patient 0", "patient 0", "patient 1", "patient 1"])
            #expect(run.test.map(\.dice) == [0.9, 0.8, 0.7, 0.6])
            #expect(run.history.map(\.trainLoss) == [0.5, 0.25])
            #expect(run.cost.parameters == 5 && !run.ranSideBySide)
        }
    }

    @Test func whatOverlappedIsKnownWithoutTheLogs() async throws {
        try await FakeTraining.with { fake in
            let study = try fake.begin([fake.arm("a"), fake.arm("b")])
            for name in ["a", "b"] { try Self.write([0.9, 0.8], name, in: fake) }
            #expect(try !StudyResults(study).ranSideBySide)
            var record = RunRecord()
            record.ranSideBySide = true
            try record.write(to: fake.study.record(of: "b", in: fake.study.runs))
            try FileManager.default.removeItem(at: fake.study.logs)
            let results = try StudyResults(study)
            #expect(results.ranSideBySide)
            let costs = try results.comparison().arms.map { $0.cost?.ranSideBySide }
            #expect(costs == [false, true])
        }
    }

    @Test(arguments: Language.allCases)
    func theTablesHoldTheNumbersOfTheRuns(language: Language) async throws {
        try await FakeTraining.with { fake in
            let plan = StudyPlan(arms: [fake.arm("a"), fake.arm("b") { $0.model.architecture = "unetplusplus" }])
            let maker = try maker(
                plan, ["a": [0.9, 0.8, 0.7, 0.5], "b": [0.6, 0.6, 0.5, 0.3]], in: fake, language)
            let tables = maker.tables
            #expect(tables.count == 2, "neither an author's nor a search's")
            let isEnglish = language == .english
            #expect(
                tables[0].columns
                    == (isEnglish
                        ? ["Arm", "Images", "Mean Dice", "Median Dice", "Minimum Dice"]
                        : ["Brazo", "Imágenes", "Dice medio", "Dice mediano", "Dice mínimo"]))
            #expect(
                tables[0].shown == [
                    ["a", "4", "0.7250", "0.7500", "0.5000"], ["b", "4", "0.5000", "0.5500", "0.3000"],
                ])
            let pair = try #require(tables[1].shown.first)
            #expect(tables[1].rows.count == 1 && pair.count == tables[1].columns.count)
            #expect(pair.prefix(3) == ["a", "b", isEnglish ? "All" : "Todos"])
            #expect(pair[3].hasPrefix("0.2250"))
            #expect(pair[5...] == ["4", "2", isEnglish ? "no verdict" : "sin conclusión"], "4 images of 2 patients")
            #expect(tables[1].columns[6] == (language == .english ? "Groups" : "Grupos"))
        }
    }

    @Test func seedsHaveAMeanOfMeansAndADeviation() async throws {
        try await FakeTraining.with { fake in
            let maker = try maker(
                StudyPlan(arms: [fake.arm("a")], seeds: 3), ["a": [0.8, 0.6], "a-seed1": [0.6, 0.4]], in: fake)
            let table = try #require(maker.tables.first)
            #expect(table.columns == ["Arm", "Images", "Mean Dice", "SD between seeds", "Median Dice", "Minimum Dice"])
            // Means 0.7 and 0.5: their mean 0.6, their deviation 0.2 / sqrt 2. An image's Dice is the mean over its seeds.
            #expect(table.shown == [["a", "2", "0.6000", "0.1414", "0.6000", "0.5000"]])
            #expect(maker.notes.first == "2 of 3 training runs finished; the report is about those.")
        }
    }

    @Test func theSearchIsATableAndSaysByHowManyImages() async throws {
        try await FakeTraining.with { fake in
            let maker = try maker(
                StudyPlan(arms: [fake.arm("adam", isTuned: true)]), ["adam": [0.9, 0.8]], in: fake,
                before: {
                    try Data("arm,learning_rate,val_dice,chosen\nadam,0.001,0.95,true\nadam,0.01,,false\n".utf8).write(
                        to: fake.study.tuningTable)
                    let rows = (0..<10).map {
                        "\($0),films,\($0 < 3 ? "validation" : $0 < 8 ? "train" : "unused"),\($0)"
                    }
                    try Data((["image,set,subset,group"] + rows).joined(separator: "\n").utf8).write(
                        to: fake.study.tuningSplit)
                })
            let table = try #require(maker.tables.last)
            #expect(table.columns == ["Arm", "Learning rate", "Validation Dice", "Chosen"])
            #expect(table.shown == [["adam", "0.001", "0.9500", "yes"], ["adam", "0.01", "diverged", ""]])
            #expect(
                table.note.hasPrefix("Chosen by the validation Dice on 3 of the 8 images that are not tested (38 %)"))
        }
    }

    @Test func theAuthorsNumbersStandBesideThoseOfTheExperiment() async throws {
        try await FakeTraining.with { fake in
            var recipe = fake.arm("x").recipe
            recipe.split.validation = 0
            let plan = StudyPlan.experiment(recipe, isTuned: false, seeds: 1, margin: 0.01)
            let maker = try maker(plan, ["unet-adam": [0.9, 0.8]], in: fake)
            let table = try #require(maker.tables.last)
            #expect(
                table.shown == [
                    ["unet-adam", "author", "0.3527", "0.8278", "0.0299", "0.9751", "3.65"],
                    ["unet-adam", "this study", "0.5000", "0.4000", "0.2500", "0.7500", "2.00"],
                    ["unetplusplus-adam", "author", "0.2828", "0.8505", "0.0184", "0.9847", "7.06"],
                    ["unetplusplus-adam", "this study", "-", "-", "-", "-", "-"],
                    ["unet-sgd", "author", "-", "-", "0.4000", "0.4250", "-"],
                    ["unet-sgd", "this study", "-", "-", "-", "-", "-"],
                ])
            #expect(maker.notes.contains { $0.hasPrefix("No validation images were kept") })
        }
    }
}

extension StudyReportInput.Table {
    /// Its rows as the English page writes them, but for intervals.
    fileprivate var shown: [[String]] {
        rows.map { row in
            row.map { cell in
                switch cell {
                case .text(let text): text
                case .number(let value?, let digits): String(format: "%.\(digits)f", value)
                case .number(nil, _), .mean(nil, _, _), .p(nil): "-"
                case .mean(let value?, let digits, let count): String(format: "%.\(digits)f (%d)", value, count)
                case .p(let p?): String(format: "%.3f", p)
                case .interval(let value, _, _, let digits): String(format: "%.\(digits)f [...]", value)
                }
            }
        }
    }
}
