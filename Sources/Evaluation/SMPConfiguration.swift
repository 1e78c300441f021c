import Foundation
import Segmentation

/// `config.json` of segmentation_models_pytorch, which `save_pretrained` writes beside the weights.
struct SMPConfiguration {
    private let network: NetworkDescription

    init(_ network: NetworkDescription) { self.network = network }

    /// As SMP writes it.
    var json: Data {
        get throws {
            let fields: [String: Any] = [
                "_model_class": try ArchitectureEntry.named(network.architecture).nameInSMP,
                "encoder_name": network.encoder, "encoder_depth": 5, "encoder_weights": NSNull(),
                "decoder_channels": UNet.defaultWidths, "decoder_attention_type": NSNull(), "activation": NSNull(),
                "in_channels": network.channels, "classes": network.classes,
            ]
            return try JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys, .prettyPrinted])
        }
    }

    /// Reads such a file.
    /// - Throws: `ModelFileError.unusable` with the setting that Pleura has not.
    static func network(reading file: URL) throws(ModelFileError) -> NetworkDescription {
        func wrong(_ reason: String) -> ModelFileError { .unusable(file: file.path, reason: reason) }
        let fields: [String: Any]
        do {
            let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
            fields = object as? [String: Any] ?? [:]
        } catch { throw wrong("it is no JSON; copy it again from where the model came from") }
        guard let name = fields["_model_class"] as? String, let encoder = fields["encoder_name"] as? String else {
            throw wrong("it names no _model_class and encoder_name, as SMP's save_pretrained writes them")
        }
        guard let architecture = ArchitectureEntry.all.first(where: { $0.nameInSMP == name }) else {
            let known = ArchitectureEntry.all.map(\.nameInSMP).joined(separator: ", ")
            throw wrong("its model is \(name); Pleura has \(known)")
        }
        for (key, wanted) in Self.fixed {
            guard let value = fields[key], !(value is NSNull) else { continue }
            guard wanted.contains(where: { $0.isEqual(value) }) else {
                throw wrong("its \(key) is \(value), which Pleura does not have")
            }
        }
        return NetworkDescription(
            architecture: architecture.name, encoder: encoder, channels: fields["in_channels"] as? Int ?? 3,
            classes: fields["classes"] as? Int ?? 1)
    }

    /// Settings that Pleura has one value of. A missing one and null stand for SMP's default.
    private static var fixed: [(String, [NSObject])] {
        [
            ("encoder_depth", [5 as NSNumber]),
            ("decoder_channels", [UNet.defaultWidths as NSArray]),
            ("decoder_attention_type", []),
            ("decoder_interpolation", ["nearest" as NSString]),
            ("decoder_use_norm", ["batchnorm" as NSString, true as NSNumber]),
            ("decoder_use_batchnorm", [true as NSNumber]),
        ]
    }
}
