import Foundation

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
            let left = Self.time(rest ?? Double(total - done) / max(rate, 1e-9))
            return String(format: "%@ [%@] %d/%d, %.1f images/s, %@ left", what, bar, done, total, rate, left)
        }
    }

    /// Takes the line away, before other lines come.
    func clear() { line.clear() }

    /// "48 s", "3 min 05 s", "2 h 10 min".
    static func time(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 0), 1e7).rounded(.up))
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return String(format: "%d min %02d s", whole / 60, whole % 60) }
        return String(format: "%d h %02d min", whole / 3600, whole / 60 % 60)
    }
}
