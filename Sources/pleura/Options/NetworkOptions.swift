import ArgumentParser
import Segmentation
import Training

extension Upsampling: ExpressibleByArgument {}

/// An attention by name, or none.
enum AttentionArgument: String, ExpressibleByArgument, CaseIterable {
    case none, scse

    /// What the recipe holds.
    var attention: Attention? { self == .none ? nil : .scse }
}

/// The network's shape beyond architecture and encoder.
struct NetworkOptions: ParsableArguments {
    @Option(help: .recipe("How often the encoder halves the image, 3 to 5.", \.model.depth)) var depth: Int?
    @Option(
        help: .recipe(
            "Channels of the decoder's blocks, the coarsest first, one a halving.", \.model.network.decoderWidths))
    var decoderWidths: String?
    @Option(help: .recipe("What weighs the decoder's features: none or scse.", \.model.attention))
    var attention: AttentionArgument?
    @Option(help: .recipe("How the decoder doubles the size: nearest or bilinear.", \.model.upsampling))
    var upsampling: Upsampling?

    /// The flags with the keys of the recipe that they set.
    var flags: [RecipeFlag] {
        [
            RecipeFlag("--depth", "model.depth", \.model.depth, depth),
            RecipeFlag(
                "--decoder-widths", "model.decoder_widths", \.model.decoderWidths, widths.map(Optional.some)),
            RecipeFlag("--attention", "model.attention", \.model.attention, attention.map(\.attention)),
            RecipeFlag("--upsampling", "model.upsampling", \.model.upsampling, upsampling),
        ]
    }

    func validate() throws {
        if let decoderWidths, widths == nil {
            throw ValidationError("--decoder-widths is \(decoderWidths); numbers are wanted: 256,128,64,32,16")
        }
    }

    /// nil where the flag is not given, or holds something else than numbers, which `validate` refuses.
    private var widths: [Int]? {
        let numbers = decoderWidths?.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        return numbers?.contains(nil) == false ? numbers?.compactMap(\.self) : nil
    }
}
