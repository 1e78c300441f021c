import Imaging

/// What happens to an image between its file and the network: one value, stored whole in the model file, applied by the
/// same functions in training, evaluation and prediction.
///
/// The steps: channels are picked (`selection`, `channelNames`), without alpha where none are asked for; grey is repeated
/// for a network of three channels, RGB becomes grey (Rec. 601 luma) for one of a single channel; samples become numbers
/// that do not depend on the file's depth (`intensity`); the image is resized with antialiasing (`size`, `fit`); from
/// each channel its `mean` is taken, then it is divided by its `deviation`.
public struct Preprocessing: Codable, Hashable, Sendable {
    /// How an image comes to the network's size. In a recipe: `stretch` or `pad`.
    public enum Fit: String, Codable, Sendable, CaseIterable {
        /// Height and width each to the network's, whatever the aspect ratio.
        case stretch
        /// The aspect ratio is kept, the image lies in the middle, and the rest is 0 after normalisation: the mean.
        case pad
    }

    /// The network's input; nil: each image at its own size, padded as in `Fit.pad` to multiples of 32.
    public let size: PixelSize?
    /// How an image comes to `size`; without a `size` it says nothing.
    public let fit: Fit
    /// How samples become numbers from 0 to 1.
    public let intensity: Intensity
    /// Channels of the network's input, 1 to 16.
    public let channels: Int
    /// The names of the channels that the network was trained on, in its order; empty where their files do not name them.
    public let channelNames: [String]
    /// The channels that are taken of each image, by name or by index from 0; empty: all but alpha, or those with the
    /// names of `channelNames`.
    public let selection: [String]
    /// Of each channel, on the scale of `intensity`: 0 to 1 for most.
    public let mean: [Double]
    /// Of each channel, above 0.
    public let deviation: [Double]

    /// Encoders halve the size five times.
    public static let multiple = 32
    /// The most channels of an input, as of an image.
    public static let mostChannels = Image.mostChannels
    /// The mean of ImageNet's images, red, green and blue, which pretrained encoders were trained with.
    public static let imageNetMean = [0.485, 0.456, 0.406]
    /// The deviation of ImageNet's images.
    public static let imageNetDeviation = [0.229, 0.224, 0.225]

    /// - Throws: `DatasetError.badSize` for sides that are not multiples of 32 between 32 and 16384,
    ///   `.preprocessing` for channels, means and deviations that do not fit together.
    public init(
        size: PixelSize?, fit: Fit = .stretch, intensity: Intensity = .auto, channels: Int = 3,
        mean: [Double] = imageNetMean, deviation: [Double] = imageNetDeviation, channelNames: [String] = [],
        selection: [String] = []
    ) throws(DatasetError) {
        if let size { try Self.check(size) }
        guard (1...Self.mostChannels).contains(channels) else {
            throw .preprocessing(
                "the network's input has \(channels) channels; 1 (grey), 3 (RGB) or any number to \(Self.mostChannels) are "
                    + "wanted")
        }
        try Self.check(channelNames, selection, channels)
        guard mean.count == channels, deviation.count == channels else {
            throw .preprocessing(
                "\(mean.count) means and \(deviation.count) deviations for \(channels) channels; one for each is wanted"
            )
        }
        guard mean.allSatisfy(\.isFinite), deviation.allSatisfy({ $0.isFinite && $0 > 0 }) else {
            throw .preprocessing("means are numbers and deviations numbers above 0, not \(mean) and \(deviation)")
        }
        (self.size, self.fit, self.intensity, self.channels) = (size, fit, intensity, channels)
        (self.mean, self.deviation) = (mean, deviation)
        (self.channelNames, self.selection) = (channelNames, selection)
    }

    /// One channel feeds a network of three as well.
    private static func check(
        _ names: [String], _ selection: [String], _ channels: Int
    ) throws(DatasetError) {
        func fits(_ count: Int) -> Bool { count == 0 || count == channels || count == 1 && channels == 3 }
        guard fits(names.count) else {
            throw .preprocessing("\(names.count) names for \(channels) channels; one for each is wanted")
        }
        guard fits(selection.count) || selection.count == 3 && channels == 1 else {
            throw .preprocessing(
                "--channel picks \(selection.count) channels (\(selection.joined(separator: ", "))) and the network takes "
                    + "\(channels); pick as many, or leave --channels out")
        }
    }

