import Torch

/// SMP's binary Dice loss from logits: one minus twice the overlap over the sum, over the whole batch at once;
/// 0 where the batch's target is empty.
///
/// - Parameters:
///   - logits: (N, 1, H, W)
///   - target: the same shape, 0 or 1
public func diceLoss(logits: Tensor, target: Tensor, epsilon: Double = 1e-7) throws(TorchError) -> Tensor {
    guard logits.shape == target.shape else {
        throw .shape(
            .init(operation: "diceLoss", shapes: [logits.shape, target.shape], message: "the two must be alike"))
    }
    let probability = try logits.logSigmoid().exponential()
    let truth = try target.to(probability.dtype)
    let overlap = try (probability * truth).sum()
    let sum = try (probability + truth).sum()
    let score = try 2 * overlap / sum.clamped(from: epsilon)
    let isAnyTrue = try (truth.sum() > 0).to(probability.dtype)
    return try (1 - score) * isAnyTrue
}
