import ArgumentParser
import Datasets
import Foundation
import Reporting
import Training

/// `pleura demo`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Draw synthetic chest films, train on them, test and report, in minutes.")

    @Option(help: "The folder to make. Default: the next free runs/demo-N.") var out: String?
    @Flag(help: "A smaller demo, in seconds: fewer and smaller images, two epochs. Its model finds little.")
    var quick = false
    @OptionGroup var text: TextOptions

    func run() async throws {
        let new = try out.map { try NewRunFolder.make(RunFolder(URL(filePath: $0))) } ?? .next("demo")
        let folder = new.folder.url.path
        let films = folder + "/phantoms"
        let (count, size) = quick ? (24, 96) : (160, 256)
        tell("drawing \(count) synthetic chest films into \(films)")
        let interruption = Interruption()
        do {
            try PhantomCommand.write(count: count, size: size, seed: 0, to: films, interruption)
        } catch {
            new.discard()
            throw error
        }
        let smaller = quick ? ["--epochs", "2", "--size", "64", "--batch-size", "4"] : []
        let train = try TrainCommand.parse(
            [films, "--recipe", "demo", "--out", folder + "/run", "--language", text.language.rawValue] + smaller)
        try await train.run(interruption)
    }
}
