import Files

extension Comparison {
    /// Compares every pair of arms by each of the metrics that they have, over all images and, with several sets, over the
    /// images of each set.
    ///
    /// Two arms are paired by seed and image; ``MeanDifference`` gives the interval and p of their mean difference. Up to
    /// two seeds it is of the models that were trained: the differences are means over the seeds, and groups alone are a
    /// sample. From three on, seeds are a sample too. Each metric and set is a question of its own: Holm's correction is
    /// over all pairs of arms that answer it.
    /// - Parameters:
    ///   - metrics: include ``ComparedMetric/areaOutsideTwoLargest`` only if two components are expected.
    ///   - margin: two arms are equivalent if the interval of their Dice difference lies strictly within ± this.
    /// - Throws: `ComparisonError` for two arms of one name, an arm without runs, or an image tested twice.
    public init(
        of arms: [ArmScores], metrics: [ComparedMetric] = ComparedMetric.general, margin: Double = 0.01
    ) throws(ComparisonError) {
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
                figures: metrics.flatMap { metric in
                    strata.compactMap { table.figures(of: i, metric, set: $0) }
                })
        }
        var pairs: [Pair] = []
        for metric in metrics where summaries.contains(where: { $0.figures(metric) != nil }) {
            for set in strata {
                pairs += Self.corrected(
                    arms.indices.flatMap { a in
                        (a + 1..<arms.count).map { b in
                            PairMaker(table, a, b, metric, set: set).pair(arms[a].name, arms[b].name, margin: margin)
                        }
                    })
            }
        }
        let scores = arms.flatMap { $0.runs.flatMap(\.scores) }
        self.init(margin: margin, samplingUnit: SamplingUnit(scores), arms: summaries, pairs: pairs)
    }

    /// Holm's correction for the pairs of one metric and set.
    private static func corrected(_ pairs: [PairMaker.Result]) -> [Pair] {
        zip(pairs, Holm.corrected(pairs.map(\.p))).map { $0.pair(correctedP: $1) }
    }
}

extension ScoreTable {
    /// An arm's own means; nil if no image has a value, or if distances have several units.
    func figures(of arm: Int, _ metric: ComparedMetric, set: String?) -> Comparison.Figures? {
        let rows = rows(of: set)
        let scores = arms[arm].map { column in rows.compactMap { column.scores[$0] } }
        let units = metric.isDistance ? Self.units(scores.joined().filter { $0.values[metric] != nil }) : [""]
        let seedMeans = scores.map { Self.mean(of: $0, metric) }
        guard units.count == 1, let mean = Average.mean(seedMeans.compactMap(\.self)) else { return nil }
        let tested = rows.filter { row in arms[arm].contains { $0.scores[row] != nil } }
        return Comparison.Figures(
            metric: metric, set: set, unit: units[0], mean: mean, seedMeans: seedMeans,
            seedDeviation: Self.deviation(seedMeans.compactMap(\.self)), images: imageCount(tested),
            undefined: scores.joined().count { $0.values[metric] == nil })
    }

    /// Over images by class, then over classes, as the tables of a run.
    private static func mean(of scores: [ImageScore], _ metric: ComparedMetric) -> Double? {
        Average.ofGroupMeans(scores.compactMap { score in score.values[metric].map { (score.label, $0) } })
    }

    static func units(_ scores: some Sequence<ImageScore>) -> [String] { Set(scores.map(\.distanceUnit)).sorted() }

    /// The sample standard deviation (n - 1); nil below two values.
    static func deviation(_ values: [Double]) -> Double? {
        guard values.count > 1, let mean = Average.mean(values) else { return nil }
        return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
    }
}
