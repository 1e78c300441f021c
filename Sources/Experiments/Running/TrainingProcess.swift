import Files
import Foundation
import Subprocess
import Training

/// `pleura train` as a process of its own: its memory is its own, and if it crashes the study goes on.
public struct TrainingProcess: Sendable {
    /// The program `pleura`.
    let program: URL
    /// Arguments of every training run besides its recipe: `--language es` for example.
    let arguments: [String]

    /// The environment variable that tells a training run the process id of its study: it stops when that process is gone.
    public static let parent = "PLEURA_PARENT"

    /// One run of a study, with its files.
    struct Job: Sendable {
        /// Of the run.
        let name: String
        /// What a fresh run begins with.
        let recipe: URL
        /// Made by the run itself.
        let folder: RunFolder
        /// Gets what the run writes on standard error.
        let log: URL
    }

    /// Trains, or goes on from the folder's checkpoint. A finished run is left alone; a folder without a checkpoint, as a
    /// kill during the first moments leaves it, is removed and begun again.
    ///
    /// A run of a study that was killed may still train, or load its data: it holds the folder's lock until it stops by
    /// itself, and is waited for.
    /// - Parameter watch: hears that the run waits, and each line of its standard output.
    func run(_ job: Job, _ watch: StudyWatch) async throws -> RunOutcome {
        while true {
            try await waitUntilFree(job, watch)
            if job.folder.isFinished { return .finished }
            if watch.isInterrupted() { return .interrupted }
            let ended = try await start(try arguments(of: job) + arguments, job, watch)
            let outcome = RunOutcome(
                ended.status, isFinished: job.folder.isFinished, message: Self.message(ended.lines))
            // Refused by a process that took the folder first: wait for that one's end, then look again.
            if case .failed = outcome, try Self.isInUse(job.folder) { continue }
            return outcome
        }
    }

    private func arguments(of job: Job) throws -> [String] {
        if job.folder.hasState { return ["train", "--resume", job.folder.url.path] }
        if job.folder.exists { try FileManager.default.removeItem(at: job.folder.url) }
        return ["train", "--recipe", job.recipe.path, "--out", job.folder.url.path]
    }

    private func waitUntilFree(_ job: Job, _ watch: StudyWatch) async throws {
        guard try Self.isInUse(job.folder) else { return }
        watch.report(.waiting(run: job.name))
        while try Self.isInUse(job.folder), !watch.isInterrupted() { try await Task.sleep(for: .milliseconds(200)) }
    }

    /// Whether another process holds the run folder's lock.
    private static func isInUse(_ folder: RunFolder) throws -> Bool {
        guard folder.exists else { return false }
        do { return try FileLock(folder.url) == nil } catch {
            // Removed between the two looks: nobody holds it any more.
            guard folder.exists else { return false }
            throw error
        }
    }

    private func start(
        _ words: [String], _ job: Job, _ watch: StudyWatch
    ) async throws -> (status: TerminationStatus, lines: [String]) {
        var options = PlatformOptions()
        // Ctrl-C on the terminal reaches the study alone, which then stops its runs itself.
        options.processGroupID = 0
        let result = try await Subprocess.run(
            .path(.init(program.path)), arguments: Arguments(words),
            environment: .inherit.updating([
                .init(stringLiteral: Self.parent): "\(ProcessInfo.processInfo.processIdentifier)"
            ]),
            platformOptions: options, input: .none, output: .sequence, error: .sequence
        ) { execution in
            let asking = Task {
                // Cancelled when the run has ended.
                while !watch.isInterrupted() { try await Task.sleep(for: .milliseconds(200)) }
                try execution.send(signal: .terminate)
            }
            defer { asking.cancel() }
            async let kept = Self.keep(execution.standardError, in: job.log)
            for try await text in execution.standardOutput.strings() {
                watch.report(.line(run: job.name, text: text))
            }
            return try await kept
        }
        return (result.terminationStatus, result.closureResult)
    }

    /// Appends standard error to the log.
    /// - Returns: its last lines.
    private static func keep(_ lines: SubprocessOutputSequence, in log: URL) async throws -> [String] {
        if !FileManager.default.fileExists(atPath: log.path) { try Data().write(to: log) }
        let file = try FileHandle(forWritingTo: log)
        defer { try? file.close() }  // what was written is written
        try file.seekToEnd()
        var last: [String] = []
        for try await text in lines.strings() {
            try file.write(contentsOf: Data((text + "\n").utf8))
            last = last.suffix(40) + [text]
        }
        return last
    }

    /// The error message at the end of standard error, or its last line. For people: nothing is decided by it.
    private static func message(_ lines: [String]) -> String {
        let text = lines.joined(separator: "\n")
        if let error = text.range(of: "Error: ", options: .backwards) {
            return text[error.upperBound...].trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return lines.last { !$0.isEmpty } ?? ""
    }
}

extension RunFolder {
    /// Whether there is a checkpoint to go on from.
    var hasState: Bool { FileManager.default.fileExists(atPath: state.path) }
}
