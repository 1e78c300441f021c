import Files
import Torch

extension SegmentationNetwork {
    /// Draws fresh weights from SMP's distributions: the encoder's convolutions normal, as the encoder says (but the first
    /// one uniform where the input has not three channels, which SMP replaces by PyTorch's own draw), the decoder's
    /// uniform by fan-in (He et al. 2015), the head's uniform by both (Glorot and Bengio 2010); BatchNorm 1 and 0,
    /// biases 0.
    ///
    /// Each tensor is a function of `seed` and its key, so that the same seed gives the same weights whatever else
    /// was drawn before.
    public func initialise(seed: UInt64) throws(TorchError) {
        let first = convolutions().first?.key
        for (key, convolution) in convolutions() {
            let weight = convolution.weight.value
            let shape = weight.shape
            let area = shape[2] * shape[3]
            let fanIn = Double(shape[1] * area)
            let fanOut = Double(shape[0] * area)
            try seeded(mixed(seed, key + ".weight")) {
                try noGrad {
                    if key == first, shape[1] != 3 {
                        try weight.drawUniform(1 / fanIn.squareRoot())
                    } else if key.hasPrefix("encoder.") {
                        try callInPlace("aten::normal_", weight, 0.0, encoder.freshDeviation(of: convolution))
                    } else if key.hasPrefix("decoder.") {
                        try weight.drawUniform((6 / fanIn).squareRoot())
                    } else {
                        try weight.drawUniform((6 / (fanIn + fanOut)).squareRoot())
                    }
                }
            }
        }
    }
}

extension Module {
    /// Convolutions with their keys, in the order of the state.
    func convolutions(under prefix: String = "") -> [(key: String, convolution: Conv2d)] {
        children.flatMap { name, module -> [(key: String, convolution: Conv2d)] in
            guard let convolution = module as? Conv2d else { return module.convolutions(under: prefix + name + ".") }
            return [(prefix + name, convolution)]
        }
    }
}

extension Tensor {
    /// Overwrites the elements by draws from -`bound`..<`bound`.
    fileprivate func drawUniform(_ bound: Double) throws(TorchError) {
        try callInPlace("aten::uniform_", self, -bound, bound)
    }
}

/// A seed of 64 bits from a seed and a name.
private func mixed(_ seed: UInt64, _ name: String) -> UInt64 {
    let basis: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed &* 0x9E37_79B9_7F4A_7C15
    return BitMixing.splitmix(BitMixing.fnv1a(name, basis: basis))
}
