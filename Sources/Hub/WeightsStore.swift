import Foundation
import Segmentation

/// Where pretrained weights stand on this machine.
///
/// Three places are looked at, in this order:
/// 1. `HF_HOME/pleura/ENCODER/added.safetensors`: what `add` put there, under the encoder's own names;
/// 2. `HF_HOME/pleura/ENCODER/REVISION.safetensors`: what was fetched from the hub;
/// 3. `HF_HOME/hub/models--OWNER--NAME/snapshots/REVISION/model.safetensors`: what Python's huggingface_hub has fetched,
///    which is read and never written.
///
/// The revision is the one that the encoder's entry names: another one is never taken for it.
public struct WeightsStore: Sendable {
    /// Who put a file where it is.
    public enum Origin: String, Codable, Sendable {
        /// `pleura weights add`.
        case added
        /// Fetched from the hub by Pleura.
        case pulled
        /// Python's huggingface_hub.
        case python
    }

    /// A file of pretrained weights.
    public struct Location: Equatable, Sendable {
        /// A safetensors file.
        public let file: URL
        /// Who put it there.
        public let origin: Origin

        /// A file by its path.
        public init(file: URL, origin: Origin) { (self.file, self.origin) = (file, origin) }
    }

    /// What there is for one encoder.
    public struct Listing: Sendable {
        /// The encoder.
        public let encoder: EncoderEntry
        /// Nil where its weights are not on this machine.
        public let location: Location?
        /// The file's size; nil where there is none.
        public let bytes: Int?
    }

    /// Where it looks.
    public let settings: HubSettings

    /// The store that the environment names, or another.
    public init(settings: HubSettings = HubSettings()) { self.settings = settings }

    /// Pleura's own folder for an encoder.
    public func folder(of encoder: EncoderEntry) -> URL {
        settings.home.appending(path: "pleura").appending(path: encoder.name)
    }

    /// Where `add` puts a file.
    public func addedFile(of encoder: EncoderEntry) -> URL {
        folder(of: encoder).appending(path: "added.safetensors")
    }

    /// Where a download goes; nil where no weights are known.
    public func pulledFile(of encoder: EncoderEntry) -> URL? {
        encoder.weights.map { folder(of: encoder).appending(path: "\($0.revision).safetensors") }
    }

    private func pythonFile(of encoder: EncoderEntry) -> URL? {
        encoder.weights.map {
            let repository = "models--" + $0.repository.replacing("/", with: "--")
            return settings.pythonCache.appending(path: "\(repository)/snapshots/\($0.revision)/model.safetensors")
        }
    }

    /// The first of the places that has a file; nil where none has. Nothing is read.
    public func location(of encoder: EncoderEntry) -> Location? {
        let places: [(URL?, Origin)] = [
            (addedFile(of: encoder), .added), (pulledFile(of: encoder), .pulled), (pythonFile(of: encoder), .python),
        ]
        for case (let file?, let origin) in places where FileManager.default.fileExists(atPath: file.path) {
            return Location(file: file, origin: origin)
        }
        return nil
    }

    /// The file that a training would read; nil where there is none.
    public func path(of encoder: EncoderEntry) -> URL? { location(of: encoder)?.file }

    /// Every encoder, and where its weights stand.
    public func list() -> [Listing] {
        EncoderEntry.all.map { encoder in
            let location = location(of: encoder)
            // Python's cache holds links: the size is that of what they lead to. A file that is gone by now has none.
            let values = location.flatMap {
                try? $0.file.resolvingSymlinksInPath().resourceValues(forKeys: [.fileSizeKey])  // as said above
            }
            return Listing(encoder: encoder, location: location, bytes: values?.fileSize)
        }
    }

    /// The file that a training would read, fetched where there is none yet.
    ///
    /// A fetched file gets its name only after its length, its digest, where the server states one, and the names and
    /// shapes of its tensors were found right.
    /// - Throws: `HubError`; nothing stands at the file's place then.
    public func pull(
        _ encoder: EncoderEntry, download: WeightsDownload? = nil,
        listener: @escaping WeightsDownload.Listener = { _ in }
    ) async throws(HubError) -> Location {
        if let location = location(of: encoder) { return location }
        guard let weights = encoder.weights, let file = pulledFile(of: encoder) else {
            throw .unknownWeights(encoder: encoder.name)
        }
        let download = download ?? WeightsDownload(settings: settings)
        let url = try download.url(of: weights).absoluteString
        try await download.fetch(
            weights, of: encoder.name, to: file,
            check: { part throws(HubError) in try Self.check(part, from: url, encoder) }, listener: listener)
        return Location(file: file, origin: .pulled)
    }

    /// Whether what came holds the encoder's tensors; a page of a proxy does not.
    private static func check(_ part: URL, from url: String, _ encoder: EncoderEntry) throws(HubError) {
        let layout = try EncoderLayout(of: encoder)
        do throws(HubError) {
            _ = try EncoderTensors(reading: part, called: url, of: encoder.name, layout: layout)
        } catch {
            switch error {
            case .tensors(.malformed(_, let reason)), .tensors(.refused(_, let reason)):
                throw .unavailable(
                    encoder: encoder.name, url: url, reason: "what came is no file of weights (\(reason))")
            default: throw error
            }
        }
    }
}
