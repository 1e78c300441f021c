import Imaging

extension Overlay {
    /// An image as grey values of 8 bits for showing, one a pixel, row by row.
    ///
    /// Three channels become their luma (ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B), of other numbers the first is shown;
    /// alpha is left out. Values of 8 bits stay as they are; others are mapped so that their 0.5 and 99.5 percentiles
    /// become 0 and 255.
    package static func grey(_ image: Image) -> [UInt8] {
        guard image.component.isUnsignedUpTo16Bits else { return stretched(image) }
        let samples = image.samples
        let values =
            image.colourChannels == 3
            ? stride(from: 0, to: samples.count, by: image.channels).map { i in
                luma(samples[i], samples[i + 1], samples[i + 2])
            }
            : stride(from: 0, to: samples.count, by: image.channels).map { samples[$0] }
        if image.component == .uint8 { return values.map { UInt8(clamping: $0) } }
        let (low, high) = percentiles(of: values)
        let range = max(1, high - low)
        return values.map { UInt8(clamping: ((Int($0) - low) * 255 + range / 2) / range) }
    }

    /// Values of any type; those that are no numbers are black.
    private static func stretched(_ image: Image) -> [UInt8] {
        let samples = image.doubles
        let isColour = image.colourChannels == 3
        let values = stride(from: 0, to: samples.count, by: image.channels).map { i -> Double in
            let (red, green, blue) = isColour ? (samples[i], samples[i + 1], samples[i + 2]) : (samples[i], 0, 0)
            return isColour ? 0.299 * red + 0.587 * green + 0.114 * blue : red
        }
        let sorted = values.filter(\.isFinite).sorted()
        guard !sorted.isEmpty else { return [UInt8](repeating: 0, count: values.count) }
        let last = Double(sorted.count - 1)
        let (low, high) = (sorted[Int((0.005 * last).rounded())], sorted[Int((0.995 * last).rounded())])
        let scale = high > low ? 255 / (high - low) : 0
        return values.map { $0.isNaN ? 0 : UInt8(min(max(($0 - low) * scale, 0), 255).rounded()) }
    }

    private static func luma(_ red: UInt16, _ green: UInt16, _ blue: UInt16) -> UInt16 {
        UInt16(clamping: (299 * Int(red) + 587 * Int(green) + 114 * Int(blue) + 500) / 1000)
    }

    /// The values at 0.5 and at 99.5 per cent of the ordered values.
    private static func percentiles(of values: [UInt16]) -> (low: Int, high: Int) {
        var histogram = [Int](repeating: 0, count: 65536)
        for value in values { histogram[Int(value)] += 1 }
        func value(at rank: Int) -> Int {
            var count = 0
            for (value, n) in histogram.enumerated() {
                count += n
                if count > rank { return value }
            }
            return histogram.count - 1
        }
        let last = Double(values.count - 1)
        return (value(at: Int((0.005 * last).rounded())), value(at: Int((0.995 * last).rounded())))
    }
}
