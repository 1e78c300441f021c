import Files

/// What a box plot shows of some values (Tukey 1977).
struct BoxFigures: Equatable {
    /// Quartiles by linear interpolation between ordered values (type 7 of Hyndman and Fan 1996, NumPy's default).
    let lower: Double, median: Double, upper: Double
    /// The values farthest out within 1.5 heights of the box from it.
    let lowWhisker: Double, highWhisker: Double
    /// Values beyond the whiskers.
    let outliers: [Double]

    /// Nil where there is no finite value.
    init?(_ values: [Double]) {
        let sorted = values.filter(\.isFinite).sorted()
        guard !sorted.isEmpty else { return nil }
        func quantile(_ share: Double) -> Double { Quantile.linear(share, ofSorted: sorted) }
        (lower, median, upper) = (quantile(0.25), quantile(0.5), quantile(0.75))
        let reach = 1.5 * (upper - lower)
        let (floor, ceiling) = (lower - reach, upper + reach)
        let inside = sorted.filter { (floor...ceiling).contains($0) }
        // A quartile between two values can lie beyond all values that are inside: a whisker never ends in the box.
        lowWhisker = min(inside.first ?? lower, lower)
        highWhisker = max(inside.last ?? upper, upper)
        outliers = sorted.filter { !(floor...ceiling).contains($0) }
    }
}
