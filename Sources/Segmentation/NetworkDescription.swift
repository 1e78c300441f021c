import Torch

/// All that determines a network's layers: with it and a file of weights the network can be made again.
public struct NetworkDescription: Codable, Equatable, Sendable {
    /// A name in `ArchitectureEntry.all`.
    public var architecture: String
    /// A name in `EncoderEntry.all`.
    public var encoder: String
    /// Channels of the input.
    public var channels: Int
    /// Channels of the logits.
    public var classes: Int
    /// How often the encoder halves, 3...5.
    public var depth: Int
    /// Channels of the decoder's blocks, the coarsest first: as many as `depth` says.
    public var decoderWidths: [Int]
    /// What weighs the decoder blocks' features; nil for nothing.
    public var attention: Attention?
    /// How the decoder's blocks double the size.
    public var upsampling: Upsampling

    /// SMP's decoder widths at depth 5, the coarsest block first.
    public static let defaultDecoderWidths = [256, 128, 64, 32, 16]

    /// - Parameters:
    ///   - encoder: a name that `EncoderEntry.named` accepts; another spelling becomes Pleura's own.
    ///   - decoderWidths: nil for the last `depth` of `defaultDecoderWidths`: each size keeps its width.
    public init(
        architecture: String = "unet", encoder: String = "resnet34", channels: Int = 3, classes: Int = 1,
        depth: Int = 5, decoderWidths: [Int]? = nil, attention: Attention? = nil, upsampling: Upsampling = .nearest
    ) {
        (self.architecture, self.encoder) = (architecture, EncoderEntry.canonicalName(encoder))
        (self.channels, self.classes, self.depth) = (channels, classes, depth)
        self.decoderWidths = decoderWidths ?? Self.defaultWidths(depth: depth)
        (self.attention, self.upsampling) = (attention, upsampling)
    }

    /// Height and width of an input are multiples of it.
    public var multiple: Int { 1 << min(max(depth, 0), 16) }

    /// The network, its weights zeros until `initialise(seed:)` or `load` fills them.
    /// - Throws: `ModelError.unknownArchitecture`, `.unknownEncoder`, which name those that exist, `.depth`,
    ///   `.decoderWidths` and `.channels`, which say what is possible, or `.torch`.
    public func makeNetwork() throws(ModelError) -> any SegmentationNetwork {
        let entry = try ArchitectureEntry.named(architecture)
        let encoder = try EncoderEntry.named(encoder)
        try check()
        do throws(TorchError) { return try entry.make(encoder, self) } catch { throw .torch(error) }
    }

    /// What differs from another description, this one's value first: "depth 4, not 5".
    public func differences(from other: NetworkDescription) -> [String] {
        func texts(_ d: NetworkDescription) -> [(String, String)] {
            [
                ("architecture", d.architecture), ("encoder", d.encoder), ("channels", "\(d.channels)"),
                ("classes", "\(d.classes)"), ("depth", "\(d.depth)"), ("decoder widths", "\(d.decoderWidths)"),
                ("attention", d.attention?.rawValue ?? "none"), ("upsampling", d.upsampling.rawValue),
            ]
        }
        return zip(texts(self), texts(other)).compactMap { mine, its in
            mine.1 == its.1 ? nil : "\(mine.0) \(mine.1), not \(its.1)"
        }
    }

    /// Throws where a number lies outside of what networks are made with.
    public func check() throws(ModelError) {
        let depths = 3...5
        let widths = (attention == nil ? 1 : Attention.smallestWidth)...4096
        guard depths ~= depth else { throw .depth(depth, allowed: depths) }
        guard decoderWidths.count == depth, decoderWidths.allSatisfy({ widths ~= $0 }) else {
            throw .decoderWidths(decoderWidths, depth: depth, allowed: widths)
        }
        let counts = 1...1024
        guard counts ~= channels else { throw .channels(what: "input channels", channels, allowed: counts) }
        guard counts ~= classes else { throw .channels(what: "classes", classes, allowed: counts) }
    }

    private static func defaultWidths(depth: Int) -> [Int] { Array(defaultDecoderWidths.suffix(max(depth, 0))) }
}

// MARK: - Coding

extension NetworkDescription {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case architecture, encoder, channels, classes, depth, attention, upsampling
        case decoderWidths = "decoder_widths"
    }

    /// A key of any name, to find those that are not known.
    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Strict: a key that is not known is an error. Those that came later (depth, decoder_widths, attention, upsampling)
    /// may be missing and stand for their defaults.
    public init(from decoder: any Swift.Decoder) throws {
        let known = Set(CodingKeys.allCases.map(\.stringValue))
        let given = try decoder.container(keyedBy: AnyKey.self).allKeys
        if let key = given.first(where: { !known.contains($0.stringValue) }) {
            let names = known.sorted().joined(separator: ", ")
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath + [key],
                    debugDescription: "a network has no '\(key.stringValue)'; it has \(names)"))
        }
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            architecture: try values.decode(String.self, forKey: .architecture),
            encoder: try values.decode(String.self, forKey: .encoder),
            channels: try values.decode(Int.self, forKey: .channels),
            classes: try values.decode(Int.self, forKey: .classes),
            depth: try values.decodeIfPresent(Int.self, forKey: .depth) ?? 5,
            decoderWidths: try values.decodeIfPresent([Int].self, forKey: .decoderWidths),
            attention: try values.decodeIfPresent(Attention.self, forKey: .attention),
            upsampling: try values.decodeIfPresent(Upsampling.self, forKey: .upsampling) ?? .nearest)
    }
}
