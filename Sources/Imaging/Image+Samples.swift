extension Image {
    /// The samples as numbers of 16 bits: 8-bit values stay as they are (0 to 255). Samples of other types than `uint8`
    /// and `uint16` are rounded and clamped to 0 to 65535 (not a number: 0); use `doubles` for them.
    public var samples: [UInt16] {
        switch component {
        case .uint8: bytes.map(UInt16.init)
        case .uint16: loaded(as: UInt16.self) { $0 }
        default: doubles.map { $0.isNaN ? 0 : UInt16(min(max($0.rounded(), 0), 65535)) }
        }
    }

    /// The samples as they are, in `Float`: exact for all types but `uint32`, `int32` and `float64`, which are rounded
    /// to 24 significant bits.
    public var floats: [Float] {
        switch component {
        case .uint8: bytes.map(Float.init)
        case .int8: loaded(as: Int8.self, Float.init)
        case .uint16: loaded(as: UInt16.self, Float.init)
        case .int16: loaded(as: Int16.self, Float.init)
        case .uint32: loaded(as: UInt32.self, Float.init)
        case .int32: loaded(as: Int32.self, Float.init)
        case .float16: loaded(as: Float16.self, Float.init)
        case .float32: loaded(as: Float.self) { $0 }
        case .float64: loaded(as: Double.self, Float.init)
        }
    }

    /// The samples as they are, in `Double`: exact for all types.
    public var doubles: [Double] {
        switch component {
        case .uint8: bytes.map(Double.init)
        case .int8: loaded(as: Int8.self, Double.init)
        case .uint16: loaded(as: UInt16.self, Double.init)
        case .int16: loaded(as: Int16.self, Double.init)
        case .uint32: loaded(as: UInt32.self, Double.init)
        case .int32: loaded(as: Int32.self, Double.init)
        case .float16: loaded(as: Float16.self, Double.init)
        case .float32: loaded(as: Float.self, Double.init)
        case .float64: loaded(as: Double.self) { $0 }
        }
    }

    private func loaded<Sample: BitwiseCopyable, Result>(
        as type: Sample.Type, _ convert: (Sample) -> Result
    ) -> [Result] {
        let size = MemoryLayout<Sample>.size
        return bytes.withUnsafeBytes { raw in
            (0..<raw.count / size).map { convert(raw.loadUnaligned(fromByteOffset: size * $0, as: type)) }
        }
    }
}
