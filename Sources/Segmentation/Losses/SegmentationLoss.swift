import Torch

/// A loss by name, with the settings that a recipe gives it: those of the functions' defaults.
public enum SegmentationLoss: String, Codable, Sendable, CaseIterable {
    case dice
    case jaccard
    case crossEntropy = "cross_entropy"
    case focal
    /// Weights 0.3 for false positives and 0.7 for false negatives, as Salehi et al. (2017) found best.
    case tversky
    case lovasz

    /// The binary loss, or the multi-class one where `target` has no axis of channels.
    ///
    /// - Parameters:
    ///   - logits: (N, 1, H, W), or (N, C, H, W)
    ///   - target: (N, 1, H, W), 0 or 1; or labels (N, H, W), int64, 0..<C or `ignoredLabel`.
    ///   - counted: beside a target of 0 and 1, in its shape: 1 where a pixel counts, 0 where it is ignored; nil: all
    ///     count. Labels tell it themselves.
    /// - Throws: `TorchError.shape` where they do not fit.
    public func callAsFunction(logits: Tensor, target: Tensor, counted: Tensor? = nil) throws(TorchError) -> Tensor {
        try target.rank == 3 ? multiClass(logits, target) : binary(logits, target, counted)
    }

    private static let tverskyOptions = OverlapLossOptions(alpha: 0.3, beta: 0.7)

    private func binary(_ logits: Tensor, _ target: Tensor, _ counted: Tensor?) throws(TorchError) -> Tensor {
        switch self {
        case .dice: try diceLoss(logits: logits, target: target, counted: counted)
        case .jaccard: try jaccardLoss(logits: logits, target: target, counted: counted)
        case .crossEntropy: try crossEntropyLoss(logits: logits, target: target, counted: counted)
        case .focal: try focalLoss(logits: logits, target: target, counted: counted)
        case .tversky:
            try tverskyLoss(logits: logits, target: target, counted: counted, Self.tverskyOptions)
        case .lovasz: try lovaszLoss(logits: logits, target: target, counted: counted)
        }
    }

    private func multiClass(_ logits: Tensor, _ labels: Tensor) throws(TorchError) -> Tensor {
        switch self {
        case .dice: try diceLoss(logits: logits, labels: labels)
        case .jaccard: try jaccardLoss(logits: logits, labels: labels)
        case .crossEntropy: try crossEntropyLoss(logits: logits, labels: labels)
        case .focal: try focalLoss(logits: logits, labels: labels)
        case .tversky: try tverskyLoss(logits: logits, labels: labels, Self.tverskyOptions)
        case .lovasz: try lovaszLoss(logits: logits, labels: labels)
        }
    }
}
