import Foundation
import Imaging

extension MaskFacts {
    /// Measures a mask in one pass.
    /// - Parameter truth: the joined mask at its own size.
    init(_ truth: Truth, files: [File]) {
        self.files = files
        size = truth.size
        let (width, height) = (size.width, size.height)
        let values = truth.values
        var (foreground, ignored) = (0, 0)
        copy = values.withUnsafeBufferPointer { values in
            for value in values {
                if value == LabelMask.ignored { ignored += 1 } else if value != 0 { foreground += 1 }
            }
            return SmallCopy(side: Self.copySide, width: width, height: height) {
                values[$0] != 0 && values[$0] != LabelMask.ignored ? 255 : 0
            }
        }
        let count = Double(max(values.count, 1))
        (self.foreground, self.ignored) = (Double(foreground) / count, Double(ignored) / count)
        func isForeground(_ i: Int) -> Bool { values[i] != 0 && values[i] != LabelMask.ignored }
        let sides = [
            (0..<width).count { isForeground($0) }, (0..<width).count { isForeground((height - 1) * width + $0) },
            (0..<height).count { isForeground($0 * width) },
            (0..<height).count { isForeground($0 * width + width - 1) },
        ]
        touchesAllBorders = sides.allSatisfy { $0 > 0 }
        borders = Double(sides.reduce(0, +)) / Double(max(2 * (width + height), 1))
    }
}

extension ValueCounts {
    /// Counts the values of a mask's file. Red, green and blue that are equal everywhere are grey; alpha is left out.
    init(_ image: Image) {
        let (samples, channels) = (image.samples, image.channels)
        guard image.colourChannels == 3, let colours = Self.colours(samples, channels) else {
            var histogram = [Int](repeating: 0, count: 65536)
            samples.withUnsafeBufferPointer { samples in
                histogram.withUnsafeMutableBufferPointer { histogram in
                    for i in stride(from: 0, to: samples.count, by: channels) { histogram[Int(samples[i])] += 1 }
                }
            }
            let found = histogram.indices.filter { histogram[$0] > 0 }
            let kept = found.count > Self.most ? found.prefix(Self.most - 1) + found.suffix(1) : found.prefix(Self.most)
            counts = kept.map { Count(value: $0, pixels: histogram[$0]) }
            (distinct, isColour) = (found.count, false)
            return
        }
        counts = colours.prefix(Self.most).map { Count(value: $0.key, pixels: $0.value) }.sorted { $0.value < $1.value }
        (distinct, isColour) = (colours.count, true)
    }

    /// Pixels of each colour, of at most one more than are kept; nil where all are grey.
    private static func colours(_ samples: [UInt16], _ channels: Int) -> [Int: Int]? {
        var (counts, isGrey) = ([Int: Int](), true)
        var last: (colour: Int, pixels: Int) = (-1, 0)
        func value(_ i: Int) -> Int { Int(samples[i] > 255 ? samples[i] >> 8 : samples[i]) }
        for i in stride(from: 0, to: samples.count, by: channels) {
            if isGrey, samples[i] != samples[i + 1] || samples[i] != samples[i + 2] { isGrey = false }
            let colour = value(i) << 16 | value(i + 1) << 8 | value(i + 2)
            if colour == last.colour {
                last.pixels += 1
                continue
            }
            if last.pixels > 0 { counts[last.colour, default: 0] += last.pixels }
            last = counts[colour] != nil || counts.count <= most ? (colour, 1) : (-1, 0)
        }
        if last.pixels > 0 { counts[last.colour, default: 0] += last.pixels }
        return isGrey ? nil : counts
    }
}
