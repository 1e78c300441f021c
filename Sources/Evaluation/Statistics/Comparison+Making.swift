extension Comparison {
    /// Compares every pair of arms by every metric that they have, over all images and, where there are several, over
    /// each set's.
    ///
    /// Two arms are paired by seed and image. The signed-rank test takes one difference a group (patient): the mean over
    /// its images and the seeds. Up to two seeds the interval is of the models that were trained (groups are resampled);
    /// from three on, seeds are resampled too.
    /// - Parameters:
    ///   - margin: of Dice: two arms are equivalent where the interval lies strictly within it.
    ///   - bootstrap: how the intervals are drawn.
    /// - Throws: `ComparisonError` for arms of one name, without trainings, or that tested an image twice.
    public init(of arms: [ArmScores], margin: Double = 0.01, bootstrap: Bootstrap = Bootstrap())
        throws(ComparisonError)
    {
        var names: Swift.Set<String> = []
        for arm in arms {
            if !names.insert(arm.name).inserted { throw .twoArms(named: arm.name) }
            if arm.runs.isEmpty { throw .noRuns(arm: arm.name) }
        }
        let table = try ScoreTable(arms)
        let strata = [nil] + (table.sets.count > 1 ? table.sets.map(Optional.some) : [])
        let summaries = arms.indices.map { i in
            Arm(
                name: arms[i].name, settings: arms[i].settings, isTuned: arms[i].isTuned,
                seeds: table.arms[i].map(\.seed), cost: arms[i].cost,
                figures: ComparedMetric.allCases.flatMap { metric in
                    strata.compactMap { table.figures(of: i, metric, set: $0) }
                })
        }
        var pairs: [Pair] = []
        for metric in ComparedMetric.allCases where summaries.contains(where: { $0.figures(metric) != nil }) {
            for set in strata {
                pairs += Self.corrected(
                    arms.indices.flatMap { a in
                        (a + 1..<arms.count).map { b in
                            PairMaker(table, a, b, metric, set: set).pair(
                                arms[a].name, arms[b].name, margin: margin, bootstrap)
                        }
                    })
            }
        }
        self.init(margin: margin, bootstrap: bootstrap, arms: summaries, pairs: pairs)
    }

    /// Holm's correction for the pairs of one metric and set.
    private static func corrected(_ pairs: [PairMaker.Result]) -> [Pair] {
        zip(pairs, Holm.corrected(pairs.map { $0.test?.p })).map { $0.pair(correctedP: $1) }
    }
}

extension ScoreTable {
    /// An arm's own figures; nil where no image has the metric, or where distances have several units.
    func figures(of arm: Int, _ metric: ComparedMetric, set: String?) -> Comparison.Figures? {
        let rows = rows(of: set)
        let scores = arms[arm].map { column in rows.compactMap { column.scores[$0] } }
        let units = metric.isDistance ? Self.units(scores.joined().filter { $0.values[metric] != nil }) : [""]
        let seedMeans = scores.map { MetricValues($0.compactMap { $0.row(metric) }).mean }
        guard units.count == 1, let mean = Average.mean(seedMeans.compactMap(\.self)) else { return nil }
        let tested = rows.filter { row in arms[arm].contains { $0.scores[row] != nil } }
        return Comparison.Figures(
            metric: metric, set: set, unit: units[0], mean: mean, seedMeans: seedMeans,
            seedDeviation: Self.deviation(seedMeans.compactMap(\.self)), images: imageCount(tested),
            undefined: scores.joined().count { $0.values[metric] == nil })
    }

    static func units(_ scores: some Sequence<ImageScore>) -> [String] { Set(scores.map(\.distanceUnit)).sorted() }

    /// Of a sample (n - 1); nil below two values.
    static func deviation(_ values: [Double]) -> Double? {
        guard values.count > 1, let mean = Average.mean(values) else { return nil }
        return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
    }
}
