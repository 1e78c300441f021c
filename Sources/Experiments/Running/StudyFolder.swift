import Foundation
import Training

/// Where the files of a study are.
public struct StudyFolder: Sendable, Equatable {
    /// The folder itself.
    public let url: URL

    /// Makes nothing: the folder need not exist.
    public init(_ url: URL) { self.url = url }

    /// `study.yaml`: the grid and every arm's settings, resolved.
    public var plan: URL { url.appending(path: "study.yaml") }
    /// `split.csv`: one split for all runs.
    public var split: URL { url.appending(path: "split.csv") }
    /// The folder of the run folders.
    public var runs: URL { url.appending(path: "runs") }
    /// `comparison.csv`: a row for each comparison of two arms.
    public var comparisonTable: URL { url.appending(path: "comparison.csv") }
    /// `comparison.json`: the same, and what may be concluded.
    public var comparison: URL { url.appending(path: "comparison.json") }
    /// The folder of charts and pictures.
    public var figures: URL { url.appending(path: "figures") }
    /// `report.html`, one file that shows the study.
    public var report: URL { url.appending(path: "report.html") }
    /// The folder of the runs that searched learning rates.
    public var tuning: URL { url.appending(path: "tuning") }
    /// `tuning.csv`: every rate that was tried, its validation Dice, and which was chosen.
    public var tuningTable: URL { url.appending(path: "tuning.csv") }
    /// The folder of the recipes that the runs were begun with.
    public var recipes: URL { url.appending(path: "recipes") }
    /// The folder of the runs' standard error.
    public var logs: URL { url.appending(path: "logs") }
    /// The split of a fold, from 1; nil: the only one.
    public func split(fold: Int?) -> URL { fold.map { url.appending(path: "split-fold\($0).csv") } ?? split }
    /// The split by which learning rates are searched: no test image takes part.
    public var tuningSplit: URL { url.appending(path: "split-tuning.csv") }

    /// `NAME.outcome.json` beside a run folder of `runs` or `tuning`: how the run ended, and whether it ran alone.
    func record(of run: String, in place: URL) -> URL { place.appending(path: run + Self.recordSuffix) }

    /// How the names of records end.
    static let recordSuffix = ".outcome.json"

    /// The run folder of that name.
    public func run(_ name: String) -> RunFolder { RunFolder(runs.appending(path: name)) }
}
