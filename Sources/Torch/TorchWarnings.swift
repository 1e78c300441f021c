import Foundation
import Synchronization

/// Where libtorch's warnings go: to standard error, unless a program listens.
public enum TorchWarnings {
    /// Hears a warning: one line, without libtorch's source paths.
    public typealias Listener = @Sendable (String) -> Void

    private struct State {
        var listener: Listener = { FileHandle.standardError.write(Data("warning: libtorch: \($0)\n".utf8)) }
        var heard: Set<String> = []
    }

    private static let state = Mutex(State())

    /// Sends warnings to `listener` from now on. It is called on the thread that causes the warning, in the middle of an
    /// operator: it must not call libtorch.
    public static func listen(_ listener: @escaping Listener) { state.withLock { $0.listener = listener } }

    /// Tells a warning once, however often libtorch repeats it.
    static func hear(_ text: String) {
        let line = Library.tidied(text)
        let listener = state.withLock { state in
            // Texts with changing numbers in them must not fill the memory.
            state.heard.count < 100 && state.heard.insert(line).inserted ? state.listener : nil
        }
        listener?(line)
    }
}
