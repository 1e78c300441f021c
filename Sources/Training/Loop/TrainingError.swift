import Evaluation

/// Why a training run does not start, does not resume, or stops.
public enum TrainingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The folder for a new run is there already.
    case runExists(String, canResume: Bool)
    /// There is no run in the folder that can be resumed.
    case noRun(String, reason: String)
    /// What the run began with is not what is there now, and nobody said `--force`: each change with the way back.
    case changed(run: String, [String])
    /// A file that the run needs to go on is missing or damaged; `--force` does not help.
    case unusableState(file: String, reason: String)
    /// Somebody asked to stop; `epoch` epochs are done.
    case interrupted(run: String, epoch: Int)
    /// Somebody asked to stop before the first step; `run` is the one that was to be resumed, nil for a new one.
    case interruptedReading(run: String?)
    /// Another process trains in the folder.
    case inUse(run: String)
    /// The loss, or a weight, became infinite or NaN in an epoch (from 1).
    case diverged(epoch: Int, learningRate: Double, run: String)
    /// A run is to be resumed for fewer epochs than are done, or for no more than a finished one has.
    case noMoreEpochs(run: String, done: Int, wanted: Int)
    /// The number of epochs cannot be changed: the learning rates of the epochs that are done depend on it.
    case fixedEpochs(run: String, epochs: Int)

    /// Whether the training diverged: `pleura train` then exits with 3.
    public var isDivergence: Bool { if case .diverged = self { true } else { false } }

    /// The message for people: what is wrong, and the way out.
    public var description: String {
        switch self {
        case .runExists(let path, let canResume):
            "\(path) exists already; name another folder with --out, "
                + (canResume ? "or remove it, or go on with --resume \(path)" : "or remove it")
        case .noRun(let path, let reason): "\(path) is no run that can be resumed: \(reason)"
        case .changed(let run, let changes):
            "\(run) cannot be resumed as it began:\n" + changes.map { "  \($0)\n" }.joined()
                + "Or say --force: then the result is not that of an unbroken run, and test/summary.json says so"
        case .unusableState(let file, let reason): "\(file) cannot be used: \(reason)"
        case .interrupted(let run, let epoch):
            "stopped; \(epoch == 0 ? "no epoch is" : epoch == 1 ? "1 epoch is" : "\(epoch) epochs are") done. "
                + "Go on with: pleura train --resume \(run)"
        case .interruptedReading(let run):
            "stopped before the first step; " + (run.map { "\($0) is as it was" } ?? "nothing is left of the new run")
        case .inUse(let run):
            "another pleura trains in \(run); wait until it has ended, or stop it"
        case .diverged(let epoch, let rate, let run):
            "the loss of epoch \(epoch) is infinite or NaN: the training diverged at a learning rate of \(rate). Begin "
                + "again with a smaller --lr" + (epoch > 1 ? "; the epochs before are in \(run)" : "")
        case .noMoreEpochs(let run, let done, let wanted):
            "--epochs is \(wanted), and \(run) has trained \(done) already; name more to extend it"
        case .fixedEpochs(let run, let epochs):
            "\(run) began with a learning-rate schedule over \(epochs) epochs, so their number cannot be changed. Start a "
                + "new run from its weights: pleura train DATA... --weights \(run)"
        }
    }
}
