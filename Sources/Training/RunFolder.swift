import Datasets
import Foundation

/// Where the files of a run lie.
public struct RunFolder: Sendable, Equatable {
    public let url: URL

    public init(_ url: URL) { self.url = url }

    public var recipe: URL { url.appending(path: "recipe.yaml") }
    public var split: URL { url.appending(path: "split.csv") }
    public var data: URL { url.appending(path: "data.json") }
    public var history: URL { url.appending(path: "history.csv") }
    public var checkpoints: URL { url.appending(path: "checkpoints") }
    public var best: URL { checkpoints.appending(path: "best.safetensors") }
    public var last: URL { checkpoints.appending(path: "last.safetensors") }
    /// All that goes on: weights, moments, counters.
    public var state: URL { checkpoints.appending(path: "last.state") }
    public var model: URL { url.appending(path: "model") }
    public var test: URL { url.appending(path: "test") }
    /// Written last of all.
    public var summary: URL { test.appending(path: "summary.json") }
    public var report: URL { url.appending(path: "report.html") }

    /// Whether training and test are done.
    public var isFinished: Bool { FileManager.default.fileExists(atPath: summary.path) }
    public var exists: Bool { FileManager.default.fileExists(atPath: url.path) }

    /// The next free `runs/NAME-N` below the working directory.
    public static func next(_ name: String) -> RunFolder {
        var number = 1
        while FileManager.default.fileExists(atPath: "runs/\(name)-\(number)") { number += 1 }
        return RunFolder(URL(filePath: "runs/\(name)-\(number)"))
    }

    /// - Throws: `TrainingError.runExists`.
    func requireFree() throws(TrainingError) {
        if exists { throw .runExists(url.path) }
    }
}
