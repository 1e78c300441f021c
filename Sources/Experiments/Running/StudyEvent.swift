/// What a study reports while it runs.
public enum StudyEvent: Sendable, Equatable {
    /// Another process still trains in the run's folder; the run waits for its end.
    case waiting(run: String)
    /// A run begins, or goes on.
    case began(run: String)
    /// A line of a run's standard output, for people.
    case line(run: String, text: String)
    /// A run has ended.
    case ended(run: String, RunOutcome)
}
