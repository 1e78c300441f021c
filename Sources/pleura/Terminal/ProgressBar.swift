import Foundation
import Training

/// How far a work is, on a terminal: images a second and the time that is left.
struct ProgressBar {
    private let line = TerminalLine()
    private let start = ContinuousClock.now

    /// - Parameters:
    ///   - rate: images per second; nil: from the time since the bar was made.
    ///   - rest: seconds that the whole work still takes; nil: from the rate.
    func show(_ what: String, _ done: Int, of total: Int, rate: Double? = nil, rest: Double? = nil) {
        guard total > 0 else { return }
        line.draw(isLast: done == total) {
            let width = 24
            let filled = width * min(done, total) / total
            let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let rate = rate ?? Double(done) / max(seconds, 1e-3)
            let left = timeInWords(rest ?? Double(total - done) / max(rate, 1e-9))
            return String(format: "%@ [%@] %d/%d, %.1f images/s, %@ left", what, bar, done, total, rate, left)
        }
    }

    /// Takes the line away, before other lines come.
    func clear() { line.clear() }
}
