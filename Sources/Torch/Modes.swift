import CTorch
import Synchronization

// Modes belong to the calling thread or to the process, so the closures are synchronous: nothing is awaited inside.
// They take a plain `throws` closure: a closure literal never has a typed throw inferred (Swift 6.3).

/// Runs `body` without recording for gradients.
public func noGrad<R>(_ body: () throws -> R) throws(TorchError) -> R {
    let table = try Library.table
    let was = table.set_grad_mode(0)
    defer { _ = table.set_grad_mode(was) }
    return try typed(body)
}

/// Runs `body` with the operators that gain from it computing in `type`; weights and losses stay as they are.
/// Nested calls give the outer type back.
public func autocast<R>(_ type: DType, on device: Device = .cpu, enabled: Bool = true, _ body: () throws -> R)
    throws(TorchError) -> R
{
    let table = try Library.table
    var wasOn: Int32 = 0
    var was: Int32 = 0
    try Library.check(table.autocast(device.kind.rawValue, &wasOn, &was), "autocast")
    try Library.check(
        table.set_autocast(device.kind.rawValue, enabled ? 1 : 0, enabled ? type.rawValue : was), "autocast")
    defer { _ = table.set_autocast(device.kind.rawValue, wasOn, was) }
    return try typed(body)
}

/// Runs `body` with operators that compute the same bits each time; those that cannot throw.
public func deterministic<R>(_ body: () throws -> R) throws(TorchError) -> R {
    let table = try Library.table
    let flags = [PT_DETERMINISTIC, PT_CUDNN_DETERMINISTIC].map { Int32(bitPattern: $0.rawValue) }
    var was = [Int32](repeating: 0, count: flags.count)
    for (i, flag) in flags.enumerated() {
        try Library.check(table.flag(flag, &was[i]), "deterministic")
        try Library.check(table.set_flag(flag, 1), "deterministic")
    }
    defer { for (flag, on) in zip(flags, was) { _ = table.set_flag(flag, on) } }
    return try typed(body)
}

/// Settings of the process that trade exactness or memory for speed on NVIDIA GPUs.
public enum CUDASetting: Sendable {
    /// cuDNN measures its algorithms for each shape and takes the fastest.
    case benchmark
    /// float32 products on tensor cores with 10 bits of mantissa.
    case tf32Products, tf32Convolutions

    /// Switches the setting on or off.
    public func set(_ on: Bool) throws(TorchError) {
        try Library.check(Library.table.set_flag(flag, on ? 1 : 0), "setting \(self)")
    }

    /// Whether the setting is on. All are off at first.
    public var isOn: Bool {
        get throws(TorchError) {
            var on: Int32 = 0
            try Library.check(Library.table.flag(flag, &on), "reading \(self)")
            return on != 0
        }
    }

    private var flag: Int32 {
        let flag =
            switch self {
            case .benchmark: PT_CUDNN_BENCHMARK
            case .tf32Products: PT_TF32_MATMUL
            case .tf32Convolutions: PT_TF32_CUDNN
            }
        return Int32(bitPattern: flag.rawValue)
    }
}

/// Runs `body` with float32 products and convolutions of NVIDIA GPUs on tensor cores, with 10 bits of mantissa instead of
/// 23, or without. Other devices do not have it. The setting is the process's; what it was comes back afterwards.
/// - Throws: `TorchError`, and what `body` throws, as it is.
public func tf32<R>(_ enabled: Bool, _ body: () throws -> R) throws -> R {
    let settings = [CUDASetting.tf32Products, .tf32Convolutions]
    var was: [Bool] = []
    for setting in settings { was.append(try setting.isOn) }
    defer { for (setting, on) in zip(settings, was) { try? setting.set(on) } }  // it could be set before
    for setting in settings { try setting.set(enabled) }
    return try body()
}

/// Seeds torch's generators. Draw right after it: then the draw is a function of the seed.
public func manualSeed(_ seed: UInt64) throws(TorchError) {
    try Library.check(Library.table.manual_seed(seed), "manualSeed")
}

/// Threads that one operator may use.
public var threadCount: Int {
    get throws(TorchError) { Int(try Library.table.num_threads()) }
}

/// Sets how many threads one operator may use, at least 1.
public func setThreadCount(_ count: Int) throws(TorchError) {
    try Library.check(Library.table.set_num_threads(Int32(clamping: max(1, count))), "setThreadCount")
}

/// libtorch has one generator for the whole process; between its seed and the draw nobody else may touch it.
private let generator = Mutex(())

/// Runs `draw` with torch's generator freshly seeded, so that what it draws is a function of `seed`, also where other
/// threads draw at the same time through this function.
public func seeded(_ seed: UInt64, _ draw: () throws -> Void) throws(TorchError) {
    try generator.withLock { _ throws(TorchError) in
        try manualSeed(seed)
        try typed(draw)
    }
}

private func typed<R>(_ body: () throws -> R) throws(TorchError) -> R {
    do {
        return try body()
    } catch let error as TorchError {
        throw error
    } catch {
        throw .failed(.init(operation: "closure", message: String(describing: error)))
    }
}
