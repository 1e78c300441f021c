import Foundation
import Imaging
import TestSupport
import Testing

/// The job of several classes by the built program.
@Suite(.serialized)
struct ClassJobTests {
    private static let settings = [
        "--size", "32", "--batch-size", "4", "--threads", "2", "--weights", "none", "--device", "cpu", "--encoder",
        "resnet18", "--augment", "mirror",
    ]
    private static let small = settings + ["--epochs", "2"]

    private func files(_ folder: URL) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
    }

    @Test func trainedOnColoursAModelIsEvaluatedAndUsed() throws {
        try withTemporaryFolder { folder in
            try ClassData.write(count: 12, colours: true, to: folder.appending(path: "shapes"))
            try Data(ClassData.table.utf8).write(to: folder.appending(path: "table.csv"))
            let train = try Command(
                ["train", "shapes", "--class-colours", "table.csv", "--loss", "cross_entropy", "--out", "run"]
                    + Self.small, in: folder)
            #expect(train.exitCode == 0, "\(train.errors)")
            let lines = train.output.split(separator: "\n")
            #expect(lines[2].contains("over the classes without the background"), "\(train.output)")
            #expect(lines[3].hasPrefix("  disc: Dice: ") && lines[4].hasPrefix("  square: Dice: "), "\(train.output)")
            let recipe = try String(contentsOf: folder.appending(path: "run/recipe.yaml"), encoding: .utf8)
            #expect(recipe.contains("class_names: [background, disc, square]") && recipe.contains("classes: 3"))
            // The run needs the table no more.
            try FileManager.default.removeItem(at: folder.appending(path: "table.csv"))
            try evaluate(folder)
            try predict(folder)
            let report = try Command(["report", "run"], in: folder)
            #expect(report.exitCode == 0, "\(report.errors)")
            let html = try String(contentsOf: folder.appending(path: "run/report.html"), encoding: .utf8)
            #expect(html.contains("By class") && html.contains("square"))
        }
    }

    private func evaluate(_ folder: URL) throws {
        let command = try Command(["evaluate", "run", "shapes", "--out", "e", "--overlay"], in: folder)
        #expect(command.exitCode == 0, "\(command.errors)")
        #expect(command.output.contains("\n  disc: Dice: "), "\(command.output)")
        let rows = try String(contentsOf: folder.appending(path: "e/metrics.csv"), encoding: .utf8).split(
            separator: "\n")
        #expect(rows.count == 1 + 12 * 2 && rows[1].contains(",disc,") && rows[2].contains(",square,"))
        let overlay = try Codec.decode(folder.appending(path: "e/overlays/shapes/shapes-00.png"))
        #expect(overlay.width == 48 && overlay.height == 48 && overlay.channels == 3, "the image's own size")
        try legend(folder.appending(path: "e/overlays/legend.svg"), of: command)
        // The same truth in indices.
        try ClassData.write(count: 12, to: folder.appending(path: "indices"))
        let wrong = try Command(["evaluate", "run", "indices", "--out", "i"], in: folder)
        #expect(wrong.exitCode == 1 && wrong.errors.contains("has the colour #010101"), "\(wrong.errors)")
        let indices = try Command(
            ["evaluate", "run", "indices", "--out", "i", "--class-colours", "none"], in: folder)
        #expect(indices.exitCode == 0, "\(indices.errors)")
        #expect(indices.output == command.output)
        let cut = try Command(["evaluate", "run", "indices", "--out", "t", "--threshold", "0.4"], in: folder)
        #expect(cut.exitCode == 2 && cut.errors.contains("--threshold goes with models of one class"), "\(cut)")
    }

    private func predict(_ folder: URL) throws {
        let command = try Command(
            ["predict", "run", "shapes", "--out", "p", "--overlay", "--probabilities"], in: folder)
        #expect(command.exitCode == 0, "\(command.errors)")
        #expect(try files(folder.appending(path: "p/probabilities")) == ["0-background", "1-disc", "2-square"])
        let mask = try Codec.decode(folder.appending(path: "p/shapes-03.png"))
        #expect(mask.width == 48 && mask.channels == 1 && Set(mask.bytes).isSubset(of: [0, 1, 2]))
        let probabilities = try ["0-background", "1-disc", "2-square"].map {
            try Codec.decode(folder.appending(path: "p/probabilities/\($0)/shapes-03.png")).samples.map(Int.init)
        }
        for (i, label) in mask.bytes.enumerated() {
            let values = probabilities.map { $0[i] }
            #expect(abs(values.reduce(0, +) - 65535) <= 3)
            #expect(values[Int(label)] == values.max())
        }
        let table = try String(contentsOf: folder.appending(path: "p/predictions.csv"), encoding: .utf8)
        #expect(table.hasPrefix("image,mask,background_pixels,disc_pixels,square_pixels,pixels\n"))
        let overlay = try Codec.decode(folder.appending(path: "p/overlays/shapes-03.png"))
        #expect(overlay.width == 48 && overlay.height == 48, "the image's own size")
        try legend(folder.appending(path: "p/overlays/legend.svg"), of: command)
    }

    /// The legend is a file of its own, and the terminal names the colours too.
    private func legend(_ file: URL, of command: Command) throws {
        let svg = try String(contentsOf: file, encoding: .utf8)
        // The table's own colours.
        for (index, name, colour) in [(1, "disc", "#ff0000"), (2, "square", "#0000ff")] {
            #expect(svg.contains(">\(index)  \(name)</text>") && svg.contains("fill=\"\(colour)\""), "\(svg)")
            #expect(command.errors.contains("  \(name): \(colour)\n"), "\(command.errors)")
        }
        #expect(command.errors.contains("overlays/legend.svg\n"), "\(command.errors)")
    }

    @Test func killedInAnEpochAndResumedItEndsWithTheSameBits() throws {
        try withTemporaryFolder { folder in
            try ClassData.write(count: 12, to: folder.appending(path: "shapes"))
            let train =
                [
                    "train", "shapes", "--classes", "3", "--depth", "3", "--decoder-widths", "32,16,16", "--attention",
                    "scse",
                ]
                + ["--upsampling", "bilinear", "--channels", "1"] + Self.settings
            let killed = try StoppedTraining(train, out: "killed", signal: SIGKILL, in: folder)
            #expect(killed.command.exitCode == 137)
            let whole = try Command(train + ["--epochs", "\(killed.epochs)", "--out", "whole"], in: folder)
            #expect(whole.exitCode == 0, "\(whole.errors)")
            let resumed = try Command(["train", "--resume", "killed"], in: folder)
            #expect(resumed.exitCode == 0, "\(resumed.errors)")
            for name in ["checkpoints/best.safetensors", "test/metrics.csv", "test/summary.json"] {
                let files: [String] = ["whole", "killed"].map { folder.appending(path: "\($0)/\(name)").path }
                #expect(FileManager.default.contentsEqual(atPath: files[0], andPath: files[1]), "\(name)")
            }
            let recipe = try String(contentsOf: folder.appending(path: "whole/recipe.yaml"), encoding: .utf8)
            for part in ["decoder_widths: [32, 16, 16]", "attention: scse", "upsampling: bilinear", "channels: 1"] {
                #expect(recipe.contains(part), "\(recipe)")
            }
        }
    }

    @Test(arguments: [
        (["--classes", "0"], 2, "--classes is 0"), (["--classes", "256"], 2, "--classes is 256"),
        (["--loss", "dise"], 2, "--loss"), (["--depth", "6"], 2, "--depth is not right"),
        (["--depth", "4", "--decoder-widths", "32,16"], 2, "--decoder-widths is not right"),
        (["--decoder-widths", "a,b"], 2, "--decoder-widths is a,b"), (["--channels", "17"], 2, "--channels is 17"),
        (["--channels", "2"], 1, "has 1 channel and the network takes 2 channels"),
        (["--channel", "5"], 1, "has no channel 5"), (["--intensity", "wide"], 2, "--intensity"),
        (["--attention", "some"], 2, "--attention"), (["--class-names", "a,a"], 2, "two classes are called a"),
        (["--class-names", "a"], 2, "one class has no names"),
        (["--class-names", "a,b", "--classes", "3"], 2, "--classes is 3, but --class-names has 2 classes"),
        (["--class-names", "a,b", "--class-colours", "table.csv"], 2, "do not go together"),
        (["--class-colours", "table.csv", "--classes", "4"], 2, "--classes is 4, but table.csv has 3 classes"),
        (["--class-colours", "no.csv"], 1, "no.csv: cannot be read"),
        (["--class-colours", "bad.csv"], 1, "bad.csv, line 2: b,red is no class"),
        (["--classes", "2"], 1, "shapes-00.png: has the value 2"),
    ])
    func wrongClassesAreNamed(flags: [String], code: Int32, part: String) throws {
        try withTemporaryFolder { folder in
            try ClassData.write(count: 10, to: folder.appending(path: "shapes"))
            try Data(ClassData.table.utf8).write(to: folder.appending(path: "table.csv"))
            try Data("a,#000000\nb,red\n".utf8).write(to: folder.appending(path: "bad.csv"))
            let command = try Command(["train", "shapes", "--out", "run", "--weights", "none"] + flags, in: folder)
            #expect(command.exitCode == code, "\(command)")
            #expect(command.errors.replacing("\n", with: " ").contains(part), "\(command.errors)")
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "run").path))
        }
    }
}
