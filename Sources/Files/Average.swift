/// Means and medians of a sample.
public enum Average {
    /// Nil where there are no values.
    public static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// Of an even number of values the mean of the two middle ones; nil where there are none.
    public static func median(_ values: [Double]) -> Double? {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        guard !sorted.isEmpty else { return nil }
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
