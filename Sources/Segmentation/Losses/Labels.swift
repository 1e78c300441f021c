import Torch

// Losses take either of two forms. Binary: logits (N, 1, H, W), a target of the same shape, 0 or 1, and where some pixels
// are ignored a third tensor of that shape, 1 where a pixel counts. Multi-class:
// logits (N, C, H, W) and labels (N, H, W), int64, a class from 0 in each pixel or `ignoredLabel`. All compute in
// float32 at least, whatever the logits are.

/// The label of ignored pixels.
public let ignoredLabel = 255

/// `logits` as float32 where they are narrower (bf16 under autocast): sums over a batch need the digits.
func widened(_ logits: Tensor) throws(TorchError) -> Tensor {
    switch logits.dtype {
    case .float32, .float64: logits
    default: try logits.to(.float32)
    }
}

/// What a binary loss computes from: logits, target and the pixels that count, widened, of one type.
struct BinaryPixels {
    /// (N, 1, H, W), float32 or float64.
    let logits: Tensor
    /// The same shape, 0 or 1.
    let target: Tensor
    /// The same shape, 1 where a pixel counts; nil where all do.
    let counted: Tensor?

    /// - Throws: `TorchError.shape` where the tensors are not alike.
    init(_ logits: Tensor, _ target: Tensor, _ counted: Tensor?, _ operation: String) throws(TorchError) {
        let shapes = [logits.shape, target.shape] + (counted.map { [$0.shape] } ?? [])
        guard shapes.allSatisfy({ $0 == logits.shape }) else {
            throw .shape(.init(operation: operation, shapes: shapes, message: "all must be alike"))
        }
        self.logits = try widened(logits)
        self.target = try target.to(self.logits.dtype)
        if let counted { self.counted = try counted.to(self.logits.dtype) } else { self.counted = nil }
    }

    /// `values` of the pixels, 0 where a pixel is ignored.
    func masked(_ values: Tensor) throws(TorchError) -> Tensor {
        guard let counted else { return values }
        return try values * counted
    }

    /// The mean of `values` over the pixels that count; 0 where none does.
    func mean(_ values: Tensor) throws(TorchError) -> Tensor {
        guard let counted else { return try values.mean() }
        return try (values * counted).sum() / counted.sum().clamped(from: 1)
    }
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
