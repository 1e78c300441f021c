import Synchronization

/// Who watches a study: asks it to stop, and hears what happens.
public struct StudyWatch: Sendable {
    /// Asked a few times a second; true asks the training runs to stop.
    public let isInterrupted: @Sendable () -> Bool
    private let hear: @Sendable (StudyEvent) -> Void

    /// - Parameters:
    ///   - isInterrupted: asked on any thread.
    ///   - report: called on any thread, one call at a time.
    public init(
        isInterrupted: @escaping @Sendable () -> Bool = { false },
        report: @escaping @Sendable (StudyEvent) -> Void = { _ in }
    ) {
        self.isInterrupted = isInterrupted
        let one = Mutex(())
        hear = { event in one.withLock { _ in report(event) } }
    }

    func report(_ event: StudyEvent) { hear(event) }
}
