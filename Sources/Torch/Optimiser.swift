/// What changes parameters by their gradients. The arithmetic is PyTorch's, by libtorch's fused kernels.
public protocol Optimiser: AnyObject {
    /// Set between steps by a schedule.
    var learningRate: Double { get set }
    /// One update of every parameter that has a gradient.
    func step() throws(TorchError)
    /// Forgets all gradients.
    func clearGradients() throws(TorchError)
    /// Moments and counters under stable names, for a checkpoint; what `load` takes.
    var state: [(name: String, tensor: Tensor)] { get }
    /// Overwrites moments and counters. Every name of `state` must be there, in its shape; other names are not looked at.
    /// - Throws: `StateError.missing`, `.shape`, and nothing is overwritten; `.torch`.
    func load(_ tensors: [String: Tensor]) throws(StateError)
}

extension Optimiser {
    /// Overwrites `own` by the tensors of the same names.
    fileprivate func overwrite(_ own: [(name: String, tensor: Tensor)], by tensors: [String: Tensor]) throws(StateError)
    {
        let missing = own.map(\.name).filter { tensors[$0] == nil }
        guard missing.isEmpty else { throw .missing(keys: missing) }
        for (name, tensor) in own {
            if let given = tensors[name], given.shape != tensor.shape {
                throw .shape(key: name, expected: tensor.shape, actual: given.shape)
            }
        }
        do throws(TorchError) {
            for (name, tensor) in own {
                guard let given = tensors[name] else { continue }
                try tensor.copy(from: given)
            }
        } catch { throw .torch(error) }
    }
}

/// A parameter's gradient laid out as the parameter is: the fused kernels walk both as flat memory.
private func layoutMatchedGradient(_ parameter: Tensor) throws(TorchError) -> Tensor? {
    guard let gradient = try parameter.gradient else { return nil }
    if gradient.strides == parameter.strides { return gradient }
    let matched = try Tensor.zeros(like: parameter)
    try matched.copy(from: gradient)
    return matched
}

/// Adam (Kingma and Ba 2015), and AdamW (Loshchilov and Hutter 2019) where `decoupled` is true.
public final class Adam: Optimiser {
    /// The step's length, where gradients are steady.
    public var learningRate: Double
    private let betas: (Double, Double), epsilon: Double, weightDecay: Double, decoupled: Bool
    private let parameters: [(name: String, value: Tensor)]
    private let firstMoments, secondMoments, steps: [Tensor]

    /// - Parameters:
    ///   - module: whose parameters are trained; move it to its device and type before.
    ///   - betas: how much of the moments of gradient and squared gradient a step keeps, 0 to 1.
    ///   - epsilon: keeps the division by a small moment in bounds.
    ///   - weightDecay: added to the gradient, times the weight; shrinks the weight directly where `decoupled`.
    public init(
        _ module: Module, learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), epsilon: Double = 1e-8,
        weightDecay: Double = 0, decoupled: Bool = false
    ) throws(TorchError) {
        parameters = module.namedParameters().map { ($0.name, $0.parameter.value) }
        firstMoments = try parameters.map { p throws(TorchError) in try .zeros(like: p.value.detached()) }
        secondMoments = try parameters.map { p throws(TorchError) in try .zeros(like: p.value.detached()) }
        steps = try parameters.map { p throws(TorchError) in try .zeros([], .float32, on: p.value.device) }
        (self.learningRate, self.betas, self.epsilon) = (learningRate, betas, epsilon)
        (self.weightDecay, self.decoupled) = (weightDecay, decoupled)
    }

    /// One update of every parameter that has a gradient.
    public func step() throws(TorchError) {
        var values: [Tensor] = []
        var gradients: [Tensor] = []
        var first: [Tensor] = []
        var second: [Tensor] = []
        var counters: [Tensor] = []
        for (i, parameter) in parameters.enumerated() {
            guard let gradient = try layoutMatchedGradient(parameter.value) else { continue }
            values.append(parameter.value)
            gradients.append(gradient)
            first.append(firstMoments[i])
            second.append(secondMoments[i])
            counters.append(steps[i])
        }
        guard !values.isEmpty else { return }
        let name: StaticString = decoupled ? "aten::_fused_adamw_" : "aten::_fused_adam_"
        try noGrad {
            try callInPlace("aten::_foreach_add_.Scalar", counters, 1.0)
            try callInPlace(
                name, values, gradients, first, second, [Tensor](), counters, learningRate, betas.0, betas.1,
                weightDecay, epsilon, false, false)
        }
    }

    /// Forgets all gradients.
    public func clearGradients() throws(TorchError) { for p in parameters { try p.value.clearGradient() } }

    /// `KEY.exp_avg`, `KEY.exp_avg_sq` and `KEY.step` of each parameter, as PyTorch calls them.
    public var state: [(name: String, tensor: Tensor)] {
        parameters.indices.flatMap { i in
            [
                ("\(parameters[i].name).exp_avg", firstMoments[i]),
                ("\(parameters[i].name).exp_avg_sq", secondMoments[i]),
                ("\(parameters[i].name).step", steps[i]),
            ]
        }
    }

    /// Goes on from such a state.
    public func load(_ tensors: [String: Tensor]) throws(StateError) { try overwrite(state, by: tensors) }
}

