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
    @Option(help: "Channels the network sees: 1 (grey) or 3 (RGB). Default: 3.") var channels: Int?
    @Option(help: "How often the encoder halves the image, 3 to 5. Default: 5.") var depth: Int?
    @Option(help: "Channels of the decoder's blocks, the coarsest first, one a halving. Default: 256,128,64,32,16.")
    var decoderWidths: String?
    @Option(help: "What weighs the decoder's features: none or scse. Default: none.") var attention: AttentionArgument?
    @Option(help: "How the decoder doubles the size: nearest or bilinear. Default: nearest.") var upsampling:
        Upsampling?

    /// The flags with the keys of the recipe that they set.
    var flags: [(key: String, flag: String, isGiven: Bool)] {
        [
            ("model.channels", "--channels", channels != nil), ("model.depth", "--depth", depth != nil),
            ("model.decoder_widths", "--decoder-widths", decoderWidths != nil),
            ("model.attention", "--attention", attention != nil),
            ("model.upsampling", "--upsampling", upsampling != nil),
        ]
    }

    func validate() throws { _ = try widths() }

    func apply(to recipe: inout Recipe) throws {
        if let channels { recipe.model.channels = channels }
        if let depth { recipe.model.depth = depth }
        if let widths = try widths() { recipe.model.decoderWidths = widths }
        if let attention { recipe.model.attention = attention.attention }
        if let upsampling { recipe.model.upsampling = upsampling }
    }

    private func widths() throws -> [Int]? {
        guard let decoderWidths else { return nil }
        let parts = decoderWidths.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count else {
            throw ValidationError("--decoder-widths is \(decoderWidths); numbers are wanted: 256,128,64,32,16")
        }
        return numbers
    }
}