    private static func check(_ size: PixelSize) throws(DatasetError) {
        for side in [size.height, size.width] where side % multiple != 0 || side < multiple || side > 16384 {
            let down = min(max(side / multiple * multiple, multiple), 16384)
            let up = min(down + multiple, 16384)
            throw .badSize(
                "\(side) is no size for the network: a multiple of \(multiple) from \(multiple) to 16384 is wanted, "
                    + (side < multiple || side > 16384 ? "\(down) for example" : "\(down) or \(up) for example"))
        }
    }

    private enum CodingKeys: String, CodingKey {
        case size, fit, intensity, channels, mean, deviation
        case channelNames = "channel_names"
        case selection = "channel"
    }

    /// Reads what `encode` writes; `size` and what files name of the channels may be missing.
    /// - Throws: `DecodingError`, or `DatasetError` for values that `init` refuses.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let size = try values.decodeIfPresent(PixelSize.self, forKey: .size)
        let fit = try values.decode(Fit.self, forKey: .fit)
        let intensity = try values.decode(Intensity.self, forKey: .intensity)
        let channels = try values.decode(Int.self, forKey: .channels)
        let mean = try values.decode([Double].self, forKey: .mean)
        let deviation = try values.decode([Double].self, forKey: .deviation)
        try self.init(
            size: size, fit: fit, intensity: intensity, channels: channels, mean: mean, deviation: deviation,
            channelNames: try values.decodeIfPresent([String].self, forKey: .channelNames) ?? [],
            selection: try values.decodeIfPresent([String].self, forKey: .selection) ?? [])
    }

    /// `size` is written as null where it is nil, so that a reader sees that it was not forgotten; the channels' names and
    /// their choice are written where there are any.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(size, forKey: .size)
        try values.encode(fit, forKey: .fit)
        try values.encode(intensity, forKey: .intensity)
        try values.encode(channels, forKey: .channels)
        try values.encode(mean, forKey: .mean)
        try values.encode(deviation, forKey: .deviation)
        if !channelNames.isEmpty { try values.encode(channelNames, forKey: .channelNames) }
        if !selection.isEmpty { try values.encode(selection, forKey: .selection) }
    }

    /// Means or deviations of red, green and blue for an input of that many channels: grey gets their mean; nil for
    /// other numbers of channels, whose statistics are the training images'.
    public static func fitted(_ values: [Double], channels: Int) -> [Double]? {
        switch channels {
        case 3: values
        case 1: [values.reduce(0, +) / Double(max(values.count, 1))]
        default: nil
        }
    }

    /// The same at another size (`--size` of evaluation and prediction).
    /// - Throws: `DatasetError.badSize`.
    public func resized(to size: PixelSize?) throws(DatasetError) -> Preprocessing {
        try Preprocessing(
            size: size, fit: fit, intensity: intensity, channels: channels, mean: mean, deviation: deviation,
            channelNames: channelNames, selection: selection)
    }

    /// The same for images whose samples mean something else, or whose channels lie elsewhere (`--intensity` and
    /// `--channel` of evaluation and prediction).
    /// - Parameters:
    ///   - intensity: nil: as it is.
    ///   - selection: nil: as it is.
    /// - Throws: `DatasetError.preprocessing` for another number of channels than the network's.
    public func reading(intensity: Intensity?, selection: [String]?) throws(DatasetError) -> Preprocessing {
        try Preprocessing(
            size: size, fit: fit, intensity: intensity ?? self.intensity, channels: channels, mean: mean,
            deviation: deviation, channelNames: channelNames, selection: selection ?? self.selection)
    }

    /// The same with other means and deviations.
    /// - Throws: `DatasetError.preprocessing` for another number than one for each channel.
    public func normalised(mean: [Double], deviation: [Double]) throws(DatasetError) -> Preprocessing {
        try Preprocessing(
            size: size, fit: fit, intensity: intensity, channels: channels, mean: mean, deviation: deviation,
            channelNames: channelNames, selection: selection)
    }
}
