import Foundation
import TestSupport
import Testing

/// Masks without foreground, by the built program. One after another, for each may use all threads.
@Suite(.serialized)
struct EmptyMaskJobTests {
    private static let small = [
        "--size", "32", "--epochs", "2", "--batch-size", "4", "--threads", "2", "--weights", "none", "--device", "cpu",
        "--encoder", "resnet18",
    ]

    private static func text(_ folder: URL, _ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    @Test func blackMasksAreRefusedByName() throws {
        try withTemporaryFolder { folder in
            try DiscData.write(count: 8, to: folder.appending(path: "discs"))
            try DiscData.blacken(0..<8, in: folder.appending(path: "discs"))
            let command = try Command(["train", "discs", "--out", "run"] + Self.small, in: folder)
            #expect(command.exitCode == 1, "\(command)")
            #expect(command.errors.contains("none of the 8 masks has a foreground pixel"), "\(command.errors)")
            #expect(command.errors.contains("0 (black)") && command.errors.contains("disc-00.png"), "\(command.errors)")
            #expect(!command.output.contains("Epoch") && !FileManager.default.fileExists(atPath: folder.path + "/run"))
        }
    }

    /// Trained with some empty masks, tested on some, evaluated on nothing but empty ones.
    @Test func emptyMasksAreCountedFromTheTrainingToTheReport() throws {
        try withTemporaryFolder { folder in
            let discs = folder.appending(path: "discs")
            try DiscData.write(count: 12, to: discs)
            try DiscData.blacken([0, 1, 9], in: discs)
            let subsets = [String](repeating: "train", count: 6) + ["validation", "validation"]
            try Data(DiscData.split(subsets + ["test", "test", "test", "test"], of: "discs").utf8).write(
                to: folder.appending(path: "split.csv"))
            let train = try Command(
                ["train", "discs", "--split", "split.csv", "--out", "run"] + Self.small, in: folder)
            #expect(train.exitCode == 0, "\(train)")
            #expect(train.errors.contains("\nempty masks: 2 of 6 train, 1 of 4 test\n"), "\(train.errors)")
            // The model may find something in the empty image or not; both are said.
            let lines = train.output.split(separator: "\n")
            #expect(lines[2].hasPrefix("Test Dice: ") && lines[3].hasPrefix("Empty masks: "), "\(train.output)")
            #expect(try Self.text(folder, "run/data.json").contains("\"empty_masks\""))
            let rows = try Self.text(folder, "run/test/metrics.csv").split(separator: "\n")
            #expect(rows.count == 5)
            let report = try Self.text(folder, "run/report.html")
            #expect(
                report.contains("Masks without foreground: 2 of 6 in training, 0 of 2 in validation, 1 of 4 in test."))
            #expect(report.contains("Of 4 test images: missed"))
            let card = try Self.text(folder, "run/model/MODEL.md")
            #expect(card.contains("| Missed | False alarms | Empty in both |"))
            #expect(card.contains("Masks without foreground: 2 of 6 in training"))
            let latex = try Command(["report", "run", "--latex", "--language", "es"], in: folder)
            #expect(latex.exitCode == 0, "\(latex)")
            #expect(try Self.text(folder, "run/figures/results.tex").contains("Vacías en ambas"))
            try evaluate(folder, discs)
        }
    }

    private func evaluate(_ folder: URL, _ discs: URL) throws {
        try DiscData.blacken(0..<12, in: discs)
        let command = try Command(["evaluate", "run", "discs", "--out", "e", "--device", "cpu"], in: folder)
        #expect(command.exitCode == 0, "images without foreground may be tested: \(command)")
        #expect(command.output.contains("HD95 and ASSD are undefined: every image has an empty"), "\(command.output)")
        #expect(command.output.contains(" missed (nothing predicted), "), "\(command.output)")
        let summary = try Self.text(folder, "e/summary.json")
        #expect(summary.contains("\"neither_empty\" : 0") && summary.contains("\"missed\" : 0"))
    }
}
