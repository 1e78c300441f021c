import Foundation
import Subprocess
import Training

/// How a training of a study ended.
public enum RunOutcome: Equatable, Sendable {
    /// It has trained and tested.
    case finished
    /// It stopped because it was asked to.
    case interrupted
    /// What it said last.
    case failed(String)
}

/// `pleura train` as a process of its own: its memory is its own, and where it crashes the study goes on.
public struct TrainingProcess: Sendable {
    /// The program `pleura`.
    let program: URL
    /// What every training is told besides its recipe: `--language es` for example.
    let arguments: [String]

    /// The environment's variable by which a training knows whose child it is: it stops when that process is gone.
    public static let parent = "PLEURA_PARENT"

    /// Trains, or goes on with what is in the folder. A finished run is left alone; a folder without a checkpoint, as a
    /// kill in the first moments leaves it, is begun again.
    /// - Parameters:
    ///   - recipe: where its text lies.
    ///   - log: gets what the training says on standard error.
    ///   - isInterrupted: asked a few times a second.
    ///   - line: hears each line of standard output.
    func run(
        recipe: URL, in folder: RunFolder, log: URL, isInterrupted: @escaping @Sendable () -> Bool,
        line: @escaping @Sendable (String) -> Void
    ) async throws -> RunOutcome {
        if folder.isFinished { return .finished }
        var words = ["train", "--resume", folder.url.path]
        if FileManager.default.fileExists(atPath: folder.state.path) {
            try await Self.waitForOrphan(in: folder, isInterrupted)
        } else {
            if folder.exists { try FileManager.default.removeItem(at: folder.url) }
            words = ["train", "--recipe", recipe.path, "--out", folder.url.path]
        }
        let said = try await start(words + arguments, log: log, isInterrupted: isInterrupted, line: line)
        if folder.isFinished, said.status == .exited(0) { return .finished }
        if isInterrupted() { return .interrupted }
        return .failed(said.words)
    }

    /// A training whose study was killed stops by itself after its step; until then the folder is its own.
    private static func waitForOrphan(
        in folder: RunFolder, _ isInterrupted: @Sendable () -> Bool
    ) async throws {
        while try FolderLock(folder.url) == nil, !isInterrupted() { try await Task.sleep(for: .milliseconds(200)) }
    }

    private func start(
        _ words: [String], log: URL, isInterrupted: @escaping @Sendable () -> Bool,
        line: @escaping @Sendable (String) -> Void
    ) async throws -> (status: TerminationStatus, words: String) {
        var options = PlatformOptions()
        // A Control-C of the terminal is the study's to hear: it asks its trainings itself.
        options.processGroupID = 0
        let result = try await Subprocess.run(
            .path(.init(program.path)), arguments: Arguments(words),
            environment: .inherit.updating([
                .init(stringLiteral: Self.parent): "\(ProcessInfo.processInfo.processIdentifier)"
            ]),
            platformOptions: options, input: .none, output: .sequence, error: .sequence
        ) { execution in
            let asking = Task {
                // Cancelled, it is the training that has ended.
                while !isInterrupted() { try await Task.sleep(for: .milliseconds(200)) }
                try execution.send(signal: .terminate)
            }
            defer { asking.cancel() }
            async let said = Self.keep(execution.standardError, in: log)
            for try await text in execution.standardOutput.strings() {
                line(text.trimmingCharacters(in: .newlines))
            }
            return try await said
        }
        return (result.terminationStatus, Self.lastWords(result.closureResult, result.terminationStatus))
    }

    /// Appends what is said to the log; its last lines are handed back.
    private static func keep(_ lines: SubprocessOutputSequence, in log: URL) async throws -> [String] {
        if !FileManager.default.fileExists(atPath: log.path) { try Data().write(to: log) }
        let file = try FileHandle(forWritingTo: log)
        defer { try? file.close() }  // what was written is written
        try file.seekToEnd()
        var last: [String] = []
        for try await text in lines.strings() {
            try file.write(contentsOf: Data(text.utf8))
            last = last.suffix(40) + [text.trimmingCharacters(in: .newlines)]
        }
        return last
    }

    /// What stands behind the last "Error:", or the last line.
    private static func lastWords(_ lines: [String], _ status: TerminationStatus) -> String {
        let said = lines.joined(separator: "\n")
        if let error = said.range(of: "Error: ", options: .backwards) {
            return said[error.upperBound...].trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return "it ended with \(status)" + (lines.last.map { "; it said last: \($0)" } ?? "")
    }
}
