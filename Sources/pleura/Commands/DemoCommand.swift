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
    @Flag(help: "A smaller demo, in seconds: fewer and smaller images, two epochs. Its model finds little.")
    var quick = false
    @OptionGroup var text: TextOptions

    func run() async throws {
        let new = try out.map { try NewRunFolder.make(RunFolder(URL(filePath: $0))) } ?? .next("demo")
        let folder = new.folder.url.path
        let films = folder + "/phantoms"
        let (count, size) = quick ? (24, 96) : (160, 256)
        tell("drawing \(count) made-up chest films into \(films)")
        let interruption = Interruption()
        do {
            try Phantom.write(count: count, size: size, seed: 0, to: films, interruption)
        } catch {
            new.discard()
            throw error
        }
        let smaller = quick ? ["--epochs", "2", "--size", "64", "--batch-size", "4"] : []
        let train = try Train.parse(
            [films, "--recipe", "demo", "--out", folder + "/run", "--language", text.language.rawValue] + smaller)
        try await train.run(interruption)
    }
}
