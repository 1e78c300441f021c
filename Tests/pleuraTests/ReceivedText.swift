import Foundation
import Synchronization

/// What a process writes to a pipe, read by a thread of its own: the pipe never fills up, and whoever waits for a text
/// sleeps.
final class ReceivedText: Sendable {
    let pipe = Pipe()
    private let state = Mutex((bytes: Data(), hasEnded: false))
    /// Signalled at each change of `state`. One thread waits at a time.
    private let changed = DispatchSemaphore(value: 0)

    /// Reads to the end of the pipe, which comes when the last process that holds it has ended.
    func read() {
        Thread.detachNewThread { [self] in
            var hasEnded = false
            while !hasEnded {
                let more = pipe.fileHandleForReading.availableData
                hasEnded = more.isEmpty
                state.withLock { $0 = ($0.bytes + more, more.isEmpty) }
                changed.signal()
            }
        }
    }

    /// Waits until `text` is there; false where the pipe ended without it.
    func waits(for text: String) -> Bool {
        while true {
            let (bytes, hasEnded) = state.withLock { $0 }
            if bytes.range(of: Data(text.utf8)) != nil { return true }
            if hasEnded { return false }
            changed.wait()
        }
    }

    /// Waits for the end.
    func whole() -> String {
        while true {
            let (bytes, hasEnded) = state.withLock { $0 }
            if hasEnded { return String(decoding: bytes, as: UTF8.self) }
            changed.wait()
        }
    }
}
