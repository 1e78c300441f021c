/// Counts of scores in [0, 1] over bins of one width that end at 1.
struct Histogram: Equatable {
    /// Left edge of the first bin and width of a bin, in thousandths: edges are then exact.
    let lowest: Int, width: Int
    let counts: [Int]

    /// The widest bins of 0.05, 0.025, 0.02, 0.01 ... 0.001 of which at least `fewest` lie between the lowest score and 1.
    init(of scores: [Double], fewest: Int = 12) {
        let scores = scores.filter { (0...1).contains($0) }
        let low = scores.min() ?? 0
        let widths = [50, 25, 20, 10, 5, 2, 1]
        func firstEdge(_ width: Int) -> Int {
            let bins = Int(((1 - low) * 1000 / Double(width) - 1e-9).rounded(.up))
            return 1000 - max(1, bins) * width
        }
        let width = widths.first { (1000 - firstEdge($0)) / $0 >= fewest } ?? 1
        // Never fewer bins, or a single score would fill the chart.
        let lowest = max(0, min(firstEdge(width), 1000 - fewest * width))
        (self.lowest, self.width) = (lowest, width)
        counts = Self.counts(of: scores, lowest: lowest, width: width)
    }

    /// How many of some other scores lie in each of these bins; scores below the first bin count in it.
    func counts(of scores: [Double]) -> [Int] { Self.counts(of: scores, lowest: lowest, width: width) }

    private static func counts(of scores: [Double], lowest: Int, width: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: (1000 - lowest) / width)
        for score in scores where (0...1).contains(score) {
            // A score on an edge belongs to the bin above it, whatever its last bit; 1 belongs to the last bin.
            let bin = Int(((score * 1000 - Double(lowest)) / Double(width) + 1e-9).rounded(.down))
            counts[max(0, min(counts.count - 1, bin))] += 1
        }
        return counts
    }

    /// Left edge of the first bin, in [0, 1].
    var left: Double { Double(lowest) / 1000 }

    /// Width of a bin, in [0, 1].
    var widthInUnits: Double { Double(width) / 1000 }

    /// The middle of each bin, in [0, 1].
    var centres: [Double] {
        counts.indices.map { (Double(lowest) + (Double($0) + 0.5) * Double(width)) / 1000 }
    }
}
