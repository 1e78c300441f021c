import Foundation
import TestSupport
import Testing

struct UsageTests {
    @Test func theVersionNamesWhatIsUsed() throws {
        try withTemporaryFolder { folder in
            let version = try Command(["--version"], in: folder)
            #expect(version.exitCode == 0)
            for name in ["pleura 0.", "libtorch 2.", "ITK 5.", "processor: ", "devices: cpu"] {
                #expect(version.output.contains(name), "\(version.output)")
            }
        }
    }

    @Test(arguments: [
        (["train", "x", "--size", "100"], "96 or 128"),
        (["train", "x", "--encoder", "resnet35"], "--encoder is not known: there is no encoder 'resnet35'"),
        (["train", "x", "--arch", "vnet"], "--arch is not known: there is no architecture 'vnet'"),
        (["train", "x", "--epochs", "0"], "--epochs is 0"),
        (["train", "x", "--batch-size", "1"], "--batch-size is 1"), (["train", "x", "--lr", "0"], "--lr is 0"),
        (["train", "x", "--momentum", "0.9"], "--momentum is 0.9, which adam does not have"),
        (["train", "x", "--test", "1.5"], "--test is 1.5"), (["train", "x", "--threads", "0"], "--threads is 0"),
        (["train", "x", "--device", "gpu"], "--device is gpu"),
        (["train", "x", "--augment", "all"], "'all' is invalid for '--augment"),
        (["weights", "pull", "resnet35"], "there is no encoder"),
        (["weights", "add", "resnet34", "x", "--mean", "1"], "--mean is 1"),
        (["train", "x", "--recipe", "nothing"], "the presets are demo"), (["train"], "no data are named"),
        (["train", "x", "--resume", "y"], "--resume takes no data"), (["train", "x", "--force"], "--force goes with"),
        (["train", "--resume", "y", "--lr", "1"], "--resume takes no --lr"),
        (["train", "x", "--data", "y"], "--data goes with --resume"),
        (["train", "x", "--nothing"], "Unknown option '--nothing'"),
        (["predict", "m", "x", "--out", "y", "--threshold", "1"], "--threshold is 1"),
        (["predict", "m", "x", "--out", "y", "--size", "33"], "--size: "),
        (["predict", "m", "x"], "Missing expected argument '--out"),
        (["evaluate", "m", "x", "--out", "y", "--metric-size", "big"], "'big' is invalid for '--metric-size"),
        (["evaluate", "m", "x", "--out", "y", "--tolerance", "inf"], "--tolerance is inf"),
        (["evaluate", "m", "x", "--out", "y", "--show", "mask"], "--show goes with --overlay"),
        (["evaluate", "m", "x", "--out", "y", "--overlay", "--palette", "red"], "'red' is invalid for '--palette"),
        (["phantom", "x", "--size", "3"], "--size is 3"), (["nothing"], "Unexpected argument 'nothing'"),
    ])
    func wrongUsageExitsWith2AndNamesTheFlag(arguments: [String], part: String) throws {
        try withTemporaryFolder { folder in
            let command = try Command(arguments, in: folder)
            #expect(command.exitCode == 2, "\(command)")
            #expect(command.errors.contains(part), "\(command.errors)")
            #expect(command.output.isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty, "nothing is written")
        }
    }

    @Test(arguments: [
        (["train", "no-such-folder"], "/no-such-folder: "),
        (["predict", "no-model", "empty", "--out", "y"], "/empty: "),
        (["predict", "no-model", "discs", "--out", "y"], "/no-model: "),
        (["evaluate", "no-model", "empty", "--out", "y"], "/empty: "), (["train", "empty"], "/empty: "),
        (["train", "--resume", "empty"], "it has no checkpoints/last.state"),
        (["report", "empty"], "is no run folder"),
        (["train", "empty", "--recipe", "./wrong.yaml"], "did you mean training.epochs?"),
        (["train", "--device", "cuda", "discs", "--weights", "none"], "--device cuda"),
    ])
    func badFilesExitWith1AndAreNamed(arguments: [String], part: String) throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                at: folder.appending(path: "empty"), withIntermediateDirectories: true)
            try Data("training: {epoch: 3}".utf8).write(to: folder.appending(path: "wrong.yaml"))
            try DiscData.write(count: 10, to: folder.appending(path: "discs"))
            // No machine of the tests' has this GPU.
            let arguments = arguments.map { $0 == "cuda" ? "cuda:99" : $0 }
            let command = try Command(arguments, in: folder)
            #expect(command.exitCode == 1, "\(command)")
            #expect(command.errors.contains(part.replacing("cuda", with: "cuda:99")), "\(command.errors)")
            #expect(!command.errors.contains(".cpp") && !command.errors.contains("Fatal error"), "\(command.errors)")
        }
    }

    @Test func withoutANetworkPretrainedWeightsSayWhatToDo() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 10, to: folder.appending(path: "discs"))
            let environment = ["HF_HOME": folder.appending(path: "hf").path, "HF_HUB_OFFLINE": "1"]
            let command = try Command(
                ["train", "discs"], in: folder, environment: environment)
            #expect(command.exitCode == 1, "\(command)")
            #expect(command.errors.contains("pleura weights add") && command.errors.contains("--weights none"))
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "runs").path))
            let path = try Command(["weights", "path", "resnet34"], in: folder, environment: environment)
            #expect(path.exitCode == 1 && path.output.contains("resnet34"))
            let list = try Command(["weights", "list"], in: folder, environment: environment)
            #expect(list.exitCode == 0 && list.output.contains("tf_efficientnet_lite4: not here"), "\(list)")
        }
    }

    @Test func aLibtorchThatIsNotThereIsNamed() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 10, to: folder.appending(path: "discs"))
            let command = try Command(
                ["train", "discs", "--weights", "none"], in: folder,
                environment: ["PLEURA_NATIVE": folder.appending(path: "no").path])
            #expect(command.exitCode == 1)
            #expect(
                command.errors.contains("is not in") && command.errors.contains("PLEURA_NATIVE"), "\(command.errors)")
        }
    }
}
