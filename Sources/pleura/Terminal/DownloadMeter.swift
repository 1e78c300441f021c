import Foundation
import Hub

/// What a download does, on standard error: a line that is drawn over on a terminal, single lines elsewhere.
final class DownloadMeter: Sendable {
    private let name: String
    private let line = TerminalLine()

    init(_ name: String) { self.name = name }

    func hear(_ event: DownloadEvent) {
        switch event {
        case .waitingForAnother: tell("another pleura is fetching the weights of \(name); waiting for it")
        case .pausing(let seconds, let reason): tell("\(reason); trying again in \(Int(seconds.rounded(.up))) s")
        case .received(let bytes, let total): show(bytes, total)
        }
    }

    private func show(_ bytes: Int, _ total: Int?) {
        line.draw {
            let of = total.map { String(format: " of %.1f", Double($0) / 1e6) } ?? ""
            return "\(name): " + String(format: "%.1f", Double(bytes) / 1e6) + "\(of) MB"
        }
    }

    /// Takes the line away.
    func end() { line.clear() }
}
