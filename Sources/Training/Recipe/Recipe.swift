import Datasets
import Evaluation
import Files
import Foundation
import Models
import Segmentation
import Torch

/// Every setting of a training, and the only place where one lives. Written to `RUN/recipe.yaml`, resolved, before the
/// first step: it repeats the run.
public struct Recipe: Codable, Equatable, Sendable {
    /// Which images and masks.
    public struct Data: Codable, Equatable, Sendable {
        /// Folders of images and masks; absolute once resolved.
        public var sources: [String] = []
        /// How the folders are laid out; `auto` looks at each.
        public var layout = LayoutChoice.auto
        /// What masks add to their image's stem, "_mask" for example; nil: the layout's own rule.
        public var maskSuffix: String?
        /// A regular expression whose first group, in an image's path in its set, names the patient; nil: the layout, the
        /// set's table or the names tell.
        public var groupBy: String?
        /// A table image,group of patients; nil: as `groupBy`.
        public var groups: String?
        /// Refuses images without a mask, masks without an image and pictures that are not used.
        public var strict = false
        /// Where `model.classes` is above 1: a name for each class, the background first; nil: their indices.
        public var classNames: [String]?
        /// A colour for each class, "#rrggbb": how masks show them; nil: masks hold indices, and 255 where a pixel counts
        /// for nothing.
        public var classColours: [String]?
        /// With `classColours`: the colour of ignored pixels.
        public var ignoredColour: String?
        /// Where `model.classes` is 1: which values of masks are foreground: `auto` (by the values of all masks of a set),
        /// `half`, `nonzero`, or values: "1,2".
        public var foreground = ForegroundChoice.auto
        /// Which value of masks does not count: `auto` (255 beside class indices, and beside 0 and 1 alone), `none`, or a
        /// value.
        public var ignore = IgnoreChoice.auto
        /// Where `model.classes` is 1: exchanges foreground and background.
        public var invertMask = false
        /// What is done with images whose files say that the camera was turned: `auto`, `apply` or `ignore`.
        public var orientation = OrientationChoice.auto
        /// Resizes masks of another size to their image, by the nearest pixel.
        public var resizeMasks = false

        enum CodingKeys: String, CodingKey {
            case sources, layout
            case maskSuffix = "mask_suffix"
            case groupBy = "group_by"
            case groups, strict, foreground, ignore, orientation
            case invertMask = "invert_mask"
            case resizeMasks = "resize_masks"
            case classNames = "class_names"
            case classColours = "class_colours"
            case ignoredColour = "ignored_colour"
        }

        /// Writes what is nil as null: every key is in the recipe.
        public func encode(to encoder: any Swift.Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(sources, forKey: .sources)
            try values.encode(layout, forKey: .layout)
            try values.encode(maskSuffix, forKey: .maskSuffix)
            try values.encode(groupBy, forKey: .groupBy)
            try values.encode(groups, forKey: .groups)
            try values.encode(strict, forKey: .strict)
            try values.encode(classNames, forKey: .classNames)
            try values.encode(classColours, forKey: .classColours)
            try values.encode(ignoredColour, forKey: .ignoredColour)
            try values.encode(foreground, forKey: .foreground)
            try values.encode(ignore, forKey: .ignore)
            try values.encode(invertMask, forKey: .invertMask)
            try values.encode(orientation, forKey: .orientation)
            try values.encode(resizeMasks, forKey: .resizeMasks)
        }
    }

    /// Which images train, validate and test.
    public struct Split: Codable, Equatable, Sendable {
        /// Of the draw of subsets; the training's seed plays no part in it.
        public var seed: UInt64 = 0
        /// Shares, at least 0 and below 1: of each set's groups, and of what is left of them. A `validation` of 0 keeps
        /// the last epoch's weights.
        public var test = 0.2, validation = 0.1
        /// A `split.csv` to take instead of a draw; nil: draw.
        public var file: String?

        /// Writes `file` as null where it is nil: every key is in the recipe.
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
        /// The network's input in pixels: sides are multiples of 32 from 32 to 16384.
        public var size = PixelSize(height: 256, width: 256)
        /// How an image comes to `size`: `stretch` or `pad`.
        public var fit = Preprocessing.Fit.stretch
        /// How samples become numbers: `auto` (by looking at the images), `full-scale`, `percentile`, `zscore` or
        /// `window:CENTRE,WIDTH`.
        public var intensity = Intensity.auto
        /// The channels that are taken of each image, by name or by index from 0; nil: all but alpha.
        public var channel: [String]?
        /// The names of the channels that are taken; nil: those that the images give them. None: an empty list.
        public var channelNames: [String]?
        /// Of each channel; nil: those that belong to the encoder and its weights, or of other numbers of channels than 1
        /// and 3 the training images'.
        public var mean, deviation: [Double]?

        enum CodingKeys: String, CodingKey {
            case size, fit, intensity, channel
            case channelNames = "channel_names"
            case mean, deviation
        }

        /// Writes what is nil as null: every key is in the recipe.
        public func encode(to encoder: any Swift.Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(size, forKey: .size)
            try values.encode(fit, forKey: .fit)
            try values.encode(intensity, forKey: .intensity)
            try values.encode(channel, forKey: .channel)
            try values.encode(channelNames, forKey: .channelNames)
            try values.encode(mean, forKey: .mean)
            try values.encode(deviation, forKey: .deviation)
        }
    }

