import Datasets
import Evaluation
import Files
import Foundation
import Models
import Overlays
import Training

/// All that a report shows. ``init(run:)`` reads what a run folder holds; the rest is filled in by the caller.
public struct ReportInput: Sendable {
    /// An image or a mask that took no part, and why.
    public struct LeftOut: Sendable, Equatable {
        /// The name of its set, its path relative to the set's root, and why it was left out.
        public var set: String, name: String, reason: String

        /// - Parameter reason: goes on from the name: "it has no mask".
        public init(set: String, name: String, reason: String) {
            (self.set, self.name, self.reason) = (set, name, reason)
        }
    }

    /// A program or library with its version.
    public struct Version: Sendable, Equatable {
        /// "libtorch" and its version, for example, as they are shown.
        public var name: String, version: String

        /// Both are shown as they are.
        public init(name: String, version: String) { (self.name, self.version) = (name, version) }
    }

    /// The language of the report's texts and numbers.
    public var language = Language.english
    /// The colours of agreement in `figures/`; in the page the reader chooses.
    public var palette = OverlayPaletteName.standard
    /// The name of the run, by default the last part of its folder's path.
    public var runName: String
    /// One line that says which weights were tested: "epoch 18, the highest validation Dice".
    public var chosenBy: String?
    /// The resolved recipe, for the table of settings.
    public var settings: [Setting]
    /// A row for each epoch that is done, in order.
    public var history: [HistoryRow]
    /// A row for each test image and class. Empty where nothing was tested.
    public var test: [TestRow]
    /// Columns of `test/metrics.csv` that this version of Pleura does not know: the report leaves them out.
    public var unknownColumns: [String] = []
    /// Masks without foreground in each subset; nil where the run did not count them.
    public var emptyMasks: EmptyMasks?
    /// How many findings the inspection of the data had; nil where there was none.
    public var findings: FindingCounts?
    /// A row for each image of the split.
    public var split: [Split.Entry]
    /// Files that took no part, in the order in which they are shown.
    public var leftOut: [LeftOut] = []
    /// What the model tells apart.
    public var classes = Classes.one
    /// Nil where the run does not say.
    public var metricSize: MetricSize?
    /// What `--force` went on over when the run was resumed.
    public var forced: [ForcedChange] = []
    /// Nil where the run started from no model.
    public var warmStart: WarmStartOverlap?
    /// Sets whose images were drawn by a program: they are labelled as synthetic wherever they are shown.
    public var syntheticSets: Set<String> = []
    /// Programs and libraries that made the run, in the order in which they are shown.
    public var versions: [Version] = []
    /// What the images of ``selection`` are drawn by, where not all are shown.
    public var pictureSeed: UInt64 = 0
    /// The images of ``selection`` with their one prediction: those of ``extremes`` in full size, the others at least at
    /// the size that the page shows; those that are absent are named in the report. Make them before the report is
    /// written, on the thread that computes.
    public var pictures: [ScoredImage.ID: SegmentedImage] = [:]

    /// What a report needs at least; the rest is set afterwards.
    public init(
        runName: String, settings: [Setting], history: [HistoryRow], test: [TestRow], split: [Split.Entry],
        metricSize: MetricSize? = nil
    ) {
        (self.runName, self.settings, self.history) = (runName, settings, history)
        (self.test, self.split, self.metricSize) = (test, split, metricSize)
    }

    /// The charts that the figures allow: loss, Dice, histogram of test Dice, agreement of areas.
    var charts: [Chart] { charts(in: language) }

    /// The same with texts and numbers in a language.
    func charts(in language: Language) -> [Chart] {
        [
            Chart.loss(history, language: language), Chart.dice(history, language: language),
            Chart.diceHistogram(ScoredImage.list(of: test).compactMap(\.dice), language: language),
            // Of several classes a row is a class of an image, and the chart's points are images.
            classes.count == 1 ? Chart.areas(test.compactMap { AreaPair($0) }, language: language) : nil,
        ].compactMap(\.self)
    }

    /// The images whose overlays stand in `figures/`, and first in the page: five best, five worst.
    public var extremes: Extremes { Extremes(of: test) }

    /// The images that the report shows as pictures in the page.
    public var selection: PictureSelection { PictureSelection(of: ScoredImage.list(of: test), seed: pictureSeed) }

    /// Reads `recipe.yaml`, `history.csv`, `split.csv` and, where the run was tested, `test/metrics.csv` and
    /// `test/summary.json`.
    /// - Throws: `ReportError`, which names the file and the line.
    public init(run: URL) throws(ReportError) {
        let folder = RunFolder(run)
        settings = try Setting.list(of: try Self.text(of: folder.recipe), file: folder.recipe.path)
        do throws(CSVError) {
            history = try HistoryRow.rows(in: folder.history)
            test = []
            if FileManager.default.fileExists(atPath: folder.metrics.path) {
                (test, unknownColumns) = try TestRow.read(folder.metrics)
            }
        } catch { throw .table(error) }
        do throws(DatasetError) { split = try Split(file: folder.split).entries } catch { throw .badSplit(error) }
        if folder.isFinished {
            do throws(SummaryError) {
                let summary = try EvaluationSummary(reading: folder.summary)
                (metricSize, forced, warmStart) = (summary.metricSize, summary.forced ?? [], summary.warmStartOverlap)
            } catch { throw .badSummary(error) }
        }
        runName = run.standardizedFileURL.lastPathComponent
    }

    private static func text(of file: URL) throws(ReportError) -> String {
        do throws(FileError) { return try FileContents.text(of: file) } catch {
            throw .unreadable(file: file.path, reason: error.reason)
        }
    }
}
