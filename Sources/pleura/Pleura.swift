import ArgumentParser
import Datasets
import Foundation
import Imaging
import Segmentation
import Torch

/// The command `pleura`.
@main
struct Pleura: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pleura",
        abstract: "Trains U-Net on biomedical images. For research; not a medical device.",
        version: "pleura 0.1.0",
        subcommands: [Demo.self, Train.self, Phantom.self])

    /// Exit codes: 0 done, 1 bad files or data, 2 wrong usage.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            let code = exitCode(for: error)
            if code == .success { exit(withError: error) }
            FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
            // ArgumentParser's own number for wrong usage is 64.
            Foundation.exit(code == .validationFailure ? 2 : code.rawValue == 0 ? 0 : 1)
        }
    }
}

/// A line on standard error.
func tell(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
