import Foundation
import Testing

/// The built program, run as a process of its own.
struct Command {
    let exitCode: Int32
    let output: String
    let errors: String

    /// Beside the tests' own bundle, where SwiftPM builds it.
    static let program: URL = {
        let folder = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
        let candidates = [folder.deletingLastPathComponent(), Bundle.main.bundleURL].map {
            $0.appending(path: "pleura")
        }
        return candidates.first { FileManager.default.fileExists(atPath: $0.path) } ?? candidates[0]
    }()

    /// Runs `pleura ARGUMENTS` to its end.
    init(
        _ arguments: [String], in folder: URL, environment: [String: String] = [:], shell prefix: String? = nil
    ) throws {
        let running = try RunningCommand(arguments, in: folder, environment: environment, shell: prefix)
        self = try running.finished()
    }

    fileprivate init(exitCode: Int32, output: String, errors: String) {
        (self.exitCode, self.output, self.errors) = (exitCode, output, errors)
    }
}

/// One that still runs.
struct RunningCommand {
    private let process = Process()
    private let output = ReceivedText()
    private let errors = ReceivedText()

    init(
        _ arguments: [String], in folder: URL, environment: [String: String] = [:], shell prefix: String? = nil
    ) throws {
        if let prefix {
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", prefix + "; exec \"$@\"", "sh", Command.program.path] + arguments
        } else {
            process.executableURL = Command.program
            process.arguments = arguments
        }
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        (process.standardOutput, process.standardError) = (output.pipe, errors.pipe)
        try process.run()
        output.read()
        errors.read()
    }

    /// Waits until the output holds `text`; false where it ended without it.
    func waits(for text: String) throws -> Bool { output.waits(for: text) }

    /// Waits until the errors hold `text`; false where they ended without it.
    func waitsForError(_ text: String) throws -> Bool { errors.waits(for: text) }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    func finished() throws -> Command {
        process.waitUntilExit()
        // A process that a signal ended has the code that shells give it.
        let code = process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0)
        return Command(exitCode: code, output: output.whole(), errors: errors.whole())
    }
}
