import Files

extension Bootstrap {
    /// The interval of a mean that is taken over images by class, then over classes (`MetricValues`): groups are
    /// resampled, and each draw's mean is taken in the same way. With one class it is `interval(ofMean:)`.
    /// - Parameter groups: of each group (patient) the values of each class, under the class's name; no group is empty.
    /// - Returns: nil where there is no group.
    public func interval(ofMeanByClass groups: [[String: [Double]]]) -> Interval? {
        guard !groups.isEmpty else { return nil }
        let classes = Set(groups.flatMap(\.keys)).sorted()
        let sums = groups.map { group in classes.map { (group[$0] ?? []).reduce(0, +) } }
        let counts = groups.map { group in classes.map { Double(group[$0]?.count ?? 0) } }
        let means = (0..<draws).map { mean($0, sums, counts) }.sorted()
        let tail = (1 - confidence) / 2
        return Interval(low: Quantile.linear(tail, ofSorted: means), high: Quantile.linear(1 - tail, ofSorted: means))
    }

    /// The mean of one resample: a class that none of the drawn groups has is left out of it.
    private func mean(_ draw: Int, _ sums: [[Double]], _ counts: [[Double]]) -> Double {
        var random = RandomDraws(seed: seed, purpose: "bootstrap/groups", index: draw)
        var sum = [Double](repeating: 0, count: sums[0].count)
        var count = sum
        for _ in sums.indices {
            let taken = random.integer(below: sums.count)
            for c in sum.indices {
                sum[c] += sums[taken][c]
                count[c] += counts[taken][c]
            }
        }
        let means = zip(sum, count).filter { $1 > 0 }.map { $0 / $1 }
        return means.reduce(0, +) / Double(max(means.count, 1))
    }
}
