import ArgumentParser
import Datasets
import Foundation
import Reporting

/// `pleura demo`
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The whole job on made-up chest films, in minutes: draw, train, test, report.")

    @Option(help: "The folder to make. Default: the next free runs/demo-N.") var out: String?
    @OptionGroup var text: TextOptions

    func run() async throws {
        let next = (1...).lazy.map { "runs/demo-\($0)" }.first { !FileManager.default.fileExists(atPath: $0) }
        let folder = out ?? next ?? "runs/demo"
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw ReportError.exists(folder: folder)
        }
        let films = folder + "/phantoms"
        tell("drawing 160 made-up chest films into \(films)")
        let interruption = Interruption()
        try Phantom.write(count: 160, size: 256, seed: 0, to: films, interruption)
        let train = try Train.parse([
            films, "--recipe", "demo", "--out", folder + "/run", "--language", text.language.rawValue,
        ])
        try await train.run(interruption)
    }
}
