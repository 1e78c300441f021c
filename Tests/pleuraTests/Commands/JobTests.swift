import Foundation
import Imaging
import TestSupport
import Testing

/// The whole job by the built program: train, kill, resume, evaluate, predict, report. One after another, for each may use
/// all threads.
@Suite(.serialized)
struct JobTests {
    private static let settings = [
        "--size", "32", "--batch-size", "4", "--threads", "2", "--weights", "none", "--device", "cpu",
    ]
    private static let small = settings + ["--epochs", "2"]

    @Test(arguments: ["fp32", "bf16"])
    func killedInAnEpochAndResumedItEndsWithTheSameBits(precision: String) throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 12, to: folder.appending(path: "discs"))
            let train = ["train", "discs", "--precision", precision] + Self.settings
            let killed = try StoppedTraining(train, out: "killed", signal: SIGKILL, in: folder)
            #expect(killed.command.exitCode == 137)
            let n = killed.epochs
            let whole = try Command(train + ["--epochs", "\(n)", "--out", "whole"], in: folder)
            #expect(whole.exitCode == 0, "\(whole.errors)")
            let resumed = try Command(["train", "--resume", "killed"], in: folder)
            #expect(resumed.exitCode == 0, "\(resumed.errors)")
            #expect(resumed.output.contains("Epoch \(n)/\(n),") && !resumed.output.contains("Epoch 1/\(n),"))
            for name in ["checkpoints/best.safetensors", "checkpoints/last.safetensors", "test/metrics.csv"] {
                let files: [String] = ["whole", "killed"].map { folder.appending(path: "\($0)/\(name)").path }
                #expect(FileManager.default.contentsEqual(atPath: files[0], andPath: files[1]), "\(name)")
            }
            let again = try Command(["train", "--resume", "killed"], in: folder)
            #expect(again.exitCode == 0 && again.output.contains("is finished"))
        }
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func anInterruptedTrainingSaysHowToGoOn(signal: Int32) throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 12, to: folder.appending(path: "discs"))
            let command = try StoppedTraining(
                ["train", "discs"] + Self.settings, out: "run", signal: signal, in: folder
            ).command
            #expect(command.exitCode == 128 + signal, "\(command)")
            #expect(command.errors.contains("pleura train --resume"))
            #expect(try Command(["train", "--resume", "run"], in: folder).exitCode == 0)
        }
    }

    @Test func trainedOnceAModelIsEvaluatedAndUsed() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 12, size: nil, to: folder.appending(path: "discs"))
            let train = try Command(["train", "discs", "--out", "run"] + Self.small, in: folder)
            #expect(train.exitCode == 0, "\(train.errors)")
            let lines = train.output.split(separator: "\n")
            #expect(lines.count == 4, "two epochs, the test, the report")
            #expect(lines[0].hasPrefix("Epoch 1/2, Loss: 0."))
            #expect(lines[2].hasPrefix("Test Dice: "))
            #expect(!train.errors.contains("\u{1B}") && !train.errors.contains("\r"), "no progress bar in a file")
            for name in [
                "report.html", "figures/loss.svg", "model/config.json", "model/MODEL.md", "test/summary.json",
                "data.json",
            ] {
                #expect(FileManager.default.fileExists(atPath: folder.appending(path: "run/\(name)").path), "\(name)")
            }
            try evaluate(folder, lines[2])
            try predict(folder)
            let report = try Command(["report", "run"], in: folder)
            #expect(report.exitCode == 0 && report.output.contains("report.html"), "\(report)")
            try reportOfWhatIsNotThere(folder)
        }
    }

    private func reportOfWhatIsNotThere(_ folder: URL) throws {
        let html = folder.appending(path: "run/report.html")
        let before = try Data(contentsOf: html)
        try FileManager.default.moveItem(
            at: folder.appending(path: "discs"), to: folder.appending(path: "elsewhere"))
        let moved = try Command(["report", "run"], in: folder)
        #expect(moved.exitCode == 1 && moved.errors.contains("--no-pictures"), "\(moved)")
        #expect(try Data(contentsOf: html) == before, "a good report stays")
        #expect(try Command(["report", "run", "--no-pictures"], in: folder).exitCode == 0)
        let metrics = folder.appending(path: "run/test/metrics.csv")
        let rows = try String(contentsOf: metrics, encoding: .utf8).split(separator: "\n")
        try Data((rows.dropLast().joined(separator: "\n") + "\n").utf8).write(to: metrics)
        let damaged = try Command(["report", "run", "--no-pictures"], in: folder)
        #expect(damaged.exitCode == 1 && damaged.errors.contains("metrics.csv is damaged"), "\(damaged)")
    }

    /// The test images alone: the figures of `train` come out again.
    private func evaluate(_ folder: URL, _ line: Substring) throws {
        let rows = try String(contentsOf: folder.appending(path: "run/split.csv"), encoding: .utf8).split(
            separator: "\n")
        for row in rows where row.contains(",test,") {
            let name = row.split(separator: ",")[0].split(separator: "/").last ?? ""
            for place in ["images", "masks"] {
                let target = folder.appending(path: "tested/\(place)")
                try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
                try FileManager.default.copyItem(
                    at: folder.appending(path: "discs/\(place)/\(name)"), to: target.appending(path: String(name)))
            }
        }
        let evaluate = ["evaluate", "run", "tested", "--threads", "2", "--device", "cpu"]
        let command = try Command(evaluate + ["--out", "e", "--overlay"], in: folder)
        #expect(command.exitCode == 0, "\(command.errors)")
        let dice = try #require(line.firstMatch(of: /Test Dice: ([0-9.]+)/)?.1)
        #expect(command.output.contains("Dice: \(dice)"), "\(command.output)\(line)")
        let overlay = try Codec.decode(
            folder.appending(
                path: "e/overlays/tested/"
                    + (FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "tested/images").path)[0])
            ))
        #expect(overlay.channels == 3)
        let outline = try Command(
            evaluate + ["--out", "o", "--overlay", "--show", "mask", "--palette", "colour-blind"], in: folder)
        #expect(outline.exitCode == 0, "\(outline.errors)")
        let masks = try FileManager.default.contentsOfDirectory(
            atPath: folder.appending(path: "o/overlays/tested").path)
        let mask = try Codec.decode(folder.appending(path: "o/overlays/tested/\(masks[0])"))
        #expect(mask.channels == 1 && Set(mask.bytes).isSubset(of: [0, 255]))
        let again = try Command(evaluate + ["--out", "e"], in: folder)
        #expect(again.exitCode == 1 && again.errors.contains("exists already"), "\(again)")
        #expect(command.output.contains("\nHD95: "), "\(command.output)")
        let json = try Command(
            evaluate + ["--out", "m", "--metric-size", "model", "--tolerance", "3.5", "--json"], in: folder)
        #expect(json.output.contains("\"metric_size\" : \"model\""), "\(json)")
        #expect(json.output.contains("\"surface_dice_tolerance\" : 3.5"), "\(json)")
    }

    private func predict(_ folder: URL) throws {
        let all = try Command(
            ["predict", "run", "discs", "--out", "p", "--overlay", "--probabilities", "--device", "cpu"], in: folder)
        #expect(all.exitCode == 0, "\(all.errors)")
        for i in [0, 11] {
            let name = i < 10 ? "disc-0\(i).png" : "disc-\(i).png"
            let film = try Codec.decode(folder.appending(path: "discs/images/\(name)"))
            let mask = try Codec.decode(folder.appending(path: "p/\(name)"))
            #expect(mask.width == film.width && mask.height == film.height && mask.channels == 1)
            #expect(Set(mask.bytes).isSubset(of: [0, 255]))
            let probability = try Codec.decode(folder.appending(path: "p/probabilities/\(name)"))
            #expect(probability.component == .uint16)
            // A mask is where the probability lies above one half.
            for (m, p) in zip(mask.bytes, probability.samples) where p != 32767 && p != 32768 {
                #expect((m == 255) == (p > 32767))
            }
            #expect(try Codec.decode(folder.appending(path: "p/overlays/\(name)")).channels == 3)
        }
        // Synthetic films too: files are named after their images.
        #expect(try Command(["phantom", "films", "--count", "2", "--size", "64"], in: folder).exitCode == 0)
        let drawn = try Command(["predict", "run", "films", "--out", "f", "--overlay", "--device", "cpu"], in: folder)
        #expect(drawn.exitCode == 0, "\(drawn.errors)")
        let overlays = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "f/overlays").path)
        #expect(overlays.sorted() == ["phantom-0001.png", "phantom-0002.png"])
        try Data("cut".utf8).write(to: folder.appending(path: "bad1.png"))
        try Data("cut".utf8).write(to: folder.appending(path: "bad2.png"))
        let bad = try Command(["predict", "run", "discs", "bad1.png", "bad2.png", "--out", "q"], in: folder)
        #expect(bad.exitCode == 1)
        #expect(bad.errors.contains("2 files cannot be used") && bad.errors.contains("bad2.png"), "\(bad.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "q").path))
    }

    /// A limit on the size of files stands for a full disk: the write fails in the middle of the file.
    @Test func aDiskThatIsFullLeavesNothingHalfWritten() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 12, to: folder.appending(path: "discs"))
            let command = try Command(
                ["train", "discs", "--out", "run"] + Self.small, in: folder, shell: "trap '' XFSZ; ulimit -f 1000")
            #expect(command.exitCode == 1, "\(command)")
            #expect(command.errors.contains("last.state: cannot be written"), "\(command.errors)")
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "run").path))
        }
    }
}