/// Stochastic gradient descent with optional momentum (Nesterov's too) and weight decay.
public final class SGD: Optimiser {
    /// What the gradient is multiplied by.
    public var learningRate: Double
    private let momentum: Double, weightDecay: Double, nesterov: Bool
    private let parameters: [(name: String, value: Tensor)]
    private let buffers: [Tensor]
    private let started: Tensor  // 1 after the first step: the buffers then hold gradients

    /// - Parameters:
    ///   - module: whose parameters are trained; move it to its device and type before.
    ///   - momentum: the share of the last step's direction that is kept, 0 to 1.
    ///   - weightDecay: added to the gradient, times the weight.
    ///   - nesterov: looks ahead by the momentum; needs one above 0.
    public init(
        _ module: Module, learningRate: Double = 1e-3, momentum: Double = 0, weightDecay: Double = 0,
        nesterov: Bool = false
    ) throws(TorchError) {
        parameters = module.namedParameters().map { ($0.name, $0.parameter.value) }
        buffers =
            momentum == 0 ? [] : try parameters.map { p throws(TorchError) in try .zeros(like: p.value.detached()) }
        started = try .zeros([], .float32)
        (self.learningRate, self.momentum) = (learningRate, momentum)
        (self.weightDecay, self.nesterov) = (weightDecay, nesterov)
    }

    /// One update of every parameter that has a gradient.
    public func step() throws(TorchError) {
        var values: [Tensor] = []
        var gradients: [Tensor] = []
        var moving: [Tensor] = []
        for (i, parameter) in parameters.enumerated() {
            guard let gradient = try layoutMatchedGradient(parameter.value) else { continue }
            values.append(parameter.value)
            gradients.append(gradient)
            if !buffers.isEmpty { moving.append(buffers[i]) }
        }
        guard !values.isEmpty else { return }
        let isFirst = try started.item() == 0
        try noGrad {
            try callInPlace(
                "aten::_fused_sgd_", values, gradients, moving, weightDecay, momentum, learningRate, 0.0, nesterov,
                false,
                isFirst)
            try started.fill(1)
        }
    }

    /// Forgets all gradients.
    public func clearGradients() throws(TorchError) { for p in parameters { try p.value.clearGradient() } }

    /// `KEY.momentum_buffer` of each parameter where there is momentum, and `started`: whether a step was taken.
    public var state: [(name: String, tensor: Tensor)] {
        zip(parameters, buffers).map { ("\($0.name).momentum_buffer", $1) } + [("started", started)]
    }

    /// Goes on from such a state.
    public func load(_ tensors: [String: Tensor]) throws(StateError) { try overwrite(state, by: tensors) }
}
