import Foundation

/// Pieces of gnuplot scripts that several charts share.
enum ChartScript {
    /// A named block of data. What is no finite number becomes a gap.
    static func block(_ name: String, _ rows: [[Double?]]) -> String {
        let lines = rows.map { row in
            row.map { value in value.flatMap { isDrawable($0) ? "\($0)" : nil } ?? "NaN" }.joined(separator: " ") + "\n"
        }
        return "$\(name) << EOD\n\(lines.joined())EOD\n"
    }

    /// Whether a value can be drawn: finite, and so far from the largest number that sums and squares stay finite.
    static func isDrawable(_ value: Double) -> Bool { abs(value) < 1e100 }

    /// Ticks at whole numbers, ten at the most: 1, 2, 5, 10, 20 ...
    static func wholeStep(first: Int, last: Int) -> Int {
        var (step, factors) = (1, [2.0, 2.5, 2.0])
        while (last - first) / step > 10 {
            step = Int(Double(step) * factors[0])
            factors.append(factors.removeFirst())
        }
        return step
    }

    /// Ticks at round numbers, six at the most: 1, 2 or 5 times a power of ten.
    static func step(from bottom: Double, to top: Double) -> Double {
        let range = max(top - bottom, 1e-12)
        let power = pow(10, log10(range / 6).rounded(.down))
        return [1, 2, 5, 10].map { $0 * power }.first { range / $0 <= 6 } ?? 10 * power
    }

    /// Where an axis of Dice begins: at the tenth below the lowest value, 0.9 at the most.
    static func bottom(ofDice values: [Double]) -> Double {
        max(0, min(0.9, ((values.min() ?? 0) * 10 + 1e-9).rounded(.down) / 10))
    }

    /// A range that holds all values with some air on both sides, and is never empty.
    static func range(_ values: [Double], air: Double = 0.06) -> ClosedRange<Double> {
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        let margin = high > low ? (high - low) * air : max(abs(high) * 0.1, 1e-3)
        return low - margin...high + margin
    }
}
