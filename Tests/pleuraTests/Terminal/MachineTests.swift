import Foundation
import TestSupport
import Testing

/// What the command takes of the machine that it runs on.
struct MachineTests {
    private static let hasTaskset = FileManager.default.isExecutableFile(atPath: "/usr/bin/taskset")
    /// Leaves this process the first of its processors.
    private static let onOneProcessor = #"taskset -cp $(taskset -cp $$ | sed 's/.*: //; s/[-,].*//') $$ >/dev/null"#

    @Test(.enabled(if: hasTaskset, "there is no taskset")) func threadsFollowTheAffinity() throws {
        try withTemporaryFolder { folder in
            let version = try Command(["--version"], in: folder, shell: Self.onOneProcessor)
            let line = try #require(version.output.split(separator: "\n").first { $0.hasPrefix("threads: ") })
            #expect(line == "threads: 1 of 1" || line.hasPrefix("threads: 1 of ") && line.hasSuffix(", by affinity"))
        }
    }

    @Test func threadsFollowTheVariablesOfOpenMPAndSLURM() throws {
        try withTemporaryFolder { folder in
            for name in ["OMP_NUM_THREADS", "SLURM_CPUS_PER_TASK"] {
                let version = try Command(["--version"], in: folder, environment: [name: "1"])
                let lines = version.output.split(separator: "\n")
                #expect(lines.contains { $0.hasPrefix("threads: 1 of ") }, "\(name): \(version.output)")
            }
        }
    }

    @Test func aTrainingSaysOfHowManyProcessorsItTakesHowMany() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 8, size: 32, to: folder.appending(path: "discs"))
            let words = [
                "train", "discs", "--weights", "none", "--size", "32", "--epochs", "1", "--batch-size", "4", "--out",
                "run",
            ]
            let run = try Command(words, in: folder, environment: ["OMP_NUM_THREADS": "1"])
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(run.errors.contains("; threads: 1 of "), "\(run.errors)")
            let recipe = try String(contentsOf: folder.appending(path: "run/recipe.yaml"), encoding: .utf8)
            #expect(recipe.contains("\nthreads: 1\n"))
        }
    }

    @Test func tf32IsRefusedOnTheCPU() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 8, size: 32, to: folder.appending(path: "discs"))
            let words = [
                "train", "discs", "--weights", "none", "--device", "cpu", "--precision", "tf32", "--out", "run",
            ]
            let run = try Command(words, in: folder)
            #expect(run.exitCode == 1)
            let text = "precision tf32: it is for NVIDIA GPUs, and the device is cpu; fp32 works there"
            #expect(run.errors.contains(text), "\(run.errors)")
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "run").path))
        }
    }
}
