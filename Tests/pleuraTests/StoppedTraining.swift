import Foundation
import Testing

/// A training that a signal stopped between its first epoch and its last.
struct StoppedTraining {
    let command: Command
    /// How many epochs it was to train.
    let epochs: Int

    /// Starts `pleura ARGUMENTS --epochs N --out OUT` and sends the signal once the first epoch is over. Where the training
    /// was faster than the signal, it starts again with twice the epochs: the result depends on no speed.
    init(_ arguments: [String], out: String, signal: Int32, in folder: URL) throws {
        var epochs = 2
        while true {
            let running = try RunningCommand(arguments + ["--epochs", "\(epochs)", "--out", out], in: folder)
            let hasBegun = try running.waits(for: "Epoch 1/\(epochs),")
            running.send(signal)
            let command = try running.finished()
            try #require(hasBegun, "\(command)")
            if try Self.finishedEpochs(folder.appending(path: out)) < epochs {
                (self.command, self.epochs) = (command, epochs)
                return
            }
            try #require(epochs < 1000, "no signal reaches it in time")
            epochs *= 2
            try FileManager.default.removeItem(at: folder.appending(path: out))
        }
    }

    private static func finishedEpochs(_ run: URL) throws -> Int {
        try String(contentsOf: run.appending(path: "history.csv"), encoding: .utf8).split(separator: "\n").count - 1
    }
}
