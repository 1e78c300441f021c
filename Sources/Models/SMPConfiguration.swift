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
                "encoder_name": try EncoderEntry.named(network.encoder).nameInSMP, "encoder_depth": network.depth,
                "encoder_weights": NSNull(), "decoder_channels": network.decoderWidths,
                "decoder_attention_type": network.attention?.rawValue ?? NSNull(),
                "decoder_interpolation": network.upsampling.rawValue, "decoder_use_norm": "batchnorm",
                "activation": NSNull(), "in_channels": network.channels, "classes": network.classes,
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
        } catch { throw wrong("it cannot be read, or is no JSON; copy it again from where the model came from") }
        guard let name = fields["_model_class"] as? String, let encoder = fields["encoder_name"] as? String else {
            throw wrong("it names no _model_class and encoder_name, as SMP's save_pretrained writes them")
        }
        guard let architecture = ArchitectureEntry.all.first(where: { $0.nameInSMP == name }) else {
            let known = ArchitectureEntry.all.map(\.nameInSMP).joined(separator: ", ")
            throw wrong("its model is \(name); Pleura has \(known)")
        }
        /// A setting of a few words; a missing one and null stand for SMP's default.
        func setting<Value: RawRepresentable<String>>(_ key: String) throws(ModelFileError) -> Value? {
            guard let value = fields[key], !(value is NSNull) else { return nil }
            guard let text = value as? String, let known = Value(rawValue: text) else {
                throw wrong("its \(key) is \(value), which Pleura does not have")
            }
            return known
        }
        for key in ["decoder_use_norm", "decoder_use_batchnorm"] {
            guard let value = fields[key], !(value is NSNull) else { continue }
            guard value as? String == "batchnorm" || value as? Bool == true else {
                throw wrong("its \(key) is \(value); Pleura's decoders have batch normalisation")
            }
        }
        /// A number or a list of numbers; a missing one and null stand for SMP's default.
        func value<Value>(_ key: String, _ standard: Value) throws(ModelFileError) -> Value {
            guard let found = fields[key], !(found is NSNull) else { return standard }
            guard let value = found as? Value else { throw wrong("its \(key) is \(found)") }
            return value
        }
        return NetworkDescription(
            architecture: architecture.name, encoder: encoder, channels: try value("in_channels", 3),
            classes: try value("classes", 1), depth: try value("encoder_depth", 5),
            decoderWidths: try value("decoder_channels", NetworkDescription.defaultDecoderWidths),
            attention: try setting("decoder_attention_type"),
            upsampling: try setting("decoder_interpolation") ?? .nearest)
    }
}
