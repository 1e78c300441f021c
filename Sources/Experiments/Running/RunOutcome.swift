import Foundation
import Subprocess

/// How a training run of a study ended.
public enum RunOutcome: Equatable, Sendable {
    /// It has trained and tested.
    case finished
    /// Its loss became infinite or NaN. With the run's last message.
    case diverged(String)
    /// It stopped because a signal asked it to; it goes on from its checkpoint.
    case interrupted
    /// It failed otherwise. With the run's last message.
    case failed(String)

    /// The exit code of `pleura train` for a loss that became infinite or NaN.
    public static let divergedExitCode: Int32 = 3

    /// Decided by the exit code alone; the message is for people.
    /// - Parameters:
    ///   - status: of the process `pleura train`.
    ///   - isFinished: whether the run folder has its test results.
    ///   - message: what the process wrote last on standard error.
    init(_ status: TerminationStatus, isFinished: Bool, message: String) {
        switch status {
        case .exited(0):
            self = isFinished ? .finished : .failed("it ended without test results")
        case .exited(Self.divergedExitCode):
            self = .diverged(message.isEmpty ? "its loss became infinite or NaN" : message)
        case .exited(128 + SIGINT), .exited(128 + SIGTERM), .signaled(SIGINT), .signaled(SIGTERM):
            self = .interrupted
        case .exited(let code): self = .failed(message.isEmpty ? "it ended with exit code \(code)" : message)
        case .signaled(let signal):
            let cause = signal == SIGKILL ? ", as the system does when memory runs out" : ""
            let last = message.isEmpty ? "" : "; its last line: \(message)"
            self = .failed("signal \(signal) killed it\(cause)\(last)")
        }
    }
}
