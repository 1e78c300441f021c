import Datasets

/// Channels of a network's input: found by looking at the data, or said. In a recipe: `auto`, or a number.
public enum ChannelCount: Hashable, Sendable, Codable, CustomStringConvertible {
    /// As many as the images have; three for grey images as for RGB, for pretrained weights are made for these.
    case auto
    /// So many, 1 to 16.
    case count(Int)

    /// "auto" or a number; nil for another text.
    public init?(_ text: String) {
        if text == "auto" {
            self = .auto
        } else if let count = Int(text) {
            self = .count(count)
        } else {
            return nil
        }
    }

    /// The number; nil where the data are to be looked at.
    public var number: Int? { if case .count(let number) = self { number } else { nil } }

    /// "auto", or the number.
    public var description: String { number.map(String.init) ?? "auto" }

    /// Reads a number or "auto".
    /// - Throws: `DecodingError` for anything else.
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let count = try? value.decode(Int.self) {  // a text is tried next
            self = .count(count)
            return
        }
        let text = try value.decode(String.self)
        guard let count = ChannelCount(text) else {
            throw DecodingError.dataCorruptedError(
                in: value, debugDescription: "is '\(text)'; auto or a number from 1 to 16 is wanted")
        }
        self = count
    }

    /// Writes a number, or "auto".
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let number { try container.encode(number) } else { try container.encode("auto") }
    }
}
