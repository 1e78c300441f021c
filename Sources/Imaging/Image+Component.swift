extension Image {
    /// The number type of one sample.
    public enum Component: String, Sendable, Codable, CaseIterable {
        case uint8, int8, uint16, int16, uint32, int32, float16, float32, float64

        /// Bytes of one sample.
        public var size: Int {
            switch self {
            case .uint8, .int8: 1
            case .uint16, .int16, .float16: 2
            case .uint32, .int32, .float32: 4
            case .float64: 8
            }
        }

        /// The largest value of an integer sample, 255 or 65535 for example; 1 for floating point.
        public var fullScale: Int {
            switch self {
            case .uint8: 255
            case .int8: 127
            case .uint16: 65535
            case .int16: 32767
            case .uint32: 4_294_967_295
            case .int32: 2_147_483_647
            case .float16, .float32, .float64: 1
            }
        }

        /// Whether samples are floating-point numbers.
        public var isFloat: Bool { self == .float16 || self == .float32 || self == .float64 }

        /// Whether samples are whole numbers from 0 of 8 or 16 bits, what PNG holds.
        public var isUnsignedUpTo16Bits: Bool { self == .uint8 || self == .uint16 }
    }
}
