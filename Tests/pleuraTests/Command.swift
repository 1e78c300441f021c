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

    /// Runs `pleura ARGUMENTS` to its end. Output goes to files, which never fill up.
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
    private let outputFile, errorFile: URL

    init(
        _ arguments: [String], in folder: URL, environment: [String: String] = [:], shell prefix: String? = nil
    ) throws {
        outputFile = folder.appending(path: "out-\(UUID().uuidString)")
        errorFile = folder.appending(path: "err-\(UUID().uuidString)")
        for file in [outputFile, errorFile] { try Data().write(to: file) }
        if let prefix {
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", prefix + "; exec \"$@\"", "sh", Command.program.path] + arguments
        } else {
            process.executableURL = Command.program
            process.arguments = arguments
        }
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
    }

    var isRunning: Bool { process.isRunning }

    var output: String { get throws { try String(contentsOf: outputFile, encoding: .utf8) } }

    /// Looks again and again until the output holds `text`; false where the process ended without it.
    func waits(for text: String) throws -> Bool {
        while try !output.contains(text) {
            guard isRunning else { return try output.contains(text) }
            sched_yield()
            usleep(2000)
        }
        return true
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    func finished() throws -> Command {
        process.waitUntilExit()
        // A process that a signal ended has the code that shells give it.
        let code = process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0)
        let command = Command(
            exitCode: code, output: try output, errors: try String(contentsOf: errorFile, encoding: .utf8))
        for file in [outputFile, errorFile] { try FileManager.default.removeItem(at: file) }
        return command
    }
}
