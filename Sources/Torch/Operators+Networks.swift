// Operators that networks are made of. Images are (N, C, H, W).

extension Tensor {
    /// max(x, 0).
    public func relu() throws(TorchError) -> Tensor { try call("aten::relu", self) }
    /// Overwrites this tensor: for the result of an operator whose gradient does not need it (BatchNorm).
    public func reluInPlace() throws(TorchError) -> Tensor { try call("aten::relu_", self) }
    /// min(max(x, 0), 6), written over this tensor: for the result of an operator whose gradient does not need it.
    public func relu6InPlace() throws(TorchError) -> Tensor { try call("aten::hardtanh_", self, 0.0, 6.0) }
    /// 1 / (1 + exp(-x)): logits to probabilities.
    public func sigmoid() throws(TorchError) -> Tensor { try call("aten::sigmoid", self) }
    /// The logarithm of `sigmoid()`, exact for large negative values too.
    public func logSigmoid() throws(TorchError) -> Tensor { try call("aten::log_sigmoid", self) }
    /// exp(x) over its sum along `axis`: logits of classes to probabilities.
    public func softmax(axis: Int) throws(TorchError) -> Tensor { try call("aten::softmax.int", self, axis) }
    /// The logarithm of `softmax(axis:)`.
    public func logSoftmax(axis: Int) throws(TorchError) -> Tensor { try call("aten::log_softmax.int", self, axis) }

    /// - Parameter weight: (output channels, input channels / groups, height, width)
    public func conv2d(
        _ weight: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Int = 0, dilation: Int = 1, groups: Int = 1
    ) throws(TorchError) -> Tensor {
        try call("aten::conv2d", self, weight, bias, stride, padding, dilation, groups)
    }

    /// - Parameter weight: (input channels, output channels, height, width)
    public func convTransposed2d(_ weight: Tensor, bias: Tensor? = nil, stride: Int, padding: Int)
        throws(TorchError) -> Tensor
    {
        try call("aten::conv_transpose2d.input", self, weight, bias, stride, padding)
    }

    /// Normalises each channel; in training by the batch's own mean and variance, which then move the running ones.
    public func batchNorm(
        weight: Tensor, bias: Tensor, runningMean: Tensor, runningVariance: Tensor, training: Bool, momentum: Double,
        epsilon: Double
    ) throws(TorchError) -> Tensor {
        try call(
            "aten::batch_norm", self, weight, bias, runningMean, runningVariance, training, momentum, epsilon, true)
    }

    /// The largest value of each window of `kernel` x `kernel` pixels; padding never wins.
    public func maxPool2d(_ kernel: Int, stride: Int, padding: Int = 0) throws(TorchError) -> Tensor {
        try call("aten::max_pool2d", self, kernel, stride, padding)
    }

    /// Each pixel repeated.
    public func upsampledNearest(to size: [Int]) throws(TorchError) -> Tensor {
        try call("aten::upsample_nearest2d.vec", self, size, [Double]?.none)
    }

    /// Bilinear, pixel centres at halves (`align_corners` false).
    public func upsampledBilinear(to size: [Int]) throws(TorchError) -> Tensor {
        try call("aten::upsample_bilinear2d.vec", self, size, false, [Double]?.none)
    }

    /// Bilinear with a filter as wide as the shrinking asks for, so that no detail aliases.
    public func resizedAntialiased(to size: [Int]) throws(TorchError) -> Tensor {
        try call("aten::_upsample_bilinear2d_aa", self, size, false, Double?.none, Double?.none)
    }
}
