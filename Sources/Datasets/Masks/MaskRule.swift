import Imaging

/// From the pixels of a mask file to foreground and background.
///
/// 1. RGB whose channels are equal is grey; an alpha channel that is opaque everywhere is dropped. Anything else in colour
///    is refused.
/// 2. Two values {0, v}, or one: foreground is where v is.
/// 3. More values are a mask with smoothed edges, cut at half of the full scale (255, or 65535 above it). So that class
///    labels and photographs are not taken for one, it is refused where
///    - no value reaches half of the full scale;
///    - a square of 5 x 5 pixels holds one and the same middle value (between 1/16 and 15/16 of the scale), or of
///      9 x 9 pixels one and the same dark value that is not 0: an area with a label, unconnected with the edges;
///    - a square of 17 x 17 pixels holds middle values only: a photograph, or an image in the place of a mask.
///
/// Smoothing, by whatever resampling, makes bands in which values change from pixel to pixel; on the lung masks of
/// Shenzhen and Montgomery not even a square of 3 x 3 holds middle values only. An enlargement without
/// interpolation by up to four of such a mask passes too.
struct MaskRule {
    let mask: Mask
    /// The largest value of the file.
    let maximum: UInt16
    /// The full scale that edges were cut by; nil where there are two values and nothing had to be cut.
    let smoothedScale: MaskScale?

    init(_ image: Image) throws(MaskFault) {
        let values = try Self.grey(image)
        let histogram = Self.histogram(values)
        let maximum = UInt16(histogram.lastIndex { $0 > 0 } ?? 0)
        let positive = histogram.dropFirst().count { $0 > 0 }
        self.maximum = maximum
        if positive <= 1 {
            smoothedScale = nil
            mask = Mask(width: image.width, height: image.height, soft: values.map { $0 == 0 ? 0 : 255 })
            return
        }
        let scale = max(MaskScale(maximum: maximum), .byte)
        guard 2 * Int(maximum) >= scale.rawValue else { throw Self.labels(histogram, scale) }
        try Self.requireConnected(values, width: image.width, scale: scale)
        smoothedScale = scale
        let (full, half) = (UInt32(scale.rawValue), UInt32(scale.rawValue / 2))
        mask = Mask(
            width: image.width, height: image.height, soft: values.map { UInt8((UInt32($0) * 255 + half) / full) })
    }

    // MARK: - Grey

    private static func grey(_ image: Image) throws(MaskFault) -> [UInt16] {
        let samples = image.samples
        let channels = image.channels
        if channels == 1 { return samples }
        let opaque = UInt16(clamping: image.component.fullScale)
        var grey = [UInt16](repeating: 0, count: samples.count / channels)
        for i in grey.indices {
            let first = channels * i
            if channels != 2, samples[first] != samples[first + 1] || samples[first] != samples[first + 2] {
                throw MaskFault(
                    reason: "is a colour mask (pixel \(i % image.width), \(i / image.width) is "
                        + "\(samples[first..<first + 3].map(String.init).joined(separator: " "))); "
                        + "save it in grey, 0 background and 255 foreground")
            }
            if channels != 3, samples[first + channels - 1] != opaque {
                throw MaskFault(
                    reason: "is a mask with transparent pixels; save it in grey without alpha, 0 background and "
                        + "255 foreground")
            }
            grey[i] = samples[first]
        }
        return grey
    }

    private static func histogram(_ values: [UInt16]) -> [Int] {
        var histogram = [Int](repeating: 0, count: 65536)
        values.withUnsafeBufferPointer { values in
            histogram.withUnsafeMutableBufferPointer { histogram in
                for value in values { histogram[Int(value)] += 1 }
            }
        }
        return histogram
    }

    private static func labels(_ histogram: [Int], _ scale: MaskScale) -> MaskFault {
        let found = histogram.indices.filter { histogram[$0] > 0 }
        let named = found.prefix(6).map(String.init).joined(separator: ", ") + (found.count > 6 ? ", ..." : "")
        return MaskFault(
            reason:
                "is a mask with the values \(named), none of which reaches half of \(scale.rawValue): class labels? "
                + labelAdvice)
    }

    private static let advice = "Save one mask a class, 0 background and 255 foreground"
    private static let labelAdvice = advice + ", or say how many classes there are: --classes N"

    // MARK: - Connected middle values

    /// The side of the largest square of one condition that ends at a pixel follows from its three neighbours before it:
    /// 1 + the least of them. So one pass finds all squares.
    private static func requireConnected(_ values: [UInt16], width: Int, scale: MaskScale) throws(MaskFault) {
        let (low, high) = (UInt16(scale.rawValue / 16), UInt16(scale.rawValue - scale.rawValue / 16))
        var flat = SquareSides(width: width)
        var middle = SquareSides(width: width)
        var fault: MaskFault?
        values.withUnsafeBufferPointer { values in
            for row in 0..<values.count / max(width, 1) {
                let line = row * width
                for x in 0..<width {
                    let value = values[line + x]
                    guard value > 0, value < high else {
                        flat.restart(x)
                        middle.restart(x)
                        continue
                    }
                    let equal =
                        x > 0 && row > 0 && value == values[line + x - 1] && value == values[line + x - width]
                        && value == values[line + x - width - 1]
                    if flat.extend(x, together: equal) >= (value > low ? 5 : 9) {
                        fault = flatFault(value, x, row, scale)
                        return
                    }
                    if value <= low {
                        middle.restart(x)
                    } else if middle.extend(x, together: x > 0 && row > 0) >= 17 {
                        fault = photographFault(x, row, scale)
                        return
                    }
                }
                flat.nextRow()
                middle.nextRow()
            }
        }
        if let fault { throw fault }
    }

    private static func flatFault(_ value: UInt16, _ x: Int, _ y: Int, _ scale: MaskScale) -> MaskFault {
        MaskFault(
            reason: "is a grey mask with an area of the value \(value) of \(scale.rawValue) (about pixel \(x), \(y)), "
                + "which is neither background nor foreground: class labels? " + labelAdvice)
    }

    private static func photographFault(_ x: Int, _ y: Int, _ scale: MaskScale) -> MaskFault {
        MaskFault(
            reason: "is a grey mask with wide areas between 0 and \(scale.rawValue) (about pixel \(x), \(y)), not with "
                + "smoothed edges: an image in the place of a mask? " + advice)
    }
}

/// The sides of the largest squares that end at the pixels of two neighbouring rows.
private struct SquareSides {
    private var above: [Int]
    private var here: [Int]

    init(width: Int) {
        above = [Int](repeating: 0, count: width)
        here = above
    }

    /// The pixel does not meet the condition.
    mutating func restart(_ x: Int) { here[x] = 0 }

    /// The pixel meets it; `together`: so do its three neighbours, and it belongs with them.
    mutating func extend(_ x: Int, together: Bool) -> Int {
        here[x] = together ? 1 + min(above[x], here[x - 1], above[x - 1]) : 1
        return here[x]
    }

    mutating func nextRow() { swap(&above, &here) }
}
