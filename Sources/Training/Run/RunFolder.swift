import Datasets
import Foundation

/// Where the files of a run lie.
public struct RunFolder: Sendable, Equatable {
    /// The folder itself.
    public let url: URL

    /// Makes nothing: the folder need not exist.
    public init(_ url: URL) { self.url = url }

    /// `recipe.yaml`: every setting, resolved.
    public var recipe: URL { url.appending(path: "recipe.yaml") }
    /// `split.csv`: image, set, subset and group, a row for each image.
    public var split: URL { url.appending(path: "split.csv") }
    /// `data.json`: what the data were (`DataSummary`).
    public var data: URL { url.appending(path: "data.json") }
    /// `digests.csv`: the SHA-256 of every image and mask (`DataDigests`). Runs of older versions have none.
    public var digests: URL { url.appending(path: "digests.csv") }
    /// `history.csv`: a row for each epoch that is done (`HistoryRow`).
    public var history: URL { url.appending(path: "history.csv") }
    /// The folder of `best`, `last` and `state`.
    public var checkpoints: URL { url.appending(path: "checkpoints") }
    /// The model of the best epoch so far.
    public var best: URL { checkpoints.appending(path: "best.safetensors") }
    /// The model of the last epoch that is done.
    public var last: URL { checkpoints.appending(path: "last.safetensors") }
    /// All that goes on: weights, moments, counters.
    public var state: URL { checkpoints.appending(path: "last.state") }
    /// The model of an epoch that is the best one, until the state names it.
    func candidate(epoch: Int) -> URL { checkpoints.appending(path: "epoch-\(epoch).safetensors") }
    /// The folder of the best model, as SMP and `predict` open it.
    public var model: URL { url.appending(path: "model") }
    /// The folder of the test's `metrics.csv` and `summary.json`.
    public var test: URL { url.appending(path: "test") }
    /// `metrics.csv`: a row for each test image and class (`TestRow`).
    public var metrics: URL { test.appending(path: "metrics.csv") }
    /// `summary.json` (`EvaluationSummary`), written last of all.
    public var summary: URL { test.appending(path: "summary.json") }
    /// `cost.json`: memory and time (`RunCost`).
    public var cost: URL { url.appending(path: "cost.json") }
    /// `report.html`, one file that shows the run.
    public var report: URL { url.appending(path: "report.html") }

    /// Whether training and test are done.
    public var isFinished: Bool { FileManager.default.fileExists(atPath: summary.path) }
    /// Whether anything is there, a folder or a file.
    public var exists: Bool { FileManager.default.fileExists(atPath: url.path) }
}
