import Foundation
import Imaging

extension MaskFacts {
    /// Measures a mask in one pass.
    /// - Parameter truth: the joined mask at its own size.
    init(_ truth: Truth) {
        size = truth.size
        let (width, height) = (size.width, size.height)
        // Of one class 255 is what does not count, as for several.
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

extension MaskFacts.File {
    /// What a mask's file holds.
    init(_ file: MaskFiles.File) {
        let (size, url) = (file.size, URL(filePath: file.path))
        switch file.content {
        case .values(let mask):
            self.init(url: url, size: size, isLossy: mask.isLossy, values: ValueCounts(mask.values, mask.counts))
        case .labels(let mask):
            var counts = [Int](repeating: 0, count: 256)
            for label in mask.labels { counts[Int(label)] += 1 }
            let found = counts.indices.filter { counts[$0] > 0 }
            self.init(
                url: url, size: size, isLossy: false,
                values: ValueCounts(found.map(Double.init), found.map { counts[$0] }))
        }
    }
}

extension ValueCounts {
    /// - Parameter values: ascending, with as many counts.
    init(_ values: [Double], _ pixels: [Int]) {
        let all = zip(values, pixels).map { Count(value: $0, pixels: $1) }
        counts = all.count > Self.most ? all.prefix(Self.most - 1) + all.suffix(1) : all
        distinct = all.count
    }
}
