/// What the author of the written experiment reports, for the report to set ours beside: trained on a GPU, on 600 to 700
/// films at 256 x 256, ResNet-34 from ImageNet, 25 epochs.
public struct AuthorFigures: Equatable, Sendable {
    /// The arm of `StudyPlan.experiment` that it belongs to.
    public let arm: String
    /// Of the first and the last epoch; nil where the author gives none.
    public let firstLoss, firstDice, firstSeconds: Double?
    /// Of the last epoch.
    public let lastLoss, lastDice: Double
    /// Of the last epoch; nil where the author gives none.
    public let lastSeconds: Double?

    /// In the order of the arms. The SGD figures are those at which it stayed.
    public static let all = [
        AuthorFigures(
            arm: "unet-adam", firstLoss: 0.3527, firstDice: 0.8278, firstSeconds: 5.45, lastLoss: 0.0299,
            lastDice: 0.9751, lastSeconds: 3.65),
        AuthorFigures(
            arm: "unetplusplus-adam", firstLoss: 0.2828, firstDice: 0.8505, firstSeconds: 7.23, lastLoss: 0.0184,
            lastDice: 0.9847, lastSeconds: 7.06),
        AuthorFigures(
            arm: "unet-sgd", firstLoss: nil, firstDice: nil, firstSeconds: nil, lastLoss: 0.40, lastDice: 0.425,
            lastSeconds: nil),
    ]
}
