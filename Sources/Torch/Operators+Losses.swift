// Operators that losses and counts are made of.

extension Tensor {
    /// -(y log p + (1 - y) log(1 - p)) for each element, p being the sigmoid of this tensor (logits).
    /// - Parameter target: y, of the same shape, in 0...1.
    public func binaryCrossEntropyWithLogits(_ target: Tensor) throws(TorchError) -> Tensor {
        let reduction = 0  // none
        return try call(
            "aten::binary_cross_entropy_with_logits", self, target, Tensor?.none, Tensor?.none, reduction)
    }

    /// Each element of an int64 tensor as a row of `classes` elements, 1 at its value and 0 elsewhere, on a new last
    /// axis (int64).
    /// - Throws: `TorchError` where a value lies outside 0..<`classes`.
    public func oneHot(classes: Int) throws(TorchError) -> Tensor { try call("aten::one_hot", self, classes) }

    /// The elements at `positions` (int64) along `axis`: out[i][j] = self[i][positions[i][j]] for axis 1.
    public func gathered(_ positions: Tensor, axis: Int) throws(TorchError) -> Tensor {
        try call("aten::gather", self, axis, positions)
    }

    /// This tensor with `value` where `mask` (bool, broadcast) is true.
    public func filled(_ value: Double, where mask: Tensor) throws(TorchError) -> Tensor {
        try call("aten::masked_fill.Scalar", self, mask, value)
    }

    /// The position (int64) of the largest element along `axis`, which goes.
    public func largestPosition(axis: Int) throws(TorchError) -> Tensor { try call("aten::argmax", self, axis) }

    /// Positions (int64) that sort this tensor along `axis`, the largest element first.
    public func orderDescending(axis: Int) throws(TorchError) -> Tensor {
        try call("aten::argsort", self, axis, true)
    }

    /// Sums of all elements up to each one along `axis`.
    public func cumulativeSum(axis: Int) throws(TorchError) -> Tensor { try call("aten::cumsum", self, axis) }

    /// Positions (count, rank) of the elements that are not 0, int64, in row-major order.
    public func nonzero() throws(TorchError) -> Tensor { try call("aten::nonzero", self) }

    /// True where an element is `value`.
    public func equals(_ value: Double) throws(TorchError) -> Tensor { try call("aten::eq.Scalar", self, value) }
}
