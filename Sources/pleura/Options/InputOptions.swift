import ArgumentParser
import Datasets
import Foundation
import Training

extension Intensity: ExpressibleByArgument {}

extension ChannelCount: ExpressibleByArgument {
    /// `auto`, or a number from 1 to 16.
    public init?(argument: String) { self.init(argument) }
}

/// "DAPI,GFP", or "0,2": channels by name or by index.
struct ChannelSelection: ExpressibleByArgument {
    let channels: [String]

    init?(argument: String) {
        channels = argument.split(separator: ",", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard !channels.contains(""), channels.count <= Preprocessing.mostChannels else { return nil }
    }
}

/// What the samples of images mean, in training.
struct InputOptions: ParsableArguments {
    @Option(
        help: .recipe(
            """
            Channels the network sees: 1 (grey), 3 (RGB), up to 16, or auto: as many as the images have, 3 for grey ones \
            too.
            """, \.model.channels))
    var channels: ChannelCount?
    @Option(
        help: """
            The channels to take of each image, by name or by index from 0: DAPI,GFP or 0,2. Default: all but alpha.
            """)
    var channel: ChannelSelection?
    @Option(
        help: .recipe(
            """
            What brightness means: full-scale (8 bits by 255, 16 by 65535), percentile (of each image, 0.5 to 99.5), \
            zscore, window:CENTRE,WIDTH, or auto: full-scale where all images have 8 bits, else percentile.
            """, \.preprocessing.intensity))
    var intensity: Intensity?

    /// The flags with the keys of the recipe that they set.
    var flags: [RecipeFlag] {
        [
            RecipeFlag("--channels", "model.channels", \.model.channels, channels),
            RecipeFlag(
                "--channel", "preprocessing.channel", \.preprocessing.channel,
                channel.map { Optional.some($0.channels) }),
            RecipeFlag("--intensity", "preprocessing.intensity", \.preprocessing.intensity, intensity),
        ]
    }
}

/// What the samples of new images mean, where it is not what those of the training images meant.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: """
            The channels to take of each image, by name or by index from 0: DAPI,GFP or 0,2. Default: those of training.
            """)
    var channel: ChannelSelection?
    @Option(
        help: """
            What brightness means in these images: full-scale, percentile, zscore or window:CENTRE,WIDTH. Default: as in \
            training.
            """)
    var intensity: Intensity?

    func validate() throws {
        if intensity == .auto {
            throw ValidationError("--intensity auto is for training, which looks at the data; leave it out.")
        }
    }

    /// How the images are prepared: as in training, but for these flags.
    func applied(to preprocessing: Preprocessing) throws -> Preprocessing {
        do { return try preprocessing.reading(intensity: intensity, selection: channel?.channels) } catch {
            throw ValidationError("\(error)")
        }
    }
}
