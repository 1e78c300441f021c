import Foundation
import Synchronization

/// A line on a terminal's standard error that is drawn over and over, ten times a second at most. Where standard error is a
/// file or a pipe there is none.
final class TerminalLine: Sendable {
    private let isShown = isatty(STDERR_FILENO) == 1
    private let drawn = Mutex(ContinuousClock.now - .seconds(1))

    /// - Parameter isLast: draws it whenever the last time was.
    func draw(isLast: Bool = false, _ text: () -> String) {
        guard isShown, drawn.withLock({ Self.isTime(&$0) || isLast }) else { return }
        write(text())
    }

    /// Takes the line away, before other lines come.
    func clear() { if isShown { write("") } }

    private static func isTime(_ last: inout ContinuousClock.Instant) -> Bool {
        let now = ContinuousClock.now
        guard now - last > .milliseconds(100) else { return false }
        last = now
        return true
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8)) }
}
