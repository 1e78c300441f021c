/// Why a study does not start, or is not whole.
public enum StudyError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is asked for cannot be.
    case plan(String)
    /// A file of the study, or a grid, cannot be read.
    case unreadable(file: String, reason: String)
    /// The folder holds something else.
    case notAStudy(String)
    /// The folder's study is not the one that is asked for.
    case changed(study: String, what: String)
    /// Another process works in the folder.
    case inUse(String)
    /// Some trainings failed; the others are kept.
    case failed(runs: [String], reasons: [String], study: String)
    /// Somebody asked to stop.
    case interrupted(study: String)

    /// The message for people: what is wrong, and the way out.
    public var description: String {
        switch self {
        case .plan(let reason): reason
        case .unreadable(let file, let reason): "\(file) cannot be used: \(reason)"
        case .notAStudy(let folder):
            "\(folder) exists and is no study (it has no study.yaml); name another folder with --out"
        case .changed(let study, let what):
            "\(study) holds another study: \(what). Name another folder with --out, or go on with it as it is: "
                + "pleura study --resume \(study)"
        case .inUse(let study): "another pleura study works in \(study); wait until it has ended, or stop it"
        case .failed(let runs, let reasons, let study):
            zip(runs, reasons).map { "\($0) failed: \($1)" }.joined(separator: "\n")
                + "\n\(runs.count == 1 ? "It is" : "They are") tried again by: pleura study --resume \(study)"
        case .interrupted(let study): "stopped. Go on with: pleura study --resume \(study)"
        }
    }
}
