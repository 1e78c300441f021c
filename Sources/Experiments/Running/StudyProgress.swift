import Foundation
import Synchronization
import Training

/// How far a study is: a table of its trainings, and the time that is left.
public final class StudyProgress: Sendable {
    /// Where a training stands.
    public enum State: Equatable, Sendable {
        case waiting
        /// So many epochs are done.
        case running(epochs: Int)
        case finished, failed
    }

    private struct Row {
        let name: String
        let kind: String
        let epochs: Int
        var state = State.waiting
        /// The clock when the last epoch ended, or the training began.
        var last: ContinuousClock.Instant?
        /// Seconds of wall clock for an epoch of this process, one for each.
        var seconds: [Double] = []
        var result = ""
    }

    private let rows = Mutex<[Row]>([])
    private let jobs: Int

    /// - Parameter jobs: trainings at once.
    init(jobs: Int) { self.jobs = jobs }

    /// Adds trainings, all waiting.
    func add(_ runs: [StudyRun]) {
        rows.withLock { rows in
            rows += runs.map { run in
                let network = run.recipe.model
                return Row(
                    name: run.name, kind: "\(network.architecture)/\(network.encoder)",
                    epochs: run.recipe.training.epochs)
            }
        }
    }

    private func change(_ name: String, _ body: (inout Row) -> Void) {
        rows.withLock { rows in
            if let place = rows.lastIndex(where: { $0.name == name }) { body(&rows[place]) }
        }
    }

    func begin(_ name: String) {
        change(name) { ($0.state, $0.last) = (.running(epochs: 0), .now) }
    }

    /// Hears a line of a training's output.
    func hear(_ line: String, of name: String) {
        if let match = line.firstMatch(of: /^Epoch ([0-9]+)\/[0-9]+,/), let epoch = Int(match.1) {
            change(name) { row in
                let now = ContinuousClock.now
                if let last = row.last { row.seconds.append((now - last) / .seconds(1)) }
                (row.state, row.last) = (.running(epochs: epoch), now)
            }
        } else if let match = line.firstMatch(of: /^Test Dice: ([0-9.]+)/) {
            change(name) { $0.result = String(match.1) }
        }
    }

    /// - Parameter dice: of the test; nil leaves what was heard.
    func end(_ name: String, _ outcome: RunOutcome, dice: Double? = nil) {
        change(name) { row in
            row.state = outcome == .finished ? .finished : .failed
            if let dice { row.result = String(format: "%.4f", dice) }
        }
    }

    /// "3 of 5 trainings are done; about 12 min left": a running training's epochs tell how long its network takes, and
    /// those of other networks until it has run.
    public var line: String {
        rows.withLock { rows in
            let done = rows.count { $0.state == .finished || $0.state == .failed }
            let left = Self.secondsLeft(rows, jobs: jobs).map { "; about \(timeInWords($0)) left" } ?? ""
            return "\(done) of \(rows.count) trainings are done\(left)"
        }
    }

    private static func secondsLeft(_ rows: [Row], jobs: Int) -> Double? {
        let all = rows.flatMap(\.seconds)
        guard !all.isEmpty else { return nil }
        func mean(_ values: [Double]) -> Double? {
            values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        let overall = mean(all) ?? 0
        let rest = rows.reduce(0) { sum, row in
            let done: Int
            switch row.state {
            case .waiting: done = 0
            case .running(let epochs): done = epochs
            case .finished, .failed: return sum
            }
            let same = mean(rows.filter { $0.kind == row.kind }.flatMap(\.seconds))
            return sum + Double(row.epochs - done) * (same ?? overall)
        }
        return rest / Double(max(jobs, 1))
    }

    /// The table: a line for each training.
    public var table: String {
        rows.withLock { rows in
            let width = max(rows.map(\.name.count).max() ?? 0, 8)
            func line(_ name: String, _ state: String, _ dice: String) -> String {
                "  " + name.padding(toLength: width, withPad: " ", startingAt: 0) + "  "
                    + state.padding(toLength: 16, withPad: " ", startingAt: 0) + dice
            }
            let lines = rows.map { row in
                let state =
                    switch row.state {
                    case .waiting: "waiting"
                    case .running(let epochs): "epoch \(epochs)/\(row.epochs)"
                    case .finished: "done"
                    case .failed: "failed"
                    }
                return line(row.name, state, row.result)
            }
            return ([line("training", "state", "test Dice")] + lines).joined(separator: "\n")
        }
    }
}
