import Foundation
import TestSupport
import Testing

/// Run folders as several processes, and people who move things, use them.
@Suite(.serialized)
struct RunFolderTests {
    private static let small = [
        "--encoder", "resnet18", "--size", "32", "--epochs", "1", "--batch-size", "4", "--threads", "1", "--weights",
        "none", "--device", "cpu", "--precision", "fp32",
    ]

    private static func seed(_ folder: URL, _ run: String) throws -> String? {
        let recipe = try String(contentsOf: folder.appending(path: "\(run)/recipe.yaml"), encoding: .utf8)
        return recipe.firstMatch(of: /split:\n  seed: (\d+)/).map { String($0.1) }
    }

    /// Before, the second process overwrote the first one's recipe, split and state.
    @Test func twoProcessesAtOnceHaveAFolderEach() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 12, to: folder.appending(path: "discs"))
            let running = try [3, 4].map { seed in
                try RunningCommand(["train", "discs", "--split-seed", "\(seed)"] + Self.small, in: folder)
            }
            for command in try running.map({ try $0.finished() }) {
                #expect(command.exitCode == 0, "\(command.errors)")
            }
            let runs = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "runs").path)
            #expect(runs.sorted() == ["unet-resnet18-1", "unet-resnet18-2"])
            #expect(try Set(runs.map { try Self.seed(folder, "runs/\($0)") }) == ["3", "4"])
            for run in runs {
                let report = folder.appending(path: "runs/\(run)/report.html")
                #expect(FileManager.default.fileExists(atPath: report.path))
            }
        }
    }

    @Test func ofTwoProcessesThatNameOneFolderOneIsRefusedAtOnce() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 12, to: folder.appending(path: "discs"))
            let running = try [3, 4].map { seed in
                try RunningCommand(
                    ["train", "discs", "--out", "run", "--split-seed", "\(seed)"] + Self.small, in: folder)
            }
            let commands = try running.map { try $0.finished() }
            #expect(commands.map(\.exitCode).sorted() == [0, 1], "\(commands)")
            let (won, lost) = commands[0].exitCode == 0 ? (0, 1) : (1, 0)
            #expect(commands[lost].errors.contains("exists already"), "\(commands[lost])")
            #expect(try Self.seed(folder, "run") == "\(3 + won)")
        }
    }

    @Test func aRunThatFailsLeavesNoFolder() throws {
        try withTemporaryFolder { folder in
            let data = folder.appending(path: "discs")
            try DiscData.write(count: 10, to: data)
            try Data("no image".utf8).write(to: data.appending(path: "images/disc-04.png"))
            let command = try Command(["train", "discs"] + Self.small, in: folder)
            #expect(command.exitCode == 1 && command.errors.contains("disc-04.png"), "\(command)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["discs"])
        }
    }

    @Test func aTrainingThatDivergesExitsWith3() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 10, to: folder.appending(path: "discs"))
            let command = try Command(
                ["train", "discs", "--out", "run", "--optimizer", "sgd", "--lr", "1e38"] + Self.small, in: folder)
            #expect(command.exitCode == 3, "\(command)")
            #expect(command.errors.contains("diverged") && command.errors.contains("--lr"), "\(command)")
        }
    }

    @Test func aFinishedRunIsExtendedAndItsDataMayMove() throws {
        try withTemporaryFolder { folder in
            let (data, moved) = (folder.appending(path: "discs"), folder.appending(path: "moved"))
            try DiscData.write(count: 12, to: data)
            let first = try Command(["train", "discs", "--out", "run"] + Self.small, in: folder)
            #expect(first.exitCode == 0, "\(first)")
            let report = try Data(contentsOf: folder.appending(path: "run/report.html"))
            try FileManager.default.moveItem(at: data, to: moved)
            let lost = try Command(["train", "--resume", "run", "--epochs", "2"], in: folder)
            #expect(lost.exitCode == 1 && lost.errors.contains("--data"), "\(lost)")
            let more = try Command(["train", "--resume", "run", "--epochs", "2", "--data", "moved"], in: folder)
            #expect(more.exitCode == 0, "\(more)")
            #expect(more.output.contains("Epoch 2/2") && !more.output.contains("Epoch 1/"), "\(more)")
            #expect(!more.errors.contains("no picture"), "\(more)")
            #expect(try Data(contentsOf: folder.appending(path: "run/report.html")) != report)
            let again = try Command(["train", "--resume", "run", "--epochs", "2"], in: folder)
            #expect(again.exitCode == 0 && again.output.contains("is finished"), "\(again)")
            let fewer = try Command(["train", "--resume", "run", "--epochs", "1"], in: folder)
            #expect(fewer.exitCode == 2 && fewer.errors.contains("has trained 2"), "\(fewer)")
            try FileManager.default.moveItem(at: moved, to: data)
            let back = try Command(["train", "--resume", "run", "--data", "discs"], in: folder)
            #expect(back.exitCode == 0 && back.output.contains("report: "), "\(back)")
        }
    }

    @Test func anotherProcessorIsRefusedByName() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 12, to: folder.appending(path: "discs"))
            let first = try Command(["train", "discs", "--out", "run"] + Self.small, in: folder)
            #expect(first.exitCode == 0, "\(first)")
            // libtorch then takes the kernels of another processor.
            let environment = ["ATEN_CPU_CAPABILITY": "default"]
            let more = ["train", "--resume", "run", "--epochs", "2"]
            let refused = try Command(more, in: folder, environment: environment)
            #expect(refused.exitCode == 1 && refused.errors.contains("  processor: "), "\(refused)")
            let forced = try Command(more + ["--force"], in: folder, environment: environment)
            #expect(forced.exitCode == 0 && forced.errors.contains("processor has changed"), "\(forced)")
            let summary = try String(contentsOf: folder.appending(path: "run/test/summary.json"), encoding: .utf8)
            #expect(summary.contains("\"forced\"") && summary.contains("\"processor\""))
        }
    }
}
