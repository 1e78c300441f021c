/// The line from stored samples to what they measure: DICOM's rescale slope and intercept.
struct Rescale: Equatable, Sendable {
    let slope: Double, intercept: Double

    /// Nil for the line that changes nothing, and for numbers that are no line.
    init?(slope: Double?, intercept: Double?) {
        let (slope, intercept) = (slope ?? 1, intercept ?? 0)
        guard slope.isFinite, intercept.isFinite, slope != 0, slope != 1 || intercept != 0 else { return nil }
        (self.slope, self.intercept) = (slope, intercept)
    }

    /// The type that holds every sample of a stored type and so many bits after the line: whole numbers where slope and
    /// intercept are whole.
    func component(of stored: Image.Component, bits: Int) -> Image.Component {
        if stored.isFloat { return stored == .float64 ? .float64 : .float32 }
        guard slope == slope.rounded(), intercept == intercept.rounded() else { return .float32 }
        let isSigned = stored == .int8 || stored == .int16 || stored == .int32
        let span = Double(UInt64(1) << UInt64(min(max(bits, 1), 32)))
        let ends = [isSigned ? -span / 2 : 0, isSigned ? span / 2 - 1 : span - 1].map { $0 * slope + intercept }
        let (low, high) = (min(ends[0], ends[1]), max(ends[0], ends[1]))
        if low >= -32768 && high <= 32767 { return .int16 }
        if low >= 0 && high <= 65535 { return .uint16 }
        return low >= -2_147_483_648 && high <= 2_147_483_647 ? .int32 : .float32
    }

    /// The samples after the line, in the type that `component` names.
    func applied(to image: Image, bits: Int) throws(ImageError) -> Image {
        let target = component(of: image.component, bits: bits)
        let values = image.doubles.map { $0 * slope + intercept }
        return try Image(
            width: image.width, height: image.height, channels: image.channels, component: target,
            bytes: target.bytes(of: values), spacing: image.spacing, hasAlpha: image.hasAlpha,
            channelNames: image.channelNames, page: image.page)
    }
}

extension Image.Component {
    /// Numbers as samples of this type, in the machine's byte order. Whole types clamp.
    func bytes(of values: [Double]) -> [UInt8] {
        func bytes<Sample: BitwiseCopyable>(_ convert: (Double) -> Sample) -> [UInt8] {
            values.map(convert).withUnsafeBytes { Array($0) }
        }
        func whole<Sample: FixedWidthInteger & BitwiseCopyable>(_ type: Sample.Type) -> [UInt8] {
            bytes { value in
                value.isNaN
                    ? 0 : Sample(exactly: min(max(value.rounded(), Double(Sample.min)), Double(Sample.max))) ?? 0
            }
        }
        return switch self {
        case .uint8: whole(UInt8.self)
        case .int8: whole(Int8.self)
        case .uint16: whole(UInt16.self)
        case .int16: whole(Int16.self)
        case .uint32: whole(UInt32.self)
        case .int32: whole(Int32.self)
        case .float16: bytes { Float16($0) }
        case .float32: bytes { Float($0) }
        case .float64: bytes { $0 }
        }
    }
}
