/// Why a training does not start, or stops.
public enum TrainingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The folder for a new run is there already.
    case runExists(String, canResume: Bool)
    /// There is no run in the folder that could go on.
    case noRun(String, reason: String)
    /// What the run was begun with is not what is there now, and nobody said `--force`.
    case changed(run: String, what: String, way: String)
    /// A file that the run needs to go on is missing or damaged; `--force` does not help.
    case unusableState(file: String, reason: String)
    /// Somebody asked to stop; `epoch` epochs are done.
    case interrupted(run: String, epoch: Int)
    /// Another process trains in the folder.
    case inUse(run: String)
    /// The loss of an epoch (from 1) became infinite or no number.
    case diverged(epoch: Int, learningRate: Double, run: String)

    /// What the message of every divergence says: a study, which only hears its trainings, knows it by this.
    public static let astray = "the training went astray"

    /// The message for people: what is wrong, and the way out.
    public var description: String {
        switch self {
        case .runExists(let path, let canResume):
            "\(path) exists already; name another folder with --out, "
                + (canResume ? "or remove it, or go on with --resume \(path)" : "or remove it")
        case .noRun(let path, let reason): "\(path) is no run that can go on: \(reason)"
        case .changed(let run, let what, let way):
            "\(run) cannot go on as it was: \(what). \(way), or say --force: then the result is another one"
        case .unusableState(let file, let reason): "\(file) cannot be used: \(reason)"
        case .interrupted(let run, let epoch):
            "stopped; \(epoch == 0 ? "no epoch is" : epoch == 1 ? "1 epoch is" : "\(epoch) epochs are") done. "
                + "Go on with: pleura train --resume \(run)"
        case .inUse(let run):
            "another pleura trains in \(run); wait until it has ended, or stop it"
        case .diverged(let epoch, let rate, let run):
            "the loss of epoch \(epoch) is not a number: \(Self.astray) at a learning rate of \(rate). Begin "
                + "again with a smaller --lr" + (epoch > 1 ? "; the epochs before are in \(run)" : "")
        }
    }
}
