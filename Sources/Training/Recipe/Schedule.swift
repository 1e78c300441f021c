import Foundation

/// How the learning rate goes with the epochs: a function of the epoch, no state that a resumed run would have to restore.
public enum Schedule: String, Codable, Sendable, CaseIterable {
    /// The full rate in every epoch.
    case constant
    /// Half a cosine, from the full rate in the first epoch towards 0 after the last (Loshchilov and Hutter 2017).
    case cosine

    /// Whether the rate of an epoch depends on how many there are: such a run cannot be extended.
    var dependsOnEpochs: Bool { self == .cosine }

    /// - Parameter epoch: from 1 to `epochs`.
    func learningRate(_ full: Double, epoch: Int, of epochs: Int) -> Double {
        switch self {
        case .constant: full
        case .cosine: full * 0.5 * (1 + cos(.pi * Double(epoch - 1) / Double(max(epochs, 1))))
        }
    }
}
