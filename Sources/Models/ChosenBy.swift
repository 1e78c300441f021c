/// How the epoch whose weights a model holds was chosen.
public enum ChosenBy: String, Codable, Sendable, CaseIterable {
    /// The epoch of highest validation Dice.
    case validationDice = "validation_dice"
    /// The last epoch: there was no validation subset.
    case lastEpoch = "last_epoch"

    /// Reads the raw value, or the words that files of earlier versions hold.
    /// - Throws: `DecodingError` for anything else.
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        let text = try value.decode(String.self)
        switch text {
        case Self.validationDice.rawValue, "highest validation Dice": self = .validationDice
        case Self.lastEpoch.rawValue, "last epoch": self = .lastEpoch
        default:
            throw DecodingError.dataCorruptedError(
                in: value, debugDescription: "is '\(text)'; wanted is validation_dice or last_epoch")
        }
    }
}