    /// How training images are changed at random.
    public struct Augmentation: Codable, Equatable, Sendable {
        /// `none`, `flips` (left-right and top-bottom) or `mirror` (left-right).
        public var preset = Datasets.Augmentation.flips
    }

    /// The network and its first weights.
    public struct Model: Codable, Equatable, Sendable {
        /// Names in `ArchitectureEntry.all` and in `EncoderEntry.all`.
        public var architecture = "unet", encoder = "resnet34"
        /// "none" for fresh ones, "imagenet" for the encoder's pretrained ones, or a model's file or folder.
        public var weights = Recipe.imageNet
        /// Channels of the input: `auto` (by looking at the images), or a number from 1 to 16.
        public var channels = ChannelCount.auto
        /// Channels of the logits: 1 for foreground against background, or the number of classes with the background, up
        /// to 255.
        public var classes = 1
        /// How often the encoder halves, 3 to 5.
        public var depth = 5
        /// Of the decoder's blocks, the coarsest first; nil: SMP's.
        public var decoderWidths: [Int]?
        /// What weighs the decoder blocks' features; nil: nothing.
        public var attention: Attention?
        /// How the decoder's blocks double the size: `nearest` or `bilinear`.
        public var upsampling = Upsampling.nearest

        enum CodingKeys: String, CodingKey {
            case architecture, encoder, weights, channels, classes, depth
            case decoderWidths = "decoder_widths"
            case attention, upsampling
        }

        /// What the network is made from.
        public var network: NetworkDescription {
            NetworkDescription(
                architecture: architecture, encoder: encoder, channels: channels.number ?? 3, classes: classes,
                depth: depth,
                decoderWidths: decoderWidths, attention: attention, upsampling: upsampling)
        }

        /// Writes `decoder_widths` and `attention` as null where they are nil: every key is in the recipe.
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

    /// How gradients change the weights.
    public struct Optimiser: Codable, Equatable, Sendable {
        /// Adam (Kingma and Ba 2015), AdamW (Loshchilov and Hutter 2019), stochastic gradient descent.
        public enum Name: String, Codable, Sendable, CaseIterable { case adam, adamw, sgd }
        /// Which of them.
        public var name = Name.adam
        /// `learningRate` is above 0; `momentum`, of sgd alone, at least 0 and below 1, and above 0 with `nesterov`;
        /// `weightDecay` at least 0: adamw shrinks weights by it directly, the others add it to the gradient.
        public var learningRate = 1e-3, momentum = 0.0, nesterov = false, weightDecay = 0.0

        /// Adam at 1e-3, without weight decay.
        public init() {}

        enum CodingKeys: String, CodingKey {
            case name
            case learningRate = "learning_rate"
            case momentum, nesterov
            case weightDecay = "weight_decay"
        }
    }

    /// How the weights are trained.
    public struct Training: Codable, Equatable, Sendable {
        /// Of weights, order and augmentation.
        public var seed: UInt64 = 0
        /// `epochs` is at least 1; `batchSize`, in images, at least 2. `dropLast` leaves out an incomplete last batch.
        public var epochs = 25, batchSize = 32, dropLast = false
        /// Which loss is minimised, over the batch as a whole: SMP's binary one, or the one by softmax for several classes.
        public var loss = SegmentationLoss.dice
        /// How gradients change the weights.
        public var optimizer = Optimiser()
        /// How the learning rate goes with the epochs.
        public var schedule = Schedule.constant
        /// What convolutions compute in; `auto` is resolved before the recipe is written.
        public var precision = Precision.auto

        enum CodingKeys: String, CodingKey {
            case seed, epochs
            case batchSize = "batch_size"
            case dropLast = "drop_last"
            case loss, optimizer, schedule, precision
        }
    }

    /// `model.weights` that are drawn.
    public static let fresh = "none"
    /// `model.weights` of an encoder that was trained on ImageNet.
    public static let imageNet = "imagenet"

    /// The version of the recipe's keys: 1.
    public var format = 1
    /// Which images and masks.
    public var data = Data()
    /// Which of them train, validate and test.
    public var split = Split()
    /// How images become the network's input.
    public var preprocessing = Input()
    /// How training images are changed at random.
    public var augmentation = Augmentation()
    /// The network and its first weights.
    public var model = Model()
    /// How the weights are trained.
    public var training = Training()
    /// "auto", "cpu", "cuda", "cuda:N" or "mps".
    public var device = "auto"
    /// Threads to decode and to compute with, 1 to 1024.
    public var threads = Processors.current.count

    /// The defaults, with a thread for each processor that this process may use.
    public init() {}

    /// The recipe for what is handed on: without the paths of a machine.
    /// - Parameter sets: the names of the data sets, in the place of their folders.
    public func withoutPaths(sets: [String]) -> Recipe {
        var recipe = self
        recipe.data.sources = sets
        recipe.data.groups = data.groups.map { URL(filePath: $0).lastPathComponent }
        recipe.split.file = split.file.map { URL(filePath: $0).lastPathComponent }
        if startsFromModel {
            recipe.model.weights = URL(filePath: model.weights).lastPathComponent
        }
        return recipe
    }
}
