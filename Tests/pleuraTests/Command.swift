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

    /// Runs `pleura ARGUMENTS` to its end. Errors go to a file, which never fills up.
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
    private let pipe = Pipe()
    private let received = Received()
    private let errorFile: URL

    /// What the process has written to its standard output so far.
    private final class Received { var bytes = Data() }

    init(
        _ arguments: [String], in folder: URL, environment: [String: String] = [:], shell prefix: String? = nil
    ) throws {
        errorFile = folder.appending(path: "err-\(UUID().uuidString)")
        try Data().write(to: errorFile)
        if let prefix {
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", prefix + "; exec \"$@\"", "sh", Command.program.path] + arguments
        } else {
            process.executableURL = Command.program
            process.arguments = arguments
        }
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = pipe
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
    }

    /// Reads on until the output holds `text`; false where it ended without it.
    func waits(for text: String) throws -> Bool {
        while !String(decoding: received.bytes, as: UTF8.self).contains(text) {
            let more = pipe.fileHandleForReading.availableData
            if more.isEmpty { return false }
            received.bytes += more
        }
        return true
    }

    /// Reads the errors on until they hold `text`; false where the process ended without it.
    func waitsForError(_ text: String) throws -> Bool {
        while true {
            let isRunning = process.isRunning
            if try String(contentsOf: errorFile, encoding: .utf8).contains(text) { return true }
            if !isRunning { return false }
            sched_yield()
        }
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    func finished() throws -> Command {
        received.bytes += try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        // A process that a signal ended has the code that shells give it.
        let code = process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0)
        let errors = try String(contentsOf: errorFile, encoding: .utf8)
        try FileManager.default.removeItem(at: errorFile)
        return Command(exitCode: code, output: String(decoding: received.bytes, as: UTF8.self), errors: errors)
    }
}
