import Foundation

extension Device {
    /// What `choose` takes, for messages.
    public static let choices = "auto, cpu, cuda, cuda:N or mps"

    /// Whether a text is one of `choices`, be the device here or not.
    public static func isChoice(_ text: String) -> Bool { text == "auto" || Device(parsing: text) != nil }

    /// The device that a text names ("cpu", "cuda", "cuda:1", "mps"), or for "auto" the best there is, with the reason.
    ///
    /// An explicit choice never falls back. CUDA's half of libtorch is opened where CUDA is named, and for "auto" where
    /// an NVIDIA driver is found.
    /// - Throws: `TorchError.device` for a text that names no device and for a device that is not here.
    public static func choose(_ text: String) throws(TorchError) -> (device: Device, reason: String) {
        if text == "auto" { return try automatic() }
        guard let device = Device(parsing: text) else {
            throw missing(text, "there is no such device; it is \(choices)")
        }
        switch device.kind {
        case .cpu: break
        case .cuda:
            do throws(TorchError) { try loadCUDA() } catch {
                throw missing(
                    text,
                    "this libtorch has no CUDA half that loads here (\(error)). 'rm -r .deps/torch' and "
                        + "'make setup CUDA=yes' fetch one that has; --device cpu works without")
            }
            let count = try count(.cuda)
            guard device.index < count else {
                throw missing(
                    text,
                    count == 0
                        ? "CUDA finds no GPU; check nvidia-smi, or use --device cpu"
                        : "CUDA finds \(count) GPU\(count == 1 ? "" : "s"), counted from cuda:0")
            }
        case .mps:
            guard try count(.mps) > 0 else { throw missing(text, "there is no Apple GPU here; use --device cpu") }
        }
        return (device, "as asked")
    }

    private static func automatic() throws(TorchError) -> (device: Device, reason: String) {
        if try count(.mps) > 0 { return (.mps, "an Apple GPU is here") }
        guard hasNVIDIADriver else { return (.cpu, "no GPU driver is found") }
        do throws(TorchError) { try loadCUDA() } catch {
            return (
                .cpu, "an NVIDIA driver is here, but this libtorch has no CUDA half that loads ('make setup CUDA=yes')"
            )
        }
        let count = try count(.cuda)
        if count == 0 { return (.cpu, "an NVIDIA driver is here, but CUDA finds no GPU") }
        return (.cuda(0), "the first of \(count) NVIDIA GPU\(count == 1 ? "" : "s")")
    }

    /// Whether the kernel's half of NVIDIA's driver is loaded: a question that opens nothing.
    private static var hasNVIDIADriver: Bool {
        ["/proc/driver/nvidia/version", "/dev/nvidiactl", "/dev/dxg"].contains {
            FileManager.default.fileExists(atPath: $0)
        }
    }

    private static func missing(_ text: String, _ message: String) -> TorchError {
        .device(.init(operation: "--device \(text)", message: message))
    }
}
