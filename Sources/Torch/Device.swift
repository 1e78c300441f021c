import CTorch

/// Where a tensor lives and is computed on.
public struct Device: Sendable, Hashable, CustomStringConvertible {
    /// The kinds of device. Raw values are torch's.
    public enum Kind: Int32, Sendable {
        case cpu = 0
        case cuda = 1
        case mps = 13
    }

    /// CPU, NVIDIA GPU or Apple GPU.
    public let kind: Kind
    /// Which of several, from 0; 0 where there is one only.
    public let index: Int

    /// The processor.
    public static let cpu = Device(kind: .cpu, index: 0)
    /// Apple's GPU.
    public static let mps = Device(kind: .mps, index: 0)
    /// An NVIDIA GPU, counted from 0.
    public static func cuda(_ index: Int) -> Device { Device(kind: .cuda, index: index) }

    private init(kind: Kind, index: Int) {
        (self.kind, self.index) = (kind, index)
    }

    init?(type: Int32, index: Int32) {
        guard let kind = Kind(rawValue: type) else { return nil }
        self.init(kind: kind, index: max(0, Int(index)))
    }

    /// Reads "cpu", "mps", "cuda" or "cuda:1"; nil for anything else.
    public init?(parsing text: String) {
        switch text {
        case "cpu": self = .cpu
        case "mps": self = .mps
        case "cuda": self = .cuda(0)
        default:
            guard text.hasPrefix("cuda:"), let index = Int(text.dropFirst(5)), (0..<128).contains(index) else {
                return nil
            }
            self = .cuda(index)
        }
    }

    /// As `init(parsing:)` reads it: "cpu", "mps", "cuda:0".
    public var description: String {
        switch kind {
        case .cpu: "cpu"
        case .mps: "mps"
        case .cuda: "cuda:\(index)"
        }
    }

    /// The index as torch wants it: the CPU has none.
    var torchIndex: Int32 { kind == .cpu ? -1 : Int32(index) }
}

/// Memory of a device in bytes; all 0 where a device does not say (the CPU).
public struct DeviceMemory: Sendable, Equatable {
    /// Held by tensors now, and at most so far; taken from the device, cache included; free for anybody; in all.
    public let allocated, peakAllocated, reserved, free, total: Int
}

extension Device {
    /// Opens libtorch's CUDA library. Before the first question about CUDA, once; needs an NVIDIA driver.
    /// - Throws: `unsupported` where this libtorch is a build for the CPU, or its CUDA library does not load; the message is
    ///   the loader's.
    public static func loadCUDA() throws(TorchError) {
        try Library.check(Library.table.load_cuda(), "loading libtorch's CUDA library")
    }

    /// How many devices of the kind libtorch can use now.
    public static func count(_ kind: Kind) throws(TorchError) -> Int {
        var count: Int32 = 0
        try Library.check(Library.table.device_count(kind.rawValue, &count), "counting \(kind) devices")
        return Int(count)
    }

    /// Memory of this device now.
    /// - Throws: `TorchError.device` where the device is not there.
    public var memory: DeviceMemory {
        get throws(TorchError) {
            var m = pt_memory()
            try Library.check(Library.table.memory(kind.rawValue, Int32(index), &m), "memory of \(self)")
            return DeviceMemory(
                allocated: Int(m.allocated), peakAllocated: Int(m.peak_allocated), reserved: Int(m.reserved),
                free: Int(m.free), total: Int(m.total))
        }
    }

    /// Waits until the device has done all it was given.
    public func synchronize() throws(TorchError) {
        try Library.check(Library.table.synchronize(kind.rawValue, Int32(index)), "synchronising \(self)")
    }

    /// Gives cached memory back to the device.
    public func emptyCache() throws(TorchError) {
        try Library.check(Library.table.empty_cache(kind.rawValue), "emptying the cache of \(self)")
    }

    /// Whether the GPU at hand convolves bfloat16 in hardware (capability 8.0 and a cuDNN that uses it).
    public static func cudaMultipliesBF16() throws(TorchError) -> Bool { try Library.table.cuda_bf16() != 0 }

    /// Whether the processor has an instruction set, by torch's name: "avx2", "avx512_f", "avx512_bf16", "amx_bf16".
    public static func processorHas(_ feature: String) throws(TorchError) -> Bool {
        try Library.table.cpu_has(feature) != 0
    }
}
