import Dispatch
import Experiments
import Foundation
import Synchronization

/// Catches SIGINT and SIGTERM: work stops at the next safe point. A second signal exits at once.
final class Interruption: Sendable {
    private let heard = Atomic<Int32>(0)
    /// The study that this is a training of; nil: nobody's.
    private let parent = ProcessInfo.processInfo.environment[TrainingProcess.parent].flatMap(Int32.init)

    /// Listens from now on, as long as the program runs.
    init() {
        for number in [SIGINT, SIGTERM] {
            // The signal is the source's to hear, not the program's to die of.
            Foundation.signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if self.heard.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
                tell("Stopping after this step. Press Ctrl-C again to quit immediately.")
            }
            source.resume()
            // A source that nobody holds is cancelled.
            _ = Unmanaged.passRetained(source as AnyObject)
        }
    }

    /// The signal that came; nil: none. A training whose study is gone is asked to stop by that.
    var signal: Int32? {
        let number = heard.load(ordering: .relaxed)
        if number == 0, let parent, getppid() != parent { return SIGTERM }
        return number == 0 ? nil : number
    }

    /// - Throws: `Stopped` where somebody asked to stop.
    func check() throws {
        if let signal { throw Stopped(signal: signal, message: "stopped; nothing was written") }
    }

    /// Waits for `work`, which is cancelled when a signal comes.
    /// - Throws: `Stopped`, and what `work` throws.
    func cancelling<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                // Cancelled, it is the work that has ended.
                while self.signal == nil { try await Task.sleep(for: .milliseconds(100)) }
                return nil
            }
            defer { group.cancelAll() }
            if let value = try await group.next() ?? nil { return value }
            try check()
            throw CancellationError()
        }
    }
}

/// The program ends since somebody asked for it: exit code 130 or 143.
struct Stopped: Error, CustomStringConvertible {
    let signal: Int32
    let message: String
    var description: String { message }
}
