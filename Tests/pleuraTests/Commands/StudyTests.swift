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
    /// A network of a few thousand weights, and so many epochs that a kill after the first falls long before the last.
    private static let long = [
        "--encoder", "resnet18", "--depth", "3", "--decoder-widths", "16,8,8", "--size", "32", "--epochs", "12",
        "--batch-size", "4", "--threads", "1", "--weights", "none", "--device", "cpu", "--precision", "fp32",
    ]

    private static func text(_ folder: URL, _ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    @Test func killedTwiceItEndsWithTheResultsOfAnUnbrokenOne() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 14, to: folder.appending(path: "discs"))
            let study = ["study", "discs", "--arch", "unet,unetplusplus"] + Self.long
            let whole = try Command(study + ["--out", "whole"], in: folder)
            #expect(whole.exitCode == 0, "\(whole.errors)")
            #expect(whole.output.contains("at least 6 images are needed; there are 3"))
            try Self.expectNothingOfTheExperiment(in: folder, whole)
            // Killed in the first run, then in the second; each time its child stops by itself.
            for (name, signal, code) in [("unet", SIGKILL, Int32(137)), ("unetplusplus", SIGTERM, 143)] {
                let running = try RunningCommand(study + ["--out", "broken"], in: folder)
                #expect(try running.waits(for: "\(name): Epoch 1/12"))
                if signal == SIGKILL {
                    // Stopped, it still has its lock, and begins nothing.
                    running.send(SIGSTOP)
                    try Self.aSecondOneIsRefused(study, in: folder)
                }
                running.send(signal)
                let stopped = try running.finished()
                #expect(stopped.exitCode == code, "\(stopped)")
            }
            let resumed = try Command(["study", "--resume", "broken"], in: folder)
            #expect(resumed.exitCode == 0, "\(resumed.errors)")
            #expect(!resumed.output.contains("unet: Epoch"), "a finished run is not repeated")
            for name in ["unet", "unetplusplus"] {
                for file in ["model/model.safetensors", "test/metrics.csv", "split.csv"] {
                    let paths = ["whole", "broken"].map { folder.appending(path: "\($0)/runs/\(name)/\(file)").path }
                    #expect(FileManager.default.contentsEqual(atPath: paths[0], andPath: paths[1]), "\(name)/\(file)")
                }
            }
            #expect(try Self.text(folder, "whole/comparison.csv") == Self.text(folder, "broken/comparison.csv"))
        }
    }

    private static func aSecondOneIsRefused(_ study: [String], in folder: URL) throws {
        let plan = try text(folder, "broken/study.yaml")
        let second = try Command(study + ["--out", "broken", "--split-seed", "7"], in: folder)
        #expect(second.exitCode == 1 && second.errors.contains("another pleura study works in"), "\(second)")
        #expect(try text(folder, "broken/study.yaml") == plan)
    }

    @Test func seedsAreAddedAndOtherSettingsRefused() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 14, to: folder.appending(path: "discs"))
            let study = ["study", "discs", "--out", "st", "--arch", "unet"] + Self.small
            let first = try Command(study, in: folder)
            #expect(first.exitCode == 0, "\(first)")
            let more = try Command(study + ["--seeds", "2"], in: folder)
            #expect(more.exitCode == 0 && more.output.contains("unet-seed1: Epoch 2/2"), "\(more)")
            #expect(!more.output.contains("unet: Epoch"))
            let other = try Command(study + ["--augment", "none"], in: folder)
            #expect(other.exitCode == 1 && other.errors.contains("augmentation.preset flips, now none"), "\(other)")
        }
    }

    /// Its author and what lungs are judged by are nobody else's.
    private static func expectNothingOfTheExperiment(in folder: URL, _ command: Command) throws {
        let files = [
            "report.html", "comparison.csv", "comparison.json", "runs/unet/report.html", "runs/unet/model/MODEL.md",
        ]
        let texts = try files.map { ($0, try text(folder, "whole/\($0)")) } + [("the terminal", command.output)]
        for (place, text) in texts {
            for word in ["experiment's author", "ncongruent", "two largest", "two_largest"] {
                #expect(!text.contains(word), "\(place): \(word)")
            }
        }
        #expect(try text(folder, "whole/runs/unet/test/metrics.csv").contains("area_outside_two_largest"))
    }

    @Test func theExperimentAnswersItsAuthor() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 14, to: folder.appending(path: "discs"))
            let command = try Command(
                [
                    "study", "discs", "--out", "st", "--preset", "experiment", "--encoder", "resnet18", "--size", "32",
                    "--epochs", "1", "--threads", "2", "--weights", "none", "--device", "cpu", "--precision", "fp32",
                ], in: folder)
            #expect(command.exitCode == 0, "\(command)")
            #expect(command.output.contains("The experiment's author saw more incongruent details"))
            #expect(try Self.text(folder, "st/comparison.csv").contains("area_outside_two_largest"))
            let page = try Self.text(folder, "st/report.html")
            #expect(
                page.contains("False area outside the two largest")
                    && page.contains("Numbers of the experiment&#39;s author"))
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

    @Test func foldsKeepTheGroupsOfTheSplitFile() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 12, to: folder.appending(path: "discs"))
            let rows = (0..<12).map { i in
                "images/disc-\(i < 10 ? "0" : "")\(i).png,discs,\(i > 9 ? "unused" : "train"),patient\(i / 2)"
            }
            try Data((["image,set,subset,group"] + rows).joined(separator: "\n").utf8).write(
                to: folder.appending(path: "groups.csv"))
            let command = try Command(
                ["study", "discs", "--out", "st", "--folds", "2", "--split", "groups.csv"] + Self.small, in: folder)
            #expect(command.exitCode == 0, "\(command)")
            var patients: [String] = []
            for fold in 1...2 {
                let tested = try Self.text(folder, "st/split-fold\(fold).csv").split(separator: "\n").filter {
                    $0.contains(",test,")
                }
                let groups = tested.compactMap { $0.split(separator: ",").last.map(String.init) }
                #expect(groups.count == 2 * Set(groups).count, "both images of each patient")
                patients += Set(groups)
            }
            #expect(patients.sorted() == (0..<5).map { "patient\($0)" })
            let comparison = try Self.text(folder, "st/comparison.json")
            #expect(comparison.contains("\"images\" : 10"), "\(comparison)")
        }
    }

    @Test func aRunThatDivergesEndsAloneAndIsNamed() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 12, to: folder.appending(path: "discs"))
            let command = try Command(
                ["study", "discs", "--out", "st", "--optimizer", "sgd:lr=1e30,adam"] + Self.small, in: folder)
            #expect(command.exitCode == 1, "\(command)")
            #expect(command.errors.contains("sgd-lr1e30 diverged: the loss of epoch 1"), "\(command.errors)")
            #expect(try Self.text(folder, "st/runs/sgd-lr1e30.outcome.json").contains("\"diverged\""))
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
        (["study", "--resume", "y", "--seeds", "3"], "--resume takes nothing"),
        (["study", "x", "--out", "y", "--data", "z"], "--data"),
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
            let absent = try Command(["study", "no-such", "--out", "y/z", "--weights", "none"], in: folder)
            #expect(absent.exitCode == 1 && absent.errors.contains("no-such"), "\(absent)")
            let device = try Command(
                ["study", "discs", "--out", "y/z", "--weights", "none", "--device", "cuda:99"], in: folder)
            #expect(device.exitCode == 1 && device.errors.contains("unet failed: "), "\(device)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["discs"])
        }
    }
}
