import Imaging

extension Overlay {
    /// An image as grey values of 8 bits for showing, one a pixel, row by row.
    ///
    /// Colours become their luma (ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B); alpha is left out. Values of 8 bits stay
    /// as they are; values of 16 bits are mapped so that their 0.5 and 99.5 percentiles become 0 and 255.
    package static func grey(_ image: Image) -> [UInt8] {
        let samples = image.samples
        let values =
            switch image.channels {
            case 1: samples
            case 2: stride(from: 0, to: samples.count, by: 2).map { samples[$0] }
            default:
                stride(from: 0, to: samples.count, by: image.channels).map { i in
                    luma(samples[i], samples[i + 1], samples[i + 2])
                }
            }
        switch image.component {
        case .uint8: return values.map { UInt8(clamping: $0) }
        case .uint16:
            let (low, high) = percentiles(of: values)
            let range = max(1, high - low)
            return values.map { UInt8(clamping: ((Int($0) - low) * 255 + range / 2) / range) }
        }
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
