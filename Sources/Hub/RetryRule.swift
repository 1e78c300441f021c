import Foundation

/// When a download that failed is tried again, and after what pause.
public struct RetryRule: Equatable, Sendable {
    /// Tries without a new byte before it is given up.
    public var attempts = 5
    /// The same where no server answers.
    public var attemptsToConnect = 3
    /// The longest pause in seconds that a server may ask for.
    public var longestPause = 300.0

    /// Five tries, three where no server answers.
    public init() {}

    /// Seconds after the k-th try in vain (from 1): 1, 2, 4, ... 32.
    func pause(after k: Int) -> Double { Double(1 << min(max(k - 1, 0), 5)) }

    /// Whether an answer may be another one later.
    static func mayPass(_ status: Int) -> Bool { status == 408 || status == 429 || (500...599).contains(status) }

    /// Seconds of `Retry-After`: a number, or a date.
    static func seconds(_ text: String, now: Date) -> Double? {
        if let seconds = Double(text), seconds >= 0, seconds.isFinite { return seconds }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return format.date(from: text).map { max(0, $0.timeIntervalSince(now)) }
    }
}
