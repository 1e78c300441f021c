import Torch

/// The number type that convolutions compute in. Weights, losses and results are float32 whatever it is.
public enum Precision: String, Codable, Sendable, CaseIterable {
    /// bf16 where the device multiplies it in hardware, otherwise fp32.
    case auto
    /// float32.
    case fp32
    /// bfloat16 by autocast.
    case bf16

    /// What `auto` stands for on a device, and why. Another choice is what it is.
    /// - Throws: `TorchError` where libtorch, which knows the processor and the GPU, does not load.
    public func resolved(on device: Device) throws(TorchError) -> (precision: Precision, reason: String) {
        guard self == .auto else { return (self, "as asked") }
        switch device.kind {
        case .cpu:
            let (avx512, amx) = (try Device.processorHas("avx512_bf16"), try Device.processorHas("amx_bf16"))
            return avx512 || amx
                ? (.bf16, "which this processor multiplies in hardware")
                : (.fp32, "for this processor does not multiply bf16 in hardware")
        case .cuda:
            return try Device.cudaMultipliesBF16()
                ? (.bf16, "which this GPU multiplies in hardware")
                : (.fp32, "for this GPU does not multiply bf16 in hardware")
        case .mps: return (.fp32, "for bf16 is not tried on this device")
        }
    }
}
