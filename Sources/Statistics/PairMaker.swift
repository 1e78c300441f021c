import Files

/// Compares two arms by one metric over some images: the differences, their mean's interval and p, and the verdict.
struct PairMaker {
    private let metric: ComparedMetric
    private let set: String?
    private let seedCount: Int
    /// For each compared row the arms' means over seeds, and for each seed the difference.
    private var means: [(first: Double, second: Double)] = []
    private var differences: [[Double]]
    /// For each group (patient) the indices of its rows in `means`.
    private var groups: [[Int]] = []
    private var images = 0, undefined = 0, unpaired = 0
    private var units: [String] = []

    /// Matches the rows that both arms have with every common seed.
    init(_ table: ScoreTable, _ a: Int, _ b: Int, _ metric: ComparedMetric, set: String?) {
        (self.metric, self.set) = (metric, set)
        let bySeed = Dictionary(uniqueKeysWithValues: table.arms[b].map { ($0.seed, $0) })
        let columns = table.arms[a].compactMap { first in bySeed[first.seed].map { (first, $0) } }
        seedCount = columns.count
        differences = Array(repeating: [], count: columns.count)
        guard !columns.isEmpty else { return }
        var (compared, places, seen): ([Int], [Int: Int], Swift.Set<String>) = ([], [:], [])
        for row in table.rows(of: set) {
            let scores = columns.map { ($0.scores[row], $1.scores[row]) }
            if scores.allSatisfy({ $0 == nil && $1 == nil }) { continue }
            let values = scores.compactMap { first, second -> (ImageScore, ImageScore)? in
                if let first, let second { (first, second) } else { nil }
            }
            guard values.count == columns.count else {
                unpaired += 1
                continue
            }
            let numbers = values.compactMap { first, second -> (Double, Double)? in
                if let a = first.values[metric], let b = second.values[metric] { (a, b) } else { nil }
            }
            guard numbers.count == columns.count else {
                undefined += 1
                continue
            }
            if metric.isDistance { seen.formUnion(values.flatMap { [$0.distanceUnit, $1.distanceUnit] }) }
            let place = places[table.groups[row]] ?? groups.count
            if place == groups.count { groups.append([]) }
            places[table.groups[row]] = place
            groups[place].append(means.count)
            let count = Double(numbers.count)
            means.append((numbers.reduce(0) { $0 + $1.0 } / count, numbers.reduce(0) { $0 + $1.1 } / count))
            for (seed, pair) in numbers.enumerated() { differences[seed].append(pair.0 - pair.1) }
            compared.append(row)
        }
        images = table.imageCount(compared)
        units = metric.isDistance ? seen.sorted() : [""]
    }

    /// A pair whose corrected p, and so its verdict, depends on the other pairs.
    struct Result {
        let p: Double?
        let make: (_ correctedP: Double?) -> Comparison.Pair

        func pair(correctedP: Double?) -> Comparison.Pair { make(correctedP) }
    }

    /// - Parameter margin: of equivalence in Dice; other metrics have none.
    func pair(_ first: String, _ second: String, margin: Double) -> Result {
        let isComparable = units.count == 1
        let mean = isComparable ? Average.mean(rowDifferences) : nil
        let estimate = mean == nil ? nil : estimate
        let scope = Scope(seeds: seedCount)
        let wilcoxon: WilcoxonTest? =
            if case .trainedModels = scope, mean != nil { wilcoxon } else { nil }
        return Result(p: estimate?.p) { correctedP in
            Comparison.Pair(
                first: first, second: second, metric: metric, set: set, unit: isComparable ? units[0] : "",
                firstMean: mean == nil ? nil : Average.mean(means.map(\.first)),
                secondMean: mean == nil ? nil : Average.mean(means.map(\.second)), difference: mean,
                interval: estimate?.interval(confidence: Comparison.confidence),
                standardError: estimate?.deciding(confidence: Comparison.confidence).standardError,
                degreesOfFreedom: estimate?.deciding(confidence: Comparison.confidence).degreesOfFreedom,
                p: estimate?.p, correctedP: correctedP, wilcoxon: wilcoxon, images: images, groups: groups.count,
                undefined: undefined, unpaired: unpaired, scope: scope,
                verdict: verdict(first, second, estimate, correctedP, margin: metric == .dice ? margin : nil))
        }
    }

    /// For each row the mean difference over seeds. Differences are taken before means, so that equal scores give exactly 0.
    private var rowDifferences: [Double] {
        means.indices.map { row in differences.reduce(0) { $0 + $1[row] } / Double(max(seedCount, 1)) }
    }

    /// Over groups, and over seeds too from `fewestSeeds` on.
    private var estimate: MeanDifference? {
        if seedCount < Comparison.fewestSeeds {
            let values = rowDifferences
            return MeanDifference(of: groups.map { $0.map { values[$0] } })
        }
        return MeanDifference(ofSeeds: differences.map { seed in groups.map { $0.map { seed[$0] } } })
    }

    private var wilcoxon: WilcoxonTest? {
        let values = rowDifferences
        return WilcoxonTest(groups.compactMap { Average.mean($0.map { values[$0] }) })
    }

    private func verdict(
        _ first: String, _ second: String, _ estimate: MeanDifference?, _ correctedP: Double?, margin: Double?
    ) -> Verdict {
        if seedCount == 0 { return .none(.noCommonSeed) }
        if units.count > 1 { return .none(.mixedUnits(units)) }
        if groups.isEmpty { return .none(.noValues) }
        guard groups.count >= Comparison.fewestGroups, let estimate, let correctedP else {
            return .none(.tooFewGroups(groups.count))
        }
        let better: String? =
            if correctedP < Comparison.level { (estimate.mean > 0) == metric.isHigherBetter ? first : second } else {
                nil
            }
        if let margin, estimate.interval(confidence: Comparison.confidence).isWithin(margin) {
            return .equivalent(within: margin, favouring: better)
        }
        return better.map { .better(arm: $0, by: abs(estimate.mean)) } ?? .undecided(images: images)
    }
}
