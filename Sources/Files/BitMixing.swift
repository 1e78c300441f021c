/// Integer hashes that are the same on every machine and in every process, unlike Swift's own.
public enum BitMixing {
    /// FNV-1a of a text's UTF-8 bytes.
    /// - Parameter basis: what it starts from; the default is FNV's own.
    public static func fnv1a(_ text: String, basis: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
        text.utf8.reduce(basis) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    /// The finaliser of splitmix64 (Steele, Lea and Flood, 2014).
    public static func splitmix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
