import Foundation
import TestSupport
import Testing
import Training

@testable import Experiments

struct StudyProgressTests {
    private let start = ContinuousClock.now

    private func run(_ name: String, _ architecture: String = "unet", epochs: Int = 4) -> StudyRun {
        var recipe = Recipe()
        (recipe.model.architecture, recipe.training.epochs) = (architecture, epochs)
        return StudyRun(name: name, arm: name, seed: 0, fold: nil, recipe: recipe)
    }

    private func writeHistory(epochs: Int, of name: String, in place: URL) throws {
        let folder = place.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let rows = (0..<epochs).map { "\($0 + 1),0.5,0.5,,,0.001,1.0\n" }.joined()
        try Data(("epoch,train_loss,train_dice,val_loss,val_dice,learning_rate,seconds\n" + rows).utf8)
            .write(to: folder.appending(path: "history.csv"))
    }

    private func writeSummary(dice: Double, of name: String, in place: URL) throws {
        let folder = RunFolder(place.appending(path: name))
        try FileManager.default.createDirectory(at: folder.test, withIntermediateDirectories: true)
        _ = try StudyFiles.writeTest([("x.png", "p", dice)], to: folder)
    }

    /// Epochs are counted in the history, whatever the line says; its words are people's.
    @Test func aLineIsOnlyTheHintToLook() throws {
        try withTemporaryFolder { place in
            let progress = StudyProgress(jobs: 1)
            progress.add([run("a"), run("b"), run("c", "unetplusplus")], in: place)
            #expect(progress.line == "0 of 3 runs finished")
            progress.hear(.began(run: "a"), at: start)
            progress.hear(.line(run: "a", text: "Epoch 3/4, Loss: 0.1"), at: start + .seconds(5))
            #expect(progress.line == "0 of 3 runs finished", "no epoch is in its history")
            try writeHistory(epochs: 1, of: "a", in: place)
            progress.hear(.line(run: "a", text: "Época 1 de 4"), at: start + .seconds(10))
            // 3 epochs of a, 4 of b and 4 of a network that has not run: 10 s each.
            #expect(progress.line == "0 of 3 runs finished; about 1 min 50 s left")
            #expect(
                progress.table == """
                      run       state           test Dice
                      a         epoch 1/4
                      b         waiting
                      c         waiting
                    """)
        }
    }

    @Test func epochsOfEachNetworkAreTimedAndSharedByJobs() throws {
        try withTemporaryFolder { place in
            let progress = StudyProgress(jobs: 2)
            progress.add([run("a"), run("c", "unetplusplus")], in: place)
            progress.hear(.began(run: "a"), at: start)
            progress.hear(.began(run: "c"), at: start)
            // Two epochs between two looks: 3 s each.
            try writeHistory(epochs: 2, of: "a", in: place)
            progress.hear(.line(run: "a", text: ""), at: start + .seconds(6))
            try writeHistory(epochs: 1, of: "c", in: place)
            progress.hear(.line(run: "c", text: ""), at: start + .seconds(20))
            // (2 x 3 s + 3 x 20 s) / 2 jobs.
            #expect(progress.line == "0 of 2 runs finished; about 33 s left")
        }
    }

    @Test func aRunThatGoesOnIsTimedByItsNewEpochs() throws {
        try withTemporaryFolder { place in
            let progress = StudyProgress(jobs: 1)
            progress.add([run("a", epochs: 10)], in: place)
            try writeHistory(epochs: 7, of: "a", in: place)
            progress.hear(.began(run: "a"), at: start)
            try writeHistory(epochs: 8, of: "a", in: place)
            progress.hear(.line(run: "a", text: ""), at: start + .seconds(2))
            #expect(progress.line == "0 of 1 runs finished; about 4 s left")
        }
    }

    @Test func endsAreCountedAndTheDiceIsRead() throws {
        try withTemporaryFolder { place in
            let progress = StudyProgress(jobs: 1)
            try writeSummary(dice: 0.75, of: "before", in: place)
            progress.add(["before", "a", "b", "c", "d"].map { run($0) }, in: place)
            try writeSummary(dice: 0.5, of: "a", in: place)
            progress.hear(.ended(run: "a", .finished))
            progress.hear(.ended(run: "b", .diverged("")))
            progress.hear(.ended(run: "c", .failed("")))
            progress.hear(.ended(run: "d", .interrupted))
            #expect(progress.line == "2 of 5 runs finished, 1 diverged, 1 failed")
            #expect(
                progress.table == """
                      run       state           test Dice
                      before    finished        0.7500
                      a         finished        0.5000
                      b         diverged
                      c         failed
                      d         stopped
                    """)
        }
    }
}
