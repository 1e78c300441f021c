import Datasets
import Files
import Foundation
import Segmentation
import Torch

/// Why a model cannot be used. Messages name the file, what was found, what is wanted, and the way out.
public enum ModelFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is nothing at the path, or the folder there holds no weights.
    case missing(String, reason: String)
    /// What the file holds is not what is wanted: not told, of another kind or of other shapes.
    case unusable(file: String, reason: String)
    /// The file of weights cannot be read.
    case weights(TensorFileError)
    /// There is no such encoder or architecture, or not with these numbers.
    case network(ModelError)
    /// Channels, mean and deviation do not fit together.
    case preprocessing(DatasetError)

    /// The message for people: what is wrong, and the way out.
    public var description: String {
        switch self {
        case .missing(let path, let reason): "\(path): \(reason)"
        case .unusable(let file, let reason): "\(file) cannot be used: \(reason)"
        case .weights(let error): error.description
        case .network(let error): error.description
        case .preprocessing(let error): error.description
        }
    }
}

/// A model read from its file: the network with its weights, and how its images are prepared.
public struct ModelFile {
    /// Where a model's description came from.
    public enum Origin: String, Sendable {
        /// Pleura's own metadata in the file.
        case pleura
        /// SMP's `config.json` beside the file.
        case smp
        /// The caller named architecture and encoder.
        case named
    }

    /// The file of weights that was read.
    public let file: URL
    /// Where `description` came from.
    public let origin: Origin
    /// The network with the file's weights, on the CPU.
    public let network: any SegmentationNetwork
    /// What the network is made from.
    public let description: NetworkDescription
    /// What the logits' channels stand for; without names where the file does not tell.
    public let classes: Classes
    /// What happens to an image between its file and the network.
    public let preprocessing: Preprocessing
    /// A probability: pixels above it are foreground, where there is one class.
    public let threshold: Double
    /// Nil where the file is not Pleura's.
    public let metadata: ModelMetadata?

    /// "unet with a resnet34 encoder, 1 class, from FILE (by SMP's config.json)"
    public var summary: String {
        let source =
            switch origin {
            case .pleura: "Pleura's metadata"
            case .smp: "SMP's config.json"
            case .named: "the architecture and encoder that command or recipe name"
            }
        let classes = description.classes == 1 ? "1 class" : "\(description.classes) classes"
        let channels = description.channels
        let names = preprocessing.channelNames
        let input = [1, 3].contains(channels) && names.isEmpty ? "" : "\(ChannelNames.list(names, count: channels)), "
        let statistics =
            origin == .pleura || [1, 3].contains(channels)
            ? "" : "; it does not say how its input is normalised: samples are taken from 0 to 1"
        return
            "\(description.architecture) with a \(description.encoder) encoder, \(input)\(classes), from \(file.path) "
            + "(by \(source)\(statistics))"
    }

    /// Opens a run folder, a model's folder or a file of weights (safetensors, or PyTorch's `.pth` in either form).
    ///
    /// What the network is comes from Pleura's metadata in the file; otherwise from SMP's `config.json` beside it;
    /// otherwise from `architecture` and `encoder`. The last two get the encoder's mean and deviation, and each image's
    /// own size.
    /// - Parameters:
    ///   - architecture: what the file must hold, or what a file that says nothing holds.
    ///   - encoder: as `architecture`; every accepted spelling will do.
    /// - Throws: `ModelFileError`; loading is strict: every tensor has its place, and every place its tensor.
    public init(opening place: URL, architecture: String? = nil, encoder: String? = nil) throws(ModelFileError) {
        let file = try Self.weights(in: place)
        let (tensors, text): ([String: Tensor], String?)
        do throws(TensorFileError) { (tensors, text) = try Self.read(file) } catch { throw .weights(error) }
        let configuration = file.deletingLastPathComponent().appending(path: ModelFolder.configuration)
        if let text {
            let metadata = try Self.metadata(text, file)
            (self.metadata, origin, description) = (metadata, .pleura, metadata.network)
            (preprocessing, threshold) = (metadata.preprocessing, metadata.threshold)
        } else {
            if FileManager.default.fileExists(atPath: configuration.path) {
                (origin, description) = (.smp, try SMPConfiguration.network(reading: configuration))
            } else {
                (origin, description) = (.named, try Self.described(tensors, file, architecture, encoder))
            }
            (metadata, threshold) = (nil, 0.5)
            preprocessing = try Self.preprocessing(of: description, file)
        }
        for (flag, given, found) in [
            ("--arch", architecture, description.architecture),
            ("--encoder", encoder.map { NetworkDescription(encoder: $0).encoder }, description.encoder),
        ] {
            if let given, given != found {
                throw .unusable(file: file.path, reason: "it holds \(found), not \(given); leave \(flag) out")
            }
        }
        classes = try Self.classes(metadata, description, file)
        do throws(ModelError) { network = try description.makeNetwork() } catch {
            if case .torch = error { throw .network(error) }
            throw .unusable(file: file.path, reason: "\(error)")
        }
        do throws(StateError) { try network.load(tensors) } catch {
            let kind = "\(description.architecture) with a \(description.encoder) encoder"
            throw .unusable(file: file.path, reason: "as \(kind), \(error)")
        }
        self.file = file
    }

