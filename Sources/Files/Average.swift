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

    /// Values that have a key in common, keys in the order of their first values: sums are the same each time.
    public static func groups<Key: Hashable>(_ values: [(key: Key, value: Double)]) -> [[Double]] {
        var indices: [Key: Int] = [:]
        var groups: [[Double]] = []
        for (key, value) in values {
            let index = indices[key] ?? groups.count
            if index == groups.count { groups.append([]) }
            indices[key] = index
            groups[index].append(value)
        }
        return groups
    }

    /// The mean of the means of the values that have a key in common: over images by class, then over classes.
    public static func ofGroupMeans<Key: Hashable>(_ values: [(key: Key, value: Double)]) -> Double? {
        mean(groups(values).compactMap(mean))
    }
}
