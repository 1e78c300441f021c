/// The integer hash that fills weights, inputs and targets of the golden files (`Tests/Golden/make_golden.py`).
public func noise(_ i: Int, stream k: Int) -> Double {
    var z = (UInt64(i) &+ UInt64(k) &<< 32 &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return Double(z >> 40) / Double(1 << 23) - 1
}
