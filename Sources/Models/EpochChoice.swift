/// How the epoch was chosen whose weights a model holds. The raw values stand in model files; the report has its own words
/// for them.
public enum EpochChoice: String, Codable, Sendable, CaseIterable {
    /// The epoch with the highest Dice of the validation images.
    case bestValidationDice = "highest validation Dice"
    /// The last one: there was no validation subset.
    case lastEpoch = "last epoch"
}
