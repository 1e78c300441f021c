/// A convolution over (N, C, H, W). Its weights are zero until initialised or loaded.
public final class Conv2d: Module {
    /// (output channels, input channels / groups, kernel, kernel); (output channels), nil without a bias.
    public let weight: Parameter, bias: Parameter?
    /// Pixels from one window to the next; zeros added at each side; parts that channels are convolved in.
    public let stride: Int, padding: Int, groups: Int

    /// - Parameter kernel: height and width of the kernel.
    public init(
        _ inputChannels: Int, _ outputChannels: Int, kernel: Int, stride: Int = 1, padding: Int = 0, groups: Int = 1,
        bias: Bool = false
    ) throws(TorchError) {
        weight = try Parameter(.zeros([outputChannels, inputChannels / groups, kernel, kernel]))
        self.bias = bias ? try Parameter(.zeros([outputChannels])) : nil
        (self.stride, self.padding, self.groups) = (stride, padding, groups)
    }

    /// - Parameter x: (N, input channels, H, W)
    /// - Returns: (N, output channels, H', W'), H' = (H + 2 padding - kernel) / stride + 1, rounded down.
    public override func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        try x.conv2d(weight.value, bias: bias?.value, stride: stride, padding: padding, groups: groups)
    }
}

/// Batch normalisation of each channel (Ioffe and Szegedy 2015), with PyTorch's conventions.
public final class BatchNorm2d: Module {
    /// The scale and the shift of each channel (gamma and beta), ones and zeros at first.
    public let weight, bias: Parameter
    /// What evaluation normalises by, and how many training batches it comes from.
    public let runningMean, runningVar, numBatchesTracked: Buffer
    private let momentum, epsilon: Double

    /// - Parameter momentum: the share of a batch in the running statistics.
    public init(_ channels: Int, momentum: Double = 0.1, epsilon: Double = 1e-5) throws(TorchError) {
        weight = try Parameter(.ones([channels]))
        bias = try Parameter(.zeros([channels]))
        runningMean = Buffer(try .zeros([channels]))
        runningVar = Buffer(try .ones([channels]))
        numBatchesTracked = Buffer(try .zeros([], .int64))
        (self.momentum, self.epsilon) = (momentum, epsilon)
    }

    /// - Parameter x: (N, channels, H, W)
    public override func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        if isTraining { try numBatchesTracked.value.add(1) }
        return try x.batchNorm(
            weight: weight.value, bias: bias.value, runningMean: runningMean.value, runningVariance: runningVar.value,
            training: isTraining, momentum: momentum, epsilon: epsilon)
    }
}

/// max(x, 0), written over its input: every use follows a BatchNorm or a sum, whose gradients do not need it.
public final class ReLU: Module {
    public override func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor { try x.reluInPlace() }
}
