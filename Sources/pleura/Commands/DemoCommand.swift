import ArgumentParser
import Datasets
import Foundation
import Reporting
import Training

/// `pleura demo`
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The whole job on made-up chest films, in minutes: draw, train, test, report.")

    @Option(help: "The folder to make. Default: the next free runs/demo-N.") var out: String?
    @OptionGroup var text: TextOptions

    func run() async throws {
        let new = try out.map { try NewRunFolder.make(RunFolder(URL(filePath: $0))) } ?? .next("demo")
        let folder = new.folder.url.path
        let films = folder + "/phantoms"
        tell("drawing 160 made-up chest films into \(films)")
        let interruption = Interruption()
        do {
            try Phantom.write(count: 160, size: 256, seed: 0, to: films, interruption)
        } catch {
            new.discard()
            throw error
        }
        let train = try Train.parse([
            films, "--recipe", "demo", "--out", folder + "/run", "--language", text.language.rawValue,
        ])
        try await train.run(interruption)
    }
}
