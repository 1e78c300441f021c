import Foundation

/// Seconds in words, rounded up: "48 s", "3 min 05 s", "2 h 10 min".
public func timeInWords(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e8).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return String(format: "%d min %02d s", whole / 60, whole % 60) }
    return String(format: "%d h %02d min", whole / 3600, whole / 60 % 60)
}
