import Datasets
import Foundation
import Segmentation
import Torch

/// Writes a model as others read it: `NAME.safetensors` with SMP's keys, and SMP's `config.json` beside it.
public enum ModelFolder {
    /// What is needed to use the weights; stored as one JSON text under `pleura` in the file's metadata.
    public struct Metadata: Codable, Equatable, Sendable {
        public let architecture: String, encoder: String
        public let channels: Int, classes: Int
        public let preprocessing: Preprocessing
        public let threshold: Double
        /// "highest validation dice" or "last epoch".
        public let chosenBy: String
        /// SHA-256 of the data it was trained on.
        public let data: String

        public init(
            architecture: String, encoder: String, channels: Int, classes: Int, preprocessing: Preprocessing,
            threshold: Double, chosenBy: String, data: String
        ) {
            (self.architecture, self.encoder, self.channels, self.classes) = (architecture, encoder, channels, classes)
            (self.preprocessing, self.threshold, self.chosenBy, self.data) = (preprocessing, threshold, chosenBy, data)
        }
    }

    /// The bytes of a model's file: equal models and metadata give equal bytes.
    public static func encoded(_ model: any SegmentationNetwork, _ metadata: Metadata) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(metadata), as: UTF8.self)
        return try Safetensors.encoded(model.state(), metadata: ["pleura": json])
    }

    /// SMP's `config.json`, with which `smp.from_pretrained` opens the folder.
    public static func config(_ metadata: Metadata) throws -> Data {
        let fields: [String: Any] = [
            "_model_class": "Unet", "encoder_name": metadata.encoder, "encoder_depth": 5, "encoder_weights": NSNull(),
            "decoder_channels": UNet.defaultWidths, "decoder_attention_type": NSNull(), "activation": NSNull(),
            "in_channels": metadata.channels, "classes": metadata.classes,
        ]
        return try JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys, .prettyPrinted])
    }
}
