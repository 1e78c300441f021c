/// Whose images a curve over epochs is of.
public enum CurveSubset: String, Sendable, CaseIterable {
    /// In train mode, before each update.
    case training
    /// In evaluation mode, at the end of each epoch.
    case validation

    func word(_ language: Language) -> String {
        (self == .training ? ChartTexts.training : ChartTexts.validation)(language)
    }
}
