import ArgumentParser
import Files
import Foundation
import Torch
import Training

/// The command `pleura`.
@main
struct Pleura: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pleura",
        abstract: "Trains, tests and uses U-Net on biomedical images. For research; not a medical device.",
        subcommands: [
            DemoCommand.self, InspectCommand.self, TrainCommand.self, EvaluateCommand.self, PredictCommand.self,
            StudyCommand.self, ReportCommand.self, PhantomCommand.self, ModelsCommand.self, WeightsCommand.self,
        ])

    @Flag(name: .long, help: "Print the versions of Pleura, libtorch and ITK, the processor and the devices.")
    var version = false

    func run() async throws {
        guard version else { throw CleanExit.helpRequest(self) }
        say(Versions.text)
    }

    /// The commands that make and drop tensors over and over.
    private static let computing: [any ParsableCommand.Type] = [
        DemoCommand.self, TrainCommand.self, EvaluateCommand.self, PredictCommand.self, StudyCommand.self,
        ReportCommand.self,
    ]

    private static func subcommands(of command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
        command.configuration.subcommands.flatMap { [$0] + subcommands(of: $0) }
    }

    /// Exit codes: 0 done, 1 bad files or data, 2 wrong usage, 3 a training run diverged, 130 and 143 interrupted.
    static func main() async {
        var running: any ParsableCommand.Type = Pleura.self
        do {
            try UTF8Check.checkArguments()
            var command = try parseAsRoot()
            running = type(of: command)
            // Help, which ArgumentParser makes a command of, is given anywhere.
            if subcommands(of: Pleura.self).contains(where: { $0 == running }) { try UTF8Check.checkSurroundings() }
            // Before the first thread is made. The others would share one pool of memory between many threads for nothing.
            if computing.contains(where: { $0 == running }) { keepFreedMemory() }
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let stopped as Stopped {
            tell(stopped.message)
            Foundation.exit(128 + stopped.signal)
        } catch let error as TrainingError where error.isDivergence {
            tell(fullMessage(for: error))
            Foundation.exit(3)
        } catch {
            let code = exitCode(for: error)
            if code == .success { exit(withError: error) }
            if running != Pleura.self, let wrong = error as? ValidationError {
                tell("Error: \(wrong.message)\nUsage: \(usageString(for: running))")
            } else if let fault = FileError(error) {
                // Foundation's errors of files, too, in plain words.
                tell("Error: \(fault)")
            } else {
                tell(fullMessage(for: error))
            }
            // ArgumentParser's own number for wrong usage is 64.
            Foundation.exit(code == .validationFailure ? 2 : 1)
        }
    }
}
