import Foundation

/// One line on a terminal's standard error that is drawn over and over. In a file or a pipe there is none.
struct ProgressBar {
    private let isShown = isatty(STDERR_FILENO) == 1
    private var drawn = ContinuousClock.now - .seconds(1)
    private let start = ContinuousClock.now

    /// - Parameters:
    ///   - rate: images per second; nil: from the time since the bar was made.
    ///   - rest: seconds that the whole work still takes; nil: from the rate.
    mutating func show(_ what: String, _ done: Int, of total: Int, rate: Double? = nil, rest: Double? = nil) {
        let now = ContinuousClock.now
        guard isShown, total > 0, done == total || now - drawn > .milliseconds(100) else { return }
        drawn = now
        let width = 24
        let filled = width * min(done, total) / total
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
        let seconds = (now - start) / .seconds(1)
        let rate = rate ?? Double(done) / max(seconds, 1e-3)
        let left = rest ?? Double(total - done) / max(rate, 1e-9)
        let text = String(
            format: "%@ [%@] %d/%d, %.1f images/s, %@ left", what, bar, done, total, rate, Self.time(left))
        write("\r\u{1B}[K" + text)
    }

    /// Takes the line away, before other lines come.
    func clear() { if isShown { write("\r\u{1B}[K") } }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

    /// "48 s", "3 min 05 s", "2 h 10 min".
    static func time(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 0), 1e7).rounded(.up))
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return String(format: "%d min %02d s", whole / 60, whole % 60) }
        return String(format: "%d h %02d min", whole / 3600, whole / 60 % 60)
    }
}
