import Foundation

extension Device {
    /// What `choose` takes, for messages.
    public static let choices = "auto, cpu, cuda, cuda:N or mps"

    /// Whether a text is one of `choices`, be the device here or not.
    public static func isChoice(_ text: String) -> Bool { text == "auto" || Device(parsing: text) != nil }

    /// The device that a text names ("cpu", "cuda", "cuda:1", "mps"), or for "auto" the best that Pleura was tried on, with
    /// the reason.
    ///
    /// An explicit choice never falls back. libtorch's CUDA library is opened where CUDA is named, and for "auto" where an
    /// NVIDIA driver is found. "auto" does not take Apple's GPUs: Pleura was not tried on them yet.
    /// - Throws: `TorchError.device` for a text that names no device and for a device that is not here.
    public static func choose(_ text: String) throws(TorchError) -> (device: Device, reason: String) {
        if text == "auto" {
            return try automatic(
                hasDriver: hasNVIDIADriver, hasMPS: count(.mps) > 0, load: { () throws(TorchError) in try loadCUDA() },
                count: { () throws(TorchError) in try count(.cuda) })
        }
        guard let device = Device(parsing: text) else {
            throw missing(text, "there is no such device; it is \(choices)")
        }
        switch device.kind {
        case .cpu: break
        case .cuda: try requireCUDA(device.index, text)
        case .mps:
            guard try count(.mps) > 0 else { throw missing(text, "there is no Apple GPU here; use --device cpu") }
        }
        return (device, "as asked")
    }

    private static func requireCUDA(_ index: Int, _ text: String) throws(TorchError) {
        do throws(TorchError) { try loadCUDA() } catch {
            throw missing(
                text,
                "libtorch's CUDA library does not load: \(reason(error)). \(wayToCUDA); --device cpu works without it")
        }
        let count = try count(.cuda)
        guard index < count else {
            throw missing(
                text,
                count == 0
                    ? "CUDA finds no GPU; check nvidia-smi, or use --device cpu"
                    : "CUDA finds \(count) GPU\(count == 1 ? "" : "s"), counted from cuda:0")
        }
    }

    /// What "auto" takes on a machine.
    /// - Parameters:
    ///   - hasDriver: whether NVIDIA's driver is loaded.
    ///   - load: opens libtorch's CUDA library.
    ///   - count: of the NVIDIA GPUs that CUDA finds.
    static func automatic(
        hasDriver: Bool, hasMPS: Bool, load: () throws(TorchError) -> Void, count: () throws(TorchError) -> Int
    ) throws(TorchError) -> (device: Device, reason: String) {
        if hasMPS { return (.cpu, "Pleura was not tried on Apple GPUs yet; --device mps uses this one") }
        guard hasDriver else { return (.cpu, "no GPU driver is found") }
        do throws(TorchError) { try load() } catch {
            return (
                .cpu,
                "an NVIDIA driver is found, but libtorch's CUDA library does not load: \(reason(error)). \(wayToCUDA)"
            )
        }
        let count = try count()
        if count == 0 { return (.cpu, "an NVIDIA driver is found, but CUDA finds no GPU; check nvidia-smi") }
        return (.cuda(0), "the first of \(count) NVIDIA GPU\(count == 1 ? "" : "s")")
    }

    private static let wayToCUDA = "'rm -r .deps/torch' and 'make setup CUDA=yes' fetch a libtorch with CUDA"

    /// What libtorch or the system's loader says, without the name of our action.
    private static func reason(_ error: TorchError) -> String {
        if case .unsupported(let failure) = error { failure.message } else { error.description }
    }

    /// Whether the kernel's part of NVIDIA's driver is loaded: a question that opens nothing.
    private static var hasNVIDIADriver: Bool {
        ["/proc/driver/nvidia/version", "/dev/nvidiactl", "/dev/dxg"].contains {
            FileManager.default.fileExists(atPath: $0)
        }
    }

    private static func missing(_ text: String, _ message: String) -> TorchError {
        .device(.init(operation: "--device \(text)", message: message))
    }
}
