import Torch

extension Recipe.Optimiser {
    /// The optimiser that these settings describe, for the parameters of a network.
    /// - Parameter network: on its device already.
    /// - Throws: `TorchError` where its state does not fit into memory.
    func make(for network: Module) throws(TorchError) -> any Optimiser {
        switch name {
        case .adam, .adamw:
            try Adam(network, learningRate: learningRate, weightDecay: weightDecay, decoupled: name == .adamw)
        case .sgd:
            try SGD(
                network, learningRate: learningRate, momentum: momentum, weightDecay: weightDecay, nesterov: nesterov)
        }
    }
}
