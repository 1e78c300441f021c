import ArgumentParser
import Foundation
import Reporting
import Training

/// `pleura report RUN`
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Make a run's report again: report.html and figures/.")

    @Argument(help: "The run folder.") var run: String

    func run() async throws { try await Self.write(RunFolder(URL(filePath: run))) }

    /// Writes the report and says where it is.
    static func write(_ folder: RunFolder) async throws {
        let input = try RunReport.input(run: folder.url) { tell("note: \($0)") }
        for note in try await Report.write(input, to: folder.url) { tell("note: \(note)") }
        say("report: \(folder.report.path)")
    }
}
