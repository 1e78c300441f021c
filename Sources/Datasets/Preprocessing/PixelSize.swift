/// Pixels down and across. Written `[height, width]` in recipes and model files.
public struct PixelSize: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Rows.
    public let height: Int
    /// Columns.
    public let width: Int

    /// Any numbers: what a size may be is its user's to check.
    public init(height: Int, width: Int) {
        (self.height, self.width) = (height, width)
    }

    /// Reads `[height, width]`.
    /// - Throws: `DecodingError` for anything but two whole numbers.
    public init(from decoder: any Decoder) throws {
        let sides = try decoder.singleValueContainer().decode([Int].self)
        guard sides.count == 2 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a size is [height, width], not \(sides)"))
        }
        self.init(height: sides[0], width: sides[1])
    }

    /// Writes `[height, width]`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode([height, width])
    }

    /// "512 x 384": across times down, as images are spoken of.
    public var description: String { "\(width) x \(height)" }
}
