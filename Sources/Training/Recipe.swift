import Datasets
import Foundation
import Segmentation
import Yams

/// Every setting of a training, and the only place where one lives. Written to `RUN/recipe.yaml` before the first step.
public struct Recipe: Codable, Equatable, Sendable {
    public struct Data: Codable, Equatable, Sendable {
        public var sources: [String]
        public var strict = false
    }
    public struct Split: Codable, Equatable, Sendable {
        public var seed: UInt64 = 0
        public var test = 0.2, validation = 0.1
    }
    public struct Model: Codable, Equatable, Sendable {
        public var architecture = "unet", encoder = "resnet34", weights = "none"
        public var channels = 3, classes = 1

        /// What the network is made from.
        public var network: NetworkDescription {
            NetworkDescription(architecture: architecture, encoder: encoder, channels: channels, classes: classes)
        }
    }
    public struct Optimiser: Codable, Equatable, Sendable {
        public enum Name: String, Codable, Sendable, CaseIterable { case adam, adamw, sgd }
        public var name = Name.adam
        public var learningRate = 1e-3, momentum = 0.0, weightDecay = 0.0

        enum CodingKeys: String, CodingKey {
            case name, momentum
            case learningRate = "learning_rate"
            case weightDecay = "weight_decay"
        }
    }
    public enum Precision: String, Codable, Sendable, CaseIterable { case auto, fp32, bf16 }
    public struct Training: Codable, Equatable, Sendable {
        public var seed: UInt64 = 0
        public var epochs = 25, batchSize = 32
        public var optimizer = Optimiser()
        public var precision = Precision.auto

        enum CodingKeys: String, CodingKey {
            case seed, epochs, optimizer, precision
            case batchSize = "batch_size"
        }
    }

    public var format = 1
    public var data: Data
    public var split = Split()
    public var preprocessing: Preprocessing
    public var augmentation = Augmentation.flips
    public var model = Model()
    public var training = Training()
    public var device = "auto"
    public var threads: Int

    public init(sources: [String], preprocessing: Preprocessing, threads: Int) {
        (data, self.preprocessing, self.threads) = (Data(sources: sources), preprocessing, threads)
    }

    /// The recipe as YAML.
    public var yaml: String {
        get throws { try YAMLEncoder().encode(self) }
    }
}
