/// The number type of a tensor's elements. Raw values are torch's.
public enum DType: Int32, Sendable, CaseIterable {
    case uint8 = 0
    case int8, int16, int32, int64, float16, float32, float64
    case bool = 11
    case bfloat16 = 15

    /// Bytes of one element.
    public var size: Int {
        switch self {
        case .uint8, .int8, .bool: 1
        case .int16, .float16, .bfloat16: 2
        case .int32, .float32: 4
        case .int64, .float64: 8
        }
    }

    /// Whether it holds fractions: float16, bfloat16, float32, float64.
    public var isFloatingPoint: Bool {
        switch self {
        case .float16, .bfloat16, .float32, .float64: true
        default: false
        }
    }
}

/// How the elements of a (N, C, H, W) tensor lie in memory. Raw values are torch's.
public enum MemoryFormat: Int64, Sendable {
    /// N, C, H, W: the last axis runs fastest.
    case contiguous = 0
    /// As the source lies.
    case preserve
    /// N, H, W, C: the channels of a pixel side by side, which convolutions on today's processors want.
    case channelsLast
}

/// A Swift number type that is also a tensor's.
public protocol TensorElement: BitwiseCopyable {
    /// The tensor type whose elements lie in memory as values of this type do.
    static var dtype: DType { get }
}

extension UInt8: TensorElement { public static var dtype: DType { .uint8 } }
extension Int32: TensorElement { public static var dtype: DType { .int32 } }
extension Int64: TensorElement { public static var dtype: DType { .int64 } }
extension Float: TensorElement { public static var dtype: DType { .float32 } }
extension Double: TensorElement { public static var dtype: DType { .float64 } }
extension Bool: TensorElement { public static var dtype: DType { .bool } }
