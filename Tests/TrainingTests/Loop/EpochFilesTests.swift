import Evaluation
import Foundation
import Models
import TestSupport
import Testing

@testable import Training

@Suite(.serialized)
struct EpochFilesTests {
    /// Stops a run after the file with this number; false where it writes fewer.
    private static func kill(_ recipe: Recipe, _ folder: URL, afterWrite number: Int) throws -> Bool {
        var run = try SmallRun.begin(recipe, folder)
        var writes = 0
        run.afterWrite = { _ in
            writes += 1
            // The error of which nothing is cleaned up, as nothing is after a kill.
            if writes == number { throw TrainingError.interrupted(run: "", epoch: 0) }
        }
        do { _ = try run.train { _ in } } catch TrainingError.interrupted { return true }
        return false
    }

    /// What somebody sees who looks at the folder after the kill.
    private static func requireNothingBeyondTheState(_ folder: RunFolder, _ number: Int) throws {
        let state = try Checkpoint.values(of: folder)
        #expect(try SmallRun.history(folder.url).count - 1 <= state.epoch, "after write \(number)")
        for file in [folder.best, folder.last] where FileManager.default.fileExists(atPath: file.path) {
            #expect(try ModelFile(opening: file).metadata?.epoch ?? 0 <= state.epoch, "after write \(number)")
        }
    }

    /// With a validation subset, and without one, where every epoch is the best so far.
    @Test(arguments: [(0.1, 3), (0, 1)])
    func killedBetweenAnyTwoWritesARunEndsWithTheSameBits(validation: Double, epochs: Int) throws {
        try withTemporaryFolder { folder in
            let (data, whole) = (folder.appending(path: "discs"), folder.appending(path: "whole"))
            try DiscData.write(count: 8, to: data)
            var recipe = SmallRun.recipe(data, epochs: epochs)
            recipe.split.validation = validation
            var written: [String] = []
            var run = try SmallRun.begin(recipe, whole)
            run.afterWrite = { written.append($0.lastPathComponent) }
            _ = try run.train { _ in }
            #expect(written.count { $0 == "last.state" } == epochs)
            #expect(written.count { $0.hasPrefix("epoch-") } == written.count { $0 == "best.safetensors" })
            for number in 1...written.count {
                let killed = folder.appending(path: "killed-\(number)")
                #expect(try Self.kill(recipe, killed, afterWrite: number))
                try Self.requireNothingBeyondTheState(RunFolder(killed), number)
                _ = try SmallRun.resume(killed).train { _ in }
                for name in SmallRun.equalFiles {
                    #expect(
                        try SmallRun.bytes(killed, name) == SmallRun.bytes(whole, name),
                        "\(name) after write \(number), \(written[number - 1])")
                }
                #expect(try SmallRun.history(killed) == SmallRun.history(whole), "after write \(number)")
                let files = try FileManager.default.contentsOfDirectory(
                    atPath: killed.appending(path: "checkpoints").path)
                #expect(files.sorted() == ["best.safetensors", "last.safetensors", "last.state"])
                try FileManager.default.removeItem(at: killed)
            }
        }
    }

    @Test func leftoversOfAKillAreRemovedAndALostHistoryIsWrittenAgain() throws {
        try withTemporaryFolder { folder in
            let (data, out) = (folder.appending(path: "discs"), folder.appending(path: "run"))
            try DiscData.write(count: 10, to: data)
            try SmallRun.stop(SmallRun.recipe(data, epochs: 2), out, after: 4)
            let history = try SmallRun.bytes(out, "history.csv")
            for name in ["checkpoints/epoch-9.safetensors", "checkpoints/.last.state.1234ABCD.part"] {
                try Data("half".utf8).write(to: out.appending(path: name))
            }
            try (history + Data("9,0,0,,,0,0\n".utf8)).write(to: out.appending(path: "history.csv"))
            let run = try SmallRun.resume(out)
            #expect(try SmallRun.bytes(out, "history.csv") == history)
            let files = try FileManager.default.contentsOfDirectory(atPath: run.folder.checkpoints.path)
            #expect(files.sorted() == ["best.safetensors", "last.safetensors", "last.state"])
        }
    }

    @Test func aBestModelOfAnotherEpochIsRefused() throws {
        try withTemporaryFolder { folder in
            let (data, out) = (folder.appending(path: "discs"), folder.appending(path: "run"))
            try DiscData.write(count: 10, to: data)
            try SmallRun.stop(SmallRun.recipe(data, epochs: 2), out, after: 4)
            let best = out.appending(path: "checkpoints/best.safetensors")
            let model = try ModelFile(opening: best)
            let metadata = try #require(model.metadata)
            let other = ModelMetadata(
                network: metadata.network, preprocessing: metadata.preprocessing, chosenBy: metadata.chosenBy, epoch: 7,
                recipe: metadata.recipe, data: metadata.data, versions: metadata.versions)
            try Data(ModelFolder.encoded(model.network, other)).write(to: best)
            #expect { try SmallRun.resume(out) } throws: { "\($0)".contains("it is of epoch 7") }
        }
    }
}
