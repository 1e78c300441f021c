/// Mean, median, minimum and maximum of some scores.
package struct ScoreSummary: Equatable {
    package let count: Int
    package let mean: Double
    /// The middle score; the mean of the two middle ones where their number is even.
    package let median: Double
    package let minimum: Double, maximum: Double

    /// Nil where there is no finite score. Scores that are not finite are left out.
    package init?(_ scores: [Double]) {
        let sorted = scores.filter(\.isFinite).sorted()
        guard let minimum = sorted.first, let maximum = sorted.last else { return nil }
        (self.minimum, self.maximum, count) = (minimum, maximum, sorted.count)
        mean = sorted.reduce(0, +) / Double(sorted.count)
        let half = sorted.count / 2
        median = sorted.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
    }
}
