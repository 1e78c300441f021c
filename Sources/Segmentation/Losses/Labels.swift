import Torch

// Losses take either of two forms. Binary: logits (N, 1, H, W) and a target of the same shape, 0 or 1. Multi-class:
// logits (N, C, H, W) and labels (N, H, W), int64, a class from 0 in each pixel or `ignoredLabel`. All compute in
// float32 at least, whatever the logits are.

/// The label of pixels that count for nothing.
public let ignoredLabel = 255

/// `logits` as float32 where they are narrower (bf16 under autocast): sums over a batch need the digits.
func widened(_ logits: Tensor) throws(TorchError) -> Tensor {
    switch logits.dtype {
    case .float32, .float64: logits
    default: try logits.to(.float32)
    }
}

/// Logits and target of a binary loss, widened, one type.
/// - Throws: `TorchError.shape` where the two are not alike.
func binaryPair(_ logits: Tensor, _ target: Tensor, _ operation: String) throws(TorchError) -> (
    logits: Tensor, target: Tensor
) {
    guard logits.shape == target.shape else {
        throw .shape(
            .init(operation: operation, shapes: [logits.shape, target.shape], message: "the two must be alike"))
    }
    let wide = try widened(logits)
    return (wide, try target.to(wide.dtype))
}

/// What a multi-class loss computes from, the pixels of the whole batch in one row.
struct LabelledPixels {
    /// (C, P), float32 or float64.
    let logits: Tensor
    /// (P), int64, 0 where ignored.
    let labels: Tensor
    /// (P), 1 where a pixel counts, in the logits' type; nil where all do.
    let counted: Tensor?
    let classes: Int

    /// - Throws: `TorchError.shape` where labels do not lie as the logits' pixels do.
    init(_ logits: Tensor, _ labels: Tensor, ignored: Int?, _ operation: String) throws(TorchError) {
        let shape = logits.shape
        guard shape.count == 4, labels.shape == [shape[0], shape[2], shape[3]], labels.dtype == .int64 else {
            throw .shape(
                .init(
                    operation: operation, shapes: [shape, labels.shape],
                    message: "logits (N, C, H, W) and int64 labels (N, H, W) are wanted"))
        }
        classes = shape[1]
        self.logits = try widened(logits).transposed(0, 1).reshaped([classes, -1])
        let row = try labels.reshaped([-1])
        guard let ignored else {
            (self.labels, counted) = (row, nil)
            return
        }
        let isIgnored = try row.equals(Double(ignored))
        self.labels = try row.filled(0, where: isIgnored)
        counted = try (!isIgnored).to(self.logits.dtype)
    }

    /// (C, P): 1 in the row of a pixel's class; 0 everywhere for ignored ones.
    var truth: Tensor {
        get throws(TorchError) {
            let rows = try labels.oneHot(classes: classes).transposed(0, 1).to(logits.dtype)
            return try masked(rows)
        }
    }

    /// `values` (C, P) or (P), 0 where a pixel is ignored.
    func masked(_ values: Tensor) throws(TorchError) -> Tensor {
        guard let counted else { return values }
        return try values * counted
    }

    /// How many pixels count, at least 1: what a mean divides by.
    var count: Tensor {
        get throws(TorchError) {
            guard let counted else {
                return try .full([], Double(max(1, labels.count)), logits.dtype, on: logits.device)
            }
            return try counted.sum().clamped(from: 1)
        }
    }
}
