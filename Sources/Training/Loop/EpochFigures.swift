import Foundation

/// What one epoch gave.
public struct EpochFigures: Equatable, Sendable {
    /// Counted from 1.
    public let epoch: Int
    /// Means over the epoch's training samples, in train mode, after augmentation, before each update. Dice of an image
    /// with several classes is the mean over them without the background; 1 where both masks are empty (`imageDice`).
    public let trainLoss, trainDice: Double
    /// In evaluation mode after the epoch; nil without a validation subset. Dice is the mean over images by class, then
    /// over classes, without images and classes whose masks are both empty (`DiceMean`).
    public let validationLoss, validationDice: Double?
    /// The rate that the whole epoch was trained with.
    public let learningRate: Double
    /// Of the training pass alone.
    public let seconds: Double
    /// Validation masks (an image and a class each) that are left out of Dice: both are empty.
    public private(set) var validationLeftOut = 0

    /// "Epoch 1/25, Loss: 0.3527, Dice: 0.8278, Time: 5.45 seconds", then the validation figures.
    public func line(of epochs: Int) -> String {
        var line = String(
            format: "Epoch %d/%d, Loss: %.4f, Dice: %.4f, Time: %.2f seconds", epoch, epochs, trainLoss, trainDice,
            seconds)
        if let validationLoss, let validationDice {
            line += String(format: ", Validation loss: %.4f, Validation Dice: %.4f", validationLoss, validationDice)
            if validationLeftOut > 0 { line += " (left out, empty in both: \(validationLeftOut))" }
        }
        return line
    }
}
