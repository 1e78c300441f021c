import Torch

/// The integer hash that fills weights, inputs and targets of the golden files (`Tests/Golden/make_golden.py`).
public func noise(_ i: Int, stream k: Int) -> Double {
    var z = (UInt64(i) &+ UInt64(k) &<< 32 &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return Double(z >> 40) / Double(1 << 23) - 1
}

/// `noise` of 0..<`count`, float64: the same bits by libtorch, which is fast in a debug build too.
public func noise(count: Int, stream k: Int) throws -> Tensor {
    // In parts that stay in the processor's cache and are too small for libtorch to share out among threads.
    let part = 1 << 15
    if count <= part { return try noise(from: 0, count: count, stream: k) }
    let parts = try stride(from: 0, to: count, by: part).map {
        try noise(from: $0, count: min(part, count - $0), stream: k)
    }
    return try .concatenate(parts, axis: 0)
}

private func noise(from start: Int, count: Int, stream k: Int) throws -> Tensor {
    /// A shift that fills with zeros; torch's own repeats the sign.
    func shifted(_ z: Tensor, _ bits: Int) throws -> Tensor {
        let filled = try call("aten::bitwise_right_shift.Tensor_Scalar", z, bits)
        return try call("aten::bitwise_and.Scalar", filled, Int.max >> (bits - 1))
    }
    func multiplied(_ z: Tensor, _ factor: UInt64) throws -> Tensor {
        try call("aten::mul.Scalar", z, Int(bitPattern: UInt(factor)))
    }
    func mixed(_ z: Tensor, _ bits: Int) throws -> Tensor {
        try call("aten::bitwise_xor.Tensor", z, shifted(z, bits))
    }
    let counter: Tensor = try call("aten::add.Scalar", Tensor.range(count), (k << 32) + start + 1)
    var z = try multiplied(counter, 0x9E37_79B9_7F4A_7C15)
    z = try multiplied(mixed(z, 30), 0xBF58_476D_1CE4_E5B9)
    z = try multiplied(mixed(z, 27), 0x94D0_49BB_1331_11EB)
    return try shifted(mixed(z, 31), 40).to(.float64) / Double(1 << 23) - 1
}
