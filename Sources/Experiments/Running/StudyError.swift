/// A run of a study, and how it ended.
public struct EndedRun: Equatable, Sendable, CustomStringConvertible {
    /// The run's name.
    public let run: String
    /// How it ended.
    public let outcome: RunOutcome

    /// A sentence without its full stop: "unet failed: ...".
    public var description: String {
        switch outcome {
        case .finished: "\(run) finished"
        case .diverged(let message): "\(run) diverged: \(message)"
        case .interrupted: "\(run) was stopped by a signal that the study did not send"
        case .failed(let message): "\(run) failed: \(message)"
        }
    }
}

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
    /// These runs did not finish; the others are kept. `study` is nil where none has done anything: no folder is left.
    case failed([EndedRun], study: String?)
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
        case .failed(let runs, let study):
            (runs.map(\.description) + (study.flatMap { Self.wayOut(runs, study: $0) }.map { [$0] } ?? []))
                .joined(separator: "\n")
        case .interrupted(let study): "stopped. Go on with: pleura study --resume \(study)"
        }
    }
    /// A run that diverged would diverge again.
    private static func wayOut(_ runs: [EndedRun], study: String) -> String? {
        let again = runs.count { if case .diverged = $0.outcome { false } else { true } }
        guard again > 0 else { return nil }
        return "\(again == 1 ? "It is" : "They are") tried again by: pleura study --resume \(study)"
    }
}
