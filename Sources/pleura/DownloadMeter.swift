import Foundation
import Hub
import Synchronization

/// What a download does, on standard error: a line that is drawn over on a terminal, single lines elsewhere.
final class DownloadMeter: Sendable {
    private let name: String
    private let isShown = isatty(STDERR_FILENO) == 1
    private let drawn = Mutex(ContinuousClock.now - .seconds(1))

    init(_ name: String) { self.name = name }

    func hear(_ event: DownloadEvent) {
        switch event {
        case .waitingForAnother: tell("another pleura is fetching the weights of \(name); waiting for it")
        case .pausing(let seconds, let reason): tell("\(reason); trying again in \(Int(seconds.rounded(.up))) s")
        case .received(let bytes, let total): show(bytes, total)
        }
    }

    private func show(_ bytes: Int, _ total: Int?) {
        let now = ContinuousClock.now
        let isTime = drawn.withLock { last in
            guard now - last > .milliseconds(100) else { return false }
            last = now
            return true
        }
        guard isShown, isTime else { return }
        let of = total.map { String(format: " of %.1f", Double($0) / 1e6) } ?? ""
        let text = "\r\u{1B}[K\(name): " + String(format: "%.1f", Double(bytes) / 1e6) + "\(of) MB"
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// Takes the line away.
    func end() { if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) } }
}
