/// A colour of 8 bits a channel that stands for a class. Written `#rrggbb`.
public struct MaskColour: Hashable, Sendable, CustomStringConvertible {
    /// 0 to 255.
    public let red: UInt8, green: UInt8, blue: UInt8

    /// Each from 0 to 255.
    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// From `#rrggbb`, in upper or lower case; nil for any other text.
    public init?(_ text: String) {
        let digits = text.dropFirst()
        guard text.hasPrefix("#"), digits.count == 6, digits.allSatisfy(\.isHexDigit),
            let number = UInt32(digits, radix: 16)
        else { return nil }
        self.init(
            UInt8(truncatingIfNeeded: number >> 16), UInt8(truncatingIfNeeded: number >> 8),
            UInt8(truncatingIfNeeded: number))
    }

    /// `#rrggbb`, in lower case.
    public var description: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension MaskColour: Codable {
    /// Reads `#rrggbb`.
    /// - Throws: `DecodingError` for anything else.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let colour = MaskColour(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a colour is #rrggbb, not \(text)"))
        }
        self = colour
    }

    /// Writes `#rrggbb`.
    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(description)
    }
}
