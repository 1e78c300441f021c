import ArgumentParser
import Datasets
import Foundation
import Reporting

/// `pleura demo`
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The whole job on made-up chest films, in minutes: draw, train, test, report.")

    @Option(help: "The folder to make. Default: the next free runs/demo-N.") var out: String?
    @Flag(help: "A smaller demo, in seconds: fewer and smaller images, two epochs. Its model finds little.")
    var quick = false
    @OptionGroup var text: TextOptions

    func run() async throws {
        let next = (1...).lazy.map { "runs/demo-\($0)" }.first { !FileManager.default.fileExists(atPath: $0) }
        let folder = out ?? next ?? "runs/demo"
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw ReportError.exists(folder: folder)
        }
        let films = folder + "/phantoms"
        let (count, size) = quick ? (24, 96) : (160, 256)
        tell("drawing \(count) made-up chest films into \(films)")
        let interruption = Interruption()
        try Phantom.write(count: count, size: size, seed: 0, to: films, interruption)
        let smaller = quick ? ["--epochs", "2", "--size", "64", "--batch-size", "4"] : []
        let train = try Train.parse(
            [films, "--recipe", "demo", "--out", folder + "/run", "--language", text.language.rawValue] + smaller)
        try await train.run(interruption)
    }
}
