import Foundation
import TestSupport
import Testing

/// `pleura study` by the built program. One after another, for its trainings may use all threads.
@Suite(.serialized)
struct StudyTests {
    private static let small = [
        "--encoder", "resnet18", "--size", "32", "--epochs", "2", "--batch-size", "4", "--threads", "2", "--weights",
        "none",
        "--device", "cpu", "--precision", "fp32",
    ]

    private static func text(_ folder: URL, _ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    @Test func killedTwiceItEndsWithTheResultsOfAnUnbrokenOne() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 14, to: folder.appending(path: "discs"))
            let study = ["study", "discs", "--arch", "unet,unetplusplus"] + Self.small
            let whole = try Command(study + ["--out", "whole"], in: folder)
            #expect(whole.exitCode == 0, "\(whole.errors)")
            let names = ["unet", "unetplusplus"]
            // Killed in the first training, then in the second; each time its child stops by itself.
            for (name, signal, code) in [("unet", SIGKILL, Int32(137)), ("unetplusplus", SIGTERM, 143)] {
                let running = try RunningCommand(study + ["--out", "broken"], in: folder)
                #expect(try running.waits(for: "\(name): Epoch 1/2"))
                running.send(signal)
                let stopped = try running.finished()
                #expect(stopped.exitCode == code, "\(stopped)")
            }
            let resumed = try Command(["study", "--resume", "broken"], in: folder)
            #expect(resumed.exitCode == 0, "\(resumed.errors)")
            #expect(!resumed.output.contains("unet: Epoch"), "a finished training is not repeated")
            for name in names {
                for file in ["model/model.safetensors", "test/metrics.csv", "split.csv"] {
                    let paths = ["whole", "broken"].map { folder.appending(path: "\($0)/runs/\(name)/\(file)").path }
                    #expect(FileManager.default.contentsEqual(atPath: paths[0], andPath: paths[1]), "\(name)/\(file)")
                }
            }
            #expect(try Self.text(folder, "whole/comparison.csv") == Self.text(folder, "broken/comparison.csv"))
            // More arms are added; what is there stays.
            let more = try Command(study + ["--out", "broken", "--seeds", "2"], in: folder)
            #expect(more.exitCode == 0 && more.output.contains("unet-seed1: Epoch 2/2"), "\(more)")
            #expect(!more.output.contains("unet: Epoch"))
            let other = try Command(study + ["--out", "broken", "--augment", "none"], in: folder)
            #expect(other.exitCode == 1 && other.errors.contains("augmentation.preset flips, now none"), "\(other)")
        }
    }

    @Test func theSearchReadsNoTestImageAndTrainsWithWhatItFound() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 24, to: folder.appending(path: "discs"))
            let command = try Command(
                [
                    "study", "discs", "--out", "st", "--optimizer", "adam,sgd:lr=0.01:momentum=0.9", "--tune", "--jobs",
                    "2",
                ]
                    + Self.small.map { $0 == "2" ? "1" : $0 } + ["--validation", "0"], in: folder)
            #expect(command.exitCode == 0, "\(command)")
            let rows = try Self.text(folder, "st/tuning.csv").split(separator: "\n").map(String.init)
            #expect(rows.count >= 8 && rows[0] == "arm,learning_rate,val_dice,chosen")
            #expect(rows.dropFirst().allSatisfy { $0.hasPrefix("adam,") }, "a value with its own rate is not searched")
            let chosen = rows.filter { $0.hasSuffix(",true") }
            #expect(chosen.count == 1)
            let rate = try #require(chosen.first?.split(separator: ",")[1])
            #expect(try Self.text(folder, "st/runs/adam/recipe.yaml").contains("learning_rate: \(rate)"))
            let split = try Self.text(folder, "st/split-tuning.csv")
            let test = try Self.text(folder, "st/split.csv").split(separator: "\n").filter { $0.contains(",test,") }
            #expect(!split.contains(",test,") && !test.isEmpty)
            for line in test { #expect(split.contains(line.replacing(",test,", with: ",unused,"))) }
        }
    }

    @Test func foldsTestEveryImageOnce() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 12, to: folder.appending(path: "discs"))
            let command = try Command(
                ["study", "discs", "--out", "st", "--folds", "3", "--arch", "unet", "--latex"] + Self.small, in: folder)
            #expect(command.exitCode == 0, "\(command)")
            let tested = try (1...3).flatMap { fold in
                try Self.text(folder, "st/runs/unet-fold\(fold)/test/metrics.csv").split(separator: "\n").dropFirst()
                    .compactMap { $0.split(separator: ",").first }
            }
            #expect(tested.count == 12 && Set(tested).count == 12)
            #expect(try Self.text(folder, "st/figures/results.tex").contains("\\toprule"))
            #expect(try Self.text(folder, "st/report.html").contains("in 3 folds"))
        }
    }

    @Test func aTrainingThatFailsEndsAloneAndIsNamed() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 12, to: folder.appending(path: "discs"))
            let command = try Command(
                ["study", "discs", "--out", "st", "--optimizer", "sgd:lr=1e30,adam"] + Self.small, in: folder)
            #expect(command.exitCode == 1, "\(command)")
            #expect(command.errors.contains("sgd-lr1e30 failed") && command.errors.contains("diverged"))
            #expect(command.output.contains("adam: Test Dice"))
        }
    }

    @Test(arguments: [
        (["study", "x"], "--out"), (["study", "x", "--out", "y", "--preset", "z"], "--preset is z"),
        (["study", "x", "--out", "y", "--preset", "experiment", "--arch", "unet"], "has its own --arch"),
        (["study", "x", "--out", "y", "--seeds", "0"], "seeds is 0"),
        (["study", "x", "--out", "y", "--jobs", "0"], "--jobs is 0"),
        (["study", "x", "--out", "y", "--tune", "--lr", "1"], "leave out --lr"),
        (["study", "x", "--out", "y", "--tune", "--folds", "3"], "cannot be searched with folds"),
        (["study", "x", "--out", "y", "--optimizer", "adam,sdg"], "sdg"),
        (["study", "x", "--out", "y", "--arch", "unet,vnet"], "vnet"),
        (["study", "x", "--out", "y", "--nothing", "1"], "--nothing"), (["study", "--out", "y"], "no data are named"),
        (["study", "--resume", "y", "--out", "z"], "--resume takes nothing"),
    ])
    func wrongUsageExitsWith2(arguments: [String], part: String) throws {
        try withTemporaryFolder { folder in
            let command = try Command(arguments, in: folder)
            #expect(command.exitCode == 2, "\(command)")
            #expect(command.errors.contains(part), "\(command.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty, "nothing is written")
        }
    }

    @Test func aFolderThatIsNoStudyIsLeftAlone() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 6, to: folder.appending(path: "discs"))
            let command = try Command(
                ["study", "discs", "--out", "discs", "--weights", "none"], in: folder)
            #expect(command.exitCode == 1 && command.errors.contains("is no study"), "\(command)")
            let none = try Command(["study", "--resume", "nothing"], in: folder)
            #expect(none.exitCode == 1 && none.errors.contains("there is no such file"), "\(none)")
            let absent = try Command(["study", "no-such", "--out", "y", "--weights", "none"], in: folder)
            #expect(absent.exitCode == 1 && absent.errors.contains("no-such"), "\(absent)")
        }
    }
}
