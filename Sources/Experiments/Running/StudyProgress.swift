import Evaluation
import Foundation
import Reporting
import Synchronization
import Training

/// How far a study is: a table of its runs, and the time that is left.
///
/// What a run has done is read from its folder: epochs from `history.csv`, Dice from `test/summary.json`.
public final class StudyProgress: Sendable {
    /// Where a run stands.
    enum State: Equatable, Sendable {
        case waiting
        /// So many epochs are done.
        case running(epochs: Int)
        case finished, diverged, stopped, failed
    }

    private struct Row {
        let name: String
        /// The network, which decides how long an epoch takes.
        let kind: String
        let folder: RunFolder
        let epochs: Int
        var state = State.waiting
        /// The clock when the last epoch was seen done, or the run began.
        var last: ContinuousClock.Instant?
        /// Seconds of wall clock of each epoch of this process.
        var seconds: [Double] = []
        /// Mean Dice of the test images; nil until they were tested.
        var dice: Double?
    }

    private let rows = Mutex<[Row]>([])
    private let jobs: Int

    /// - Parameter jobs: runs that train at once.
    init(jobs: Int) { self.jobs = jobs }

    /// Adds runs: those whose folder is finished as finished, the others as waiting.
    /// - Parameter place: the folder of their run folders.
    func add(_ runs: [StudyRun], in place: URL) {
        let added = runs.map { run in
            let network = run.recipe.model
            var row = Row(
                name: run.name, kind: "\(network.architecture)/\(network.encoder)",
                folder: RunFolder(place.appending(path: run.name)), epochs: run.recipe.training.epochs)
            if row.folder.isFinished { (row.state, row.dice) = (.finished, Self.testDice(row.folder)) }
            return row
        }
        rows.withLock { $0 += added }
    }

    /// Takes what has happened; looks into the run's folder for how far it is.
    func hear(_ event: StudyEvent, at now: ContinuousClock.Instant = .now) {
        switch event {
        case .waiting: break
        case .began(let run):
            change(run) { ($0.state, $0.last) = (.running(epochs: Self.epochs($0.folder)), now) }
        case .line(let run, _):
            change(run) { row in
                guard case .running(let before) = row.state, let last = row.last else { return }
                let done = Self.epochs(row.folder)
                guard done > before else { return }
                let seconds = (now - last) / .seconds(1) / Double(done - before)
                row.seconds += Array(repeating: seconds, count: done - before)
                (row.state, row.last) = (.running(epochs: done), now)
            }
        case .ended(let run, let outcome):
            change(run) { row in
                row.state =
                    switch outcome {
                    case .finished: .finished
                    case .diverged: .diverged
                    case .interrupted: .stopped
                    case .failed: .failed
                    }
                row.dice = Self.testDice(row.folder)
            }
        }
    }

    private func change(_ name: String, _ body: (inout Row) -> Void) {
        rows.withLock { rows in
            if let index = rows.lastIndex(where: { $0.name == name }) { body(&rows[index]) }
        }
    }

    /// Epochs that are done. A history that is not there yet, or is being replaced, counts as none: this is only shown.
    private static func epochs(_ folder: RunFolder) -> Int {
        (try? HistoryRow.rows(in: folder.history))?.last?.epoch ?? 0  // as said above
    }

    private static func testDice(_ folder: RunFolder) -> Double? {
        // Not tested yet, or damaged: this is only shown, and the report names the fault.
        (try? EvaluationSummary(reading: folder.summary))?.all?.diceMean  // as said above
    }

    // MARK: - What is shown

    /// "3 of 5 runs finished; about 12 min left": estimated by the epochs of the same network, or of others until one of
    /// its own is done.
    public var line: String {
        rows.withLock { rows in
            func count(_ state: State, _ word: String) -> String? {
                let number = rows.count { $0.state == state }
                return number == 0 ? nil : "\(number) \(word)"
            }
            let parts = [
                "\(rows.count { $0.state == .finished }) of \(rows.count) runs finished",
                count(.diverged, "diverged"), count(.failed, "failed"),
            ].compactMap(\.self)
            let left = Self.secondsLeft(rows, jobs: jobs).map { "; about \(timeInWords($0)) left" } ?? ""
            return parts.joined(separator: ", ") + left
        }
    }

    /// Nil where nothing is left, or no epoch tells how long one takes.
    private static func secondsLeft(_ rows: [Row], jobs: Int) -> Double? {
        guard let overall = ScoreSummary(rows.flatMap(\.seconds))?.mean else { return nil }
        let left = rows.reduce(0) { sum, row in
            let done: Int
            switch row.state {
            case .waiting: done = 0
            case .running(let epochs): done = epochs
            case .finished, .diverged, .stopped, .failed: return sum
            }
            let same = ScoreSummary(rows.filter { $0.kind == row.kind }.flatMap(\.seconds))?.mean
            return sum + Double(row.epochs - done) * (same ?? overall)
        }
        return left > 0 ? left / Double(max(jobs, 1)) : nil
    }

    /// The table: a line for each run.
    public var table: String {
        rows.withLock { rows in
            let width = max(rows.map(\.name.count).max() ?? 0, 8)
            func line(_ name: String, _ state: String, _ dice: String) -> String {
                func padded(_ text: String, _ width: Int) -> String {
                    text.padding(toLength: width, withPad: " ", startingAt: 0)
                }
                let start = "  " + padded(name, width) + "  "
                return dice.isEmpty ? start + state : start + padded(state, 16) + dice
            }
            let lines = rows.map { row in
                line(row.name, Self.words(row), row.dice.map { String(format: "%.4f", $0) } ?? "")
            }
            return ([line("run", "state", "test Dice")] + lines).joined(separator: "\n")
        }
    }

    private static func words(_ row: Row) -> String {
        switch row.state {
        case .waiting: "waiting"
        case .running(let epochs): "epoch \(epochs)/\(row.epochs)"
        case .finished: "finished"
        case .diverged: "diverged"
        case .stopped: "stopped"
        case .failed: "failed"
        }
    }
}
