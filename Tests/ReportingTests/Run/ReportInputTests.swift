import Foundation
import TestSupport
import Testing
import Training

@testable import Reporting

@Suite struct ReportInputTests {
    private static let history = "epoch,train_loss,train_dice,val_loss,val_dice,learning_rate,seconds\n"
    private static let files = [
        "recipe.yaml": "format: 1\nmodel:\n  architecture: unet\n  encoder: resnet34\n",
        "history.csv": history + "1,0.3527,0.8278,,,0.001,5.45\n",
        "split.csv": "image,set,subset,group\nimages/1.png,films,train,1\nimages/2.png,films,test,2\n",
        "test/metrics.csv": "image,set,group,class,dice,iou\nimages/2.png,films,2,lung,0.9,0.8182\n",
        "test/summary.json": #"{"format": 1, "metric_size": "model", "precision": "fp32", "sets": {}, "#
            + #""surface_dice_tolerance": 1}"#,
    ]

    /// A run folder with these files; nil leaves one out.
    private func withRun<R>(_ changes: [String: String?] = [:], _ body: (URL) throws -> R) async throws -> R {
        try withTemporaryFolder { run in
            try FileManager.default.createDirectory(
                at: run.appending(path: "test"), withIntermediateDirectories: true)
            for (name, text) in Self.files {
                let text: String? = changes[name] ?? text
                if let text { try Data(text.utf8).write(to: run.appending(path: name)) }
            }
            return try body(run)
        }
    }

    @Test func runFolderIsRead() async throws {
        try await withRun { run in
            let input = try ReportInput(run: run)
            #expect(input.runName == run.lastPathComponent)
            #expect(
                input.history == [
                    HistoryRow(epoch: 1, trainLoss: 0.3527, trainDice: 0.8278, learningRate: 0.001, seconds: 5.45)
                ])
            #expect(input.test.map(\.dice) == [0.9])
            #expect(input.split.map(\.subset) == [.train, .test])
            #expect(input.metricSize == .model)
            #expect(
                Words.lead(input) == "U-Net with a ResNet-34 encoder, trained for 1 epoch on 1 image. "
                    + "It was tested on 1 image not used for training.")
        }
    }

    @Test func runThatWasNotTestedIsRead() async throws {
        try await withRun(["test/metrics.csv": nil, "test/summary.json": nil]) { run in
            let input = try ReportInput(run: run)
            #expect(input.test.isEmpty)
            #expect(input.metricSize == nil)
        }
    }

    @Test(arguments: [
        ("recipe.yaml", nil, "recipe.yaml cannot be read"), ("recipe.yaml", "- a\n- b\n", "is not a recipe"),
        ("recipe.yaml", "a: [b\n", "is not a recipe"), ("history.csv", nil, "history.csv cannot be read"),
        ("history.csv", "epoch,train_loss\n", "there is no column \"train_dice\""),
        ("history.csv", history + "1,x,,,,,\n", "history.csv, line 2: train_loss is \"x\""),
        ("split.csv", "image,set,subset,group\na,b,c,d\n", "split.csv, line 2: unknown subset \"c\""),
        ("test/metrics.csv", "image,set\n", "there is no column \"dice\""),
        ("test/summary.json", "{", "is not the summary"),
        ("test/summary.json", #"{"metric_size": "tiny"}"#, "is not the summary"),
    ])
    func faultsNameTheFile(name: String, text: String?, message: String) async throws {
        try await withRun([name: text]) { run in
            let error = try #require(throws: ReportError.self) { try ReportInput(run: run) }
            #expect("\(error)".contains(message))
            #expect("\(error)".contains(run.lastPathComponent))
        }
    }

    @Test func settingsKeepTheirOrderAndTheirText() throws {
        let recipe = """
            format: 1
            training:
              optimizer: {name: adam, learning_rate: 1e-3}
              epochs: 25
            empty:
            l: [1, 2]
            """
        #expect(
            try Setting.list(of: recipe, file: "recipe.yaml") == [
                Setting(section: "", key: "format", value: "1"),
                Setting(section: "training.optimizer", key: "name", value: "adam"),
                Setting(section: "training.optimizer", key: "learning_rate", value: "1e-3"),
                Setting(section: "training", key: "epochs", value: "25"),
                Setting(section: "", key: "empty", value: ""), Setting(section: "", key: "l", value: "[1, 2]"),
            ])
    }
}
