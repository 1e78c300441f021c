import Torch

/// The number type that convolutions compute in. Weights, losses and results are float32 whatever it is.
public enum Precision: String, Codable, Sendable, CaseIterable {
    /// bf16 where the device multiplies it in hardware, otherwise fp32.
    case auto
    /// float32, on NVIDIA GPUs without tensor cores.
    case fp32
    /// bfloat16 by autocast.
    case bf16
    /// float32 whose products and convolutions NVIDIA's tensor cores round to 10 bits of mantissa.
    case tf32

    /// Resolves `auto` for a device, with the reason.
    /// - Throws: `TorchError.unsupported` for tf32 where the device does not have it; another `TorchError` where libtorch,
    ///   which knows the processor and the GPU, does not load.
    public func resolved(on device: Device) throws(TorchError) -> (precision: Precision, reason: String) {
        if self == .tf32 { try Self.requireTF32(on: device) }
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

    /// NVIDIA's GPUs have it from capability 8.0 on, as they have bf16.
    private static func requireTF32(on device: Device) throws(TorchError) {
        func refused(_ reason: String) -> TorchError {
            .unsupported(.init(operation: "precision tf32", message: "\(reason); fp32 works there"))
        }
        guard device.kind == .cuda else { throw refused("it is for NVIDIA GPUs, and the device is \(device)") }
        guard try Device.cudaMultipliesBF16() else {
            throw refused("\(device) does not have it, NVIDIA GPUs have it from capability 8.0 on")
        }
    }
}