    /// The classes of the metadata, or as many without names as the network has.
    private static func classes(
        _ metadata: ModelMetadata?, _ network: NetworkDescription, _ file: URL
    ) throws(ModelFileError) -> Classes {
        if let classes = metadata?.classes {
            guard classes.count == network.classes else {
                throw .unusable(
                    file: file.path,
                    reason: "its metadata describe \(classes.count) classes, its network has \(network.classes)")
            }
            return classes
        }
        do throws(DatasetError) { return try Classes(count: network.classes) } catch {
            throw .unusable(file: file.path, reason: "\(error)")
        }
    }

    private static func weights(in place: URL) throws(ModelFileError) -> URL {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) else {
            let fault = FileError.absence(of: place)
            throw .missing(
                place.path,
                reason: fault?.number == EACCES
                    ? "cannot be read: permission denied; check who may read there"
                    : "there is no such file or folder; name a run folder, a model's folder or a file")
        }
        guard isFolder.boolValue else { return place }
        // The last is what older versions of save_pretrained wrote.
        let candidates = [ModelFolder.weights, "model/" + ModelFolder.weights, "pytorch_model.bin"]
            .map { place.appending(path: $0) }
        if let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0.path) }) { return found }
        if let fault = FileError.absence(of: place.appending(path: ModelFolder.weights)), fault.number == EACCES {
            throw .missing(place.path, reason: "cannot be read: \(fault.reason)")
        }
        let isRun = FileManager.default.fileExists(atPath: place.appending(path: "recipe.yaml").path)
        throw .missing(
            place.path,
            reason: isRun
                ? "this run has no model yet; finish it with pleura train --resume, or name checkpoints/best.safetensors"
                : "holds no \(ModelFolder.weights); name a run folder, a model's folder or a file")
    }

    /// The tensors, and Pleura's metadata where the file has them. Keys of data-parallel training lose their "module.".
    private static func read(_ file: URL) throws(TensorFileError) -> ([String: Tensor], String?) {
        let (all, texts) = try TensorFile.contents(of: file)
        let isParallel = !all.isEmpty && all.allSatisfy { $0.name.hasPrefix("module.") }
        let named = all.map { (isParallel ? String($0.name.dropFirst("module.".count)) : $0.name, $0.tensor) }
        let tensors = Dictionary(named, uniquingKeysWith: { first, _ in first })
        return (tensors, texts[ModelMetadata.key])
    }

    private static func metadata(_ text: String, _ file: URL) throws(ModelFileError) -> ModelMetadata {
        do {
            let metadata = try JSONDecoder().decode(ModelMetadata.self, from: Data(text.utf8))
            guard metadata.format == 1, metadata.threshold > 0, metadata.threshold < 1 else {
                throw ModelFileError.unusable(
                    file: file.path,
                    reason:
                        "its metadata have format \(metadata.format) and threshold \(metadata.threshold); wanted are 1 "
                        + "and a threshold between 0 and 1")
            }
            return metadata
        } catch let error as ModelFileError {
            throw error
        } catch {
            throw .unusable(
                file: file.path,
                reason: "its metadata are not those that this version of Pleura writes (\(decodingFault(error)))")
        }
    }

    /// What a bare state dictionary is, by its names and shapes and what the caller says.
    private static func described(
        _ tensors: [String: Tensor], _ file: URL, _ architecture: String?, _ encoder: String?
    ) throws(ModelFileError) -> NetworkDescription {
        guard let architecture, let encoder else {
            throw .unusable(
                file: file.path,
                reason: "it does not say what network it is (no metadata of Pleura, no config.json of SMP beside it); "
                    + "name --arch and --encoder")
        }
        let entry: EncoderEntry
        do throws(ModelError) { entry = try .named(encoder) } catch { throw .network(error) }
        let first = "encoder.\(entry.firstConvolution)"
        guard let head = tensors["segmentation_head.0.weight"], let convolution = tensors[first], head.rank == 4,
            convolution.rank == 4
        else {
            throw .unusable(
                file: file.path,
                reason: "it holds no \(first) and segmentation_head.0.weight, as SMP's networks do, but "
                    + "\(tensors.count) tensors, \(tensors.keys.sorted().first ?? "none") the first")
        }
        return NetworkDescription(
            architecture: architecture, encoder: encoder, channels: convolution.shape[1],
            classes: head.shape[0])
    }

    private static func preprocessing(of network: NetworkDescription, _ file: URL) throws(ModelFileError)
        -> Preprocessing
    {
        let entry: EncoderEntry
        do throws(ModelError) { entry = try .named(network.encoder) } catch { throw .network(error) }
        let most = Preprocessing.mostChannels
        guard (1...most).contains(network.channels) else {
            throw .unusable(
                file: file.path, reason: "it takes images of \(network.channels) channels; Pleura reads 1 to \(most)")
        }
        // Of other numbers of channels nothing is known: samples from 0 to 1 as they are.
        func fitted(_ values: [Double], _ other: Double) -> [Double] {
            Preprocessing.fitted(values, channels: network.channels)
                ?? [Double](repeating: other, count: network.channels)
        }
        do throws(DatasetError) {
            return try Preprocessing(
                size: nil, channels: network.channels, mean: fitted(entry.mean, 0),
                deviation: fitted(entry.deviation, 1))
        } catch { throw .preprocessing(error) }
    }
}
