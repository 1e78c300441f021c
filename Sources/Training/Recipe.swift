import Datasets
import Evaluation
import Foundation
import Segmentation

/// Every setting of a training, and the only place where one lives. Written to `RUN/recipe.yaml`, resolved, before the
/// first step: it repeats the run.
public struct Recipe: Codable, Equatable, Sendable {
    public struct Data: Codable, Equatable, Sendable {
        /// Folders of images and masks; absolute once resolved.
        public var sources: [String] = []
        public var layout = LayoutChoice.auto
        /// Refuses images without a mask and masks without an image.
        public var strict = false
    }

    public struct Split: Codable, Equatable, Sendable {
        public var seed: UInt64 = 0
        /// Shares: of the groups, and of what is left of them.
        public var test = 0.2, validation = 0.1
        /// A `split.csv` to take instead of a draw.
        public var file: String?

        public func encode(to encoder: any Swift.Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(seed, forKey: .seed)
            try values.encode(test, forKey: .test)
            try values.encode(validation, forKey: .validation)
            try values.encode(file, forKey: .file)
        }
    }

    /// How images become the network's input.
    public struct Input: Codable, Equatable, Sendable {
        public var size = PixelSize(height: 256, width: 256)
        public var fit = Preprocessing.Fit.stretch
        public var intensity = Intensity.auto
        /// Of each channel; nil: those that belong to the encoder and its weights.
        public var mean, deviation: [Double]?

        public func encode(to encoder: any Swift.Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(size, forKey: .size)
            try values.encode(fit, forKey: .fit)
            try values.encode(intensity, forKey: .intensity)
            try values.encode(mean, forKey: .mean)
            try values.encode(deviation, forKey: .deviation)
        }
    }

    public struct Augmentation: Codable, Equatable, Sendable {
        public var preset = Datasets.Augmentation.flips
    }

    public struct Model: Codable, Equatable, Sendable {
        public var architecture = "unet", encoder = "resnet34"
        /// "none" for fresh ones, or a model's file or folder.
        public var weights = "none"
        public var channels = 3, classes = 1
        /// How often the encoder halves, 3 to 5.
        public var depth = 5
        /// Of the decoder's blocks, the coarsest first; nil: SMP's.
        public var decoderWidths: [Int]?
        public var attention: Attention?
        public var upsampling = Upsampling.nearest

        enum CodingKeys: String, CodingKey {
            case architecture, encoder, weights, channels, classes, depth
            case decoderWidths = "decoder_widths"
            case attention, upsampling
        }

        /// What the network is made from.
        public var network: NetworkDescription {
            NetworkDescription(
                architecture: architecture, encoder: encoder, channels: channels, classes: classes, depth: depth,
                decoderWidths: decoderWidths, attention: attention, upsampling: upsampling)
        }

        public func encode(to encoder: any Swift.Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(architecture, forKey: .architecture)
            try values.encode(self.encoder, forKey: .encoder)
            try values.encode(weights, forKey: .weights)
            try values.encode(channels, forKey: .channels)
            try values.encode(classes, forKey: .classes)
            try values.encode(depth, forKey: .depth)
            try values.encode(decoderWidths, forKey: .decoderWidths)
            try values.encode(attention, forKey: .attention)
            try values.encode(upsampling, forKey: .upsampling)
        }
    }

    public struct Optimiser: Codable, Equatable, Sendable {
        public enum Name: String, Codable, Sendable, CaseIterable { case adam, adamw, sgd }
        public var name = Name.adam
        public var learningRate = 1e-3, momentum = 0.0, nesterov = false, weightDecay = 0.0

        enum CodingKeys: String, CodingKey {
            case name
            case learningRate = "learning_rate"
            case momentum, nesterov
            case weightDecay = "weight_decay"
        }
    }

    public enum Loss: String, Codable, Sendable, CaseIterable { case dice }

    public struct Training: Codable, Equatable, Sendable {
        /// Of weights, order and augmentation.
        public var seed: UInt64 = 0
        public var epochs = 25, batchSize = 32, dropLast = false
        public var loss = Loss.dice
        public var optimizer = Optimiser()
        public var schedule = Schedule.constant
        public var precision = Precision.auto

        enum CodingKeys: String, CodingKey {
            case seed, epochs
            case batchSize = "batch_size"
            case dropLast = "drop_last"
            case loss, optimizer, schedule, precision
        }
    }

    public var format = 1
    public var data = Data()
    public var split = Split()
    public var preprocessing = Input()
    public var augmentation = Augmentation()
    public var model = Model()
    public var training = Training()
    /// "auto", "cpu", "cuda", "cuda:N" or "mps".
    public var device = "auto"
    /// Threads to compute with.
    public var threads = ProcessInfo.processInfo.activeProcessorCount

    public init() {}

    /// The recipe for a model's metadata: without the paths of a machine.
    func withoutPaths(sets: [String]) -> Recipe {
        var recipe = self
        recipe.data.sources = sets
        recipe.split.file = split.file.map { URL(filePath: $0).lastPathComponent }
        if model.weights != "none" { recipe.model.weights = URL(filePath: model.weights).lastPathComponent }
        return recipe
    }
}
