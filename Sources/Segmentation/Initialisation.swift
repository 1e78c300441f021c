import Torch

extension SegmentationNetwork {
    /// Draws fresh weights from SMP's distributions: the encoder's convolutions normal by fan-out (torchvision's ResNet),
    /// the decoder's uniform by fan-in (He et al. 2015), the head's uniform by both (Glorot and Bengio 2010);
    /// BatchNorm 1 and 0, biases 0.
    ///
    /// Each tensor is a function of `seed` and its key, so that the same seed gives the same weights whatever else
    /// was drawn before.
    public func initialise(seed: UInt64) throws(TorchError) {
        for (key, parameter) in namedParameters() where parameter.value.rank == 4 {
            let shape = parameter.value.shape
            let area = shape[2] * shape[3]
            let fanIn = Double(shape[1] * area)
            let fanOut = Double(shape[0] * area)
            try manualSeed(mixed(seed, key))
            try noGrad {
                if key.hasPrefix("encoder.") {
                    try callInPlace("aten::normal_", parameter.value, 0.0, (2 / fanOut).squareRoot())
                } else {
                    let bound =
                        key.hasPrefix("decoder.") ? (6 / fanIn).squareRoot() : (6 / (fanIn + fanOut)).squareRoot()
                    try callInPlace("aten::uniform_", parameter.value, -bound, bound)
                }
            }
        }
    }
}

/// A seed of 64 bits from a seed and a name (FNV-1a, then splitmix64's finish).
private func mixed(_ seed: UInt64, _ name: String) -> UInt64 {
    var z: UInt64 = 0xcbf2_9ce4_8422_2325 ^ seed &* 0x9E37_79B9_7F4A_7C15
    for byte in name.utf8 { z = (z ^ UInt64(byte)) &* 0x100_0000_01b3 }
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
}
