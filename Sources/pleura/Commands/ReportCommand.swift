import ArgumentParser
import Foundation
import Overlays
import Reporting
import Training

/// `pleura report RUN`
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Make a run's report again: report.html and figures/.")

    @Argument(help: "The run folder.") var run: String

    @Flag(name: .customLong("no-pictures"), help: "Make it without pictures, where the images are not at hand.")
    var noPictures = false

    @Flag(help: "Write the result table for a paper too: figures/results.tex, for LaTeX with booktabs.")
    var latex = false

    @Option(help: "Colours of figures/: standard (yellow, red, green) or colour-blind (yellow, orange, blue).")
    var palette = OverlayPaletteName.standard

    @OptionGroup var text: TextOptions

    func run() async throws {
        let folder = RunFolder(URL(filePath: run))
        try await Self.write(folder, pictures: !noPictures, palette: palette, text.language)
        if latex { say("table: \(try ResultTables.write(of: folder, in: text.language).path)") }
    }

    /// Writes the report and, of a finished run, the model card; says where the report is.
    static func write(
        _ folder: RunFolder, pictures: Bool = true, palette: OverlayPaletteName = .standard, _ language: Language
    ) async throws {
        let bar = ProgressBar()
        var input = try RunReport.input(run: folder.url, pictures: pictures, language: language) {
            tell("note: \($0)")
        } progress: {
            bar.show("pictures", $0, of: $1)
        }
        bar.clear()
        input.palette = palette
        let notes = try await Report.write(input, to: folder.url)
        for note in notes where pictures || !note.isAboutPicture { tell("note: \(note)") }
        if folder.isFinished { try ModelCard.write(of: folder, in: language) }
        say("report: \(folder.report.path)")
    }
}
