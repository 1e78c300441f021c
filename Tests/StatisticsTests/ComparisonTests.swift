import Foundation
import TestSupport
import Testing

@testable import Statistics

struct ComparisonTests {
    /// Scores of `count` films, one a patient, alternately of the sets a and b.
    private static func scores(_ count: Int = 40, _ dice: (Int) -> Double) -> [ImageScore] {
        (0..<count).map { i in
            ImageScore(set: i % 2 == 0 ? "a" : "b", image: "\(i).png", group: "p\(i)", values: [.dice: dice(i)])
        }
    }

    private static func arm(_ name: String, seeds: Int = 1, _ dice: (_ seed: Int, _ film: Int) -> Double) -> ArmScores {
        ArmScores(
            name: name,
            runs: (0..<seeds).map { seed in .init(seed: UInt64(seed), scores: scores { dice(seed, $0) }) })
    }

    /// A difference that goes up and down by 0.004 from film to film.
    private static func wave(_ i: Int) -> Double { 0.004 * Double(i % 5 - 2) / 2 }

    private static func verdict(shift: Double, spread: Double = 1, margin: Double = 0.01) throws -> Verdict? {
        let a = arm("a") { _, i in 0.9 + shift + spread * wave(i) }
        let b = arm("b") { _, _ in 0.9 }
        return try Comparison(of: [a, b], margin: margin).pair("a", "b")?.verdict
    }

    @Test func theIntervalDecides() throws {
        #expect(try Self.verdict(shift: 0) == .equivalent(within: 0.01, favouring: nil))
        // A difference that is there, and too small to matter.
        #expect(try Self.verdict(shift: 0.005) == .equivalent(within: 0.01, favouring: "a"))
        #expect(try Self.verdict(shift: 0, spread: 50) == .undecided(images: 40))
        guard case .better(arm: "a", let by)? = try Self.verdict(shift: 0.05) else {
            Issue.record("a is better")
            return
        }
        #expect(abs(by - 0.05) < 1e-12)
        guard case .better(arm: "b", _)? = try Self.verdict(shift: -0.05) else {
            Issue.record("b is better")
            return
        }
        // Partly outside the margin, and without 0.
        guard case .better(arm: "a", _)? = try Self.verdict(shift: 0.0099) else {
            Issue.record("a is better")
            return
        }
    }

    @Test func onlyThreeSeedsSpeakOfSettings() throws {
        func scope(_ seeds: Int) throws -> Scope? {
            let (a, b) = (Self.arm("a", seeds: seeds) { _, _ in 0.9 }, Self.arm("b", seeds: seeds) { _, _ in 0.8 })
            return try Comparison(of: [a, b]).pair("a", "b")?.scope
        }
        #expect(try scope(1) == .trainedModels(seeds: 1))
        #expect(try scope(2) == .trainedModels(seeds: 2))
        #expect(try scope(3) == .settings(seeds: 3))
    }

    /// Films agree on 0.01, seeds do not: with three of them the difference is open, with the models alone it is not.
    @Test func seedsAreASampleFromThreeOn() throws {
        func pair(_ shifts: [Double]) throws -> Comparison.Pair? {
            let a = Self.arm("a", seeds: shifts.count) { seed, i in 0.9 + shifts[seed] + Self.wave(i) }
            let b = Self.arm("b", seeds: shifts.count) { _, _ in 0.9 }
            return try Comparison(of: [a, b]).pair("a", "b")
        }
        let (two, three) = (try #require(try pair([-0.02, 0.05])), try #require(try pair([-0.02, 0.015, 0.05])))
        #expect(two.interval?.contains(0) == false)
        #expect(two.degreesOfFreedom.map { abs($0 - 39) < 1e-9 } == true)
        #expect(three.interval?.contains(0) == true)
        #expect(three.verdict == .undecided(images: 40))
        #expect(three.degreesOfFreedom.map { $0 < 3 } == true)
        // The signed-rank test ignores seeds, so that it would reject: it is made of given models alone.
        #expect(two.wilcoxon != nil)
        #expect(three.wilcoxon == nil)
    }

    /// The interval and p are those of ``MeanDifference``, and exclude 0 together.
    @Test func intervalAndTestAreOfOneStatistic() throws {
        for seeds in [1, 2, 3, 5] {
            for shift in [0, 0.0005, 0.002, 0.004, 0.01] {
                let a = Self.arm("a", seeds: seeds) { seed, i in
                    0.9 + shift + 0.001 * Double(seed) + 4 * Self.wave(i + seed)
                }
                let b = Self.arm("b", seeds: seeds) { _, _ in 0.9 }
                let pair = try #require(try Comparison(of: [a, b]).pair("a", "b"))
                let (interval, p) = (try #require(pair.interval), try #require(pair.p))
                #expect(interval.contains(0) == (p >= Comparison.level), "\(seeds) seeds, \(shift)")
                #expect(pair.correctedP == p)
                let (error, difference) = (try #require(pair.standardError), try #require(pair.difference))
                let t = StudentsT(degreesOfFreedom: try #require(pair.degreesOfFreedom)).quantile(twoSided: 0.05)
                #expect(abs(interval.high - difference - t * error) < 1e-12)
            }
        }
    }

    /// An interval that excludes 0 is not enough where many pairs are looked at.
    @Test func theVerdictNeedsTheCorrectedP() throws {
        let a = Self.arm("a") { _, i in 0.724 + 20 * Self.wave(i) }
        let two = [a, Self.arm("b") { _, _ in 0.7 }]
        let alone = try #require(try Comparison(of: two).pair("a", "b"))
        guard case .better(arm: "a", _) = alone.verdict else {
            Issue.record("a is better: \(alone.verdict), p = \(alone.p ?? -1)")
            return
        }
        let more = try Comparison(of: two + "cdefgh".map { name in Self.arm("\(name)") { _, _ in 0.7 } })
        let among = try #require(more.pair("a", "b"))
        #expect(among.interval == alone.interval)
        #expect(among.interval?.contains(0) == false)
        #expect(among.verdict == .undecided(images: 40), "p = \(among.correctedP ?? -1)")
        #expect(among.isUndoneByCorrection)
        #expect(!alone.isUndoneByCorrection)
    }

    /// What two lungs are judged by is compared only where it is asked for.
    @Test func areaOutsideTwoLargestIsNotForEveryStudy() throws {
        let scores = (0..<8).map {
            ImageScore(set: "s", image: "\($0)", values: [.dice: 0.9, .areaOutsideTwoLargest: 3, .components: 1])
        }
        let arms = ["a", "b"].map { ArmScores(name: $0, runs: [.init(seed: 0, scores: scores)]) }
        let general = try Comparison(of: arms)
        #expect(general.metrics == [.dice, .components])
        #expect(try !general.json.contains("area_outside_two_largest"))
        #expect(!general.csv.contains("area_outside_two_largest"))
        let experiment = try Comparison(of: arms, metrics: ComparedMetric.allCases)
        #expect(experiment.metrics == [.dice, .areaOutsideTwoLargest, .components])
    }

    @Test func itIsKnownWhetherGroupsAreImages() throws {
        func unit(_ groups: [(image: String, group: String)]) throws -> SamplingUnit {
            let scores = groups.map { ImageScore(set: "s", image: $0.image, group: $0.group, values: [.dice: 0.9]) }
            return try Comparison(of: [ArmScores(name: "a", runs: [.init(seed: 0, scores: scores)])]).samplingUnit
        }
        #expect(try unit([("a.png", ""), ("x/b.v2.png", "b.v2"), ("c", "c"), (".d", ".d")]) == .image)
        #expect(try unit([("a.png", "a"), ("b.png", "patient 3")]) == .group)
        #expect(try unit([("a_1.png", "a"), ("a_2.png", "a")]) == .group)
    }

    @Test func meansBySetAndSeedByHand() throws {
        let a = Self.arm("a", seeds: 2) { seed, i in (i % 2 == 0 ? 0.8 : 0.6) + (seed == 0 ? 0 : 0.1) }
        let comparison = try Comparison(of: [a, Self.arm("b", seeds: 2) { _, _ in 0.5 }])
        let all = try #require(comparison.arms[0].figures(.dice))
        #expect(abs(all.mean - 0.75) < 1e-12)
        #expect(zip(all.seedMeans, [0.7, 0.8]).allSatisfy { abs(($0 ?? 0) - $1) < 1e-12 })
        #expect(abs((all.seedDeviation ?? 0) - 0.1 / 2.0.squareRoot()) < 1e-12)
        #expect((all.images, all.undefined) == (40, 0))
        #expect(abs((comparison.arms[0].figures(.dice, set: "a")?.mean ?? 0) - 0.85) < 1e-12)
        #expect(comparison.sets == ["a", "b"])
        #expect(comparison.metrics == [.dice])
        let pair = try #require(comparison.pair("b", "a", set: "b"))
        #expect((pair.first, pair.second) == ("a", "b"))
        #expect(abs((pair.difference ?? 0) - 0.15) < 1e-12)
        #expect((pair.images, pair.groups) == (20, 20))
        #expect(Self.arm("x") { _, _ in 0 }.runs.count == 1)
        let one = try Comparison(of: [Self.arm("x") { _, _ in 0.5 }])
        #expect(one.pairs.isEmpty)
        #expect(one.arms[0].figures(.dice)?.seedDeviation == nil)
    }

    /// Three pairs: the smallest p is multiplied by three.
    @Test func holmIsOfThePairsOfAMetricAndSet() throws {
        let arms = [0.0, 0.001, 0.03].enumerated().map { place, shift in
            Self.arm("\(place)") { _, i in 0.9 + shift + Double(place) * Self.wave(i + place) }
        }
        let comparison = try Comparison(of: arms)
        let pairs = comparison.pairs.filter { $0.metric == .dice && $0.set == nil }
        #expect(pairs.count == 3)
        #expect(pairs.map(\.correctedP) == Holm.corrected(pairs.map(\.p)))
        #expect(comparison.pairs.count == 9)
    }

    @Test func whatIsNotDefinedIsLeftOutAndCounted() throws {
        func arm(_ name: String, _ hd95: (Int) -> Double?) -> ArmScores {
            let scores = (0..<20).map { i in
                ImageScore(
                    set: "s", image: "\(i)", values: [.dice: 0.9, .hd95: hd95(i) ?? .infinity], distanceUnit: "px")
            }
            return ArmScores(name: name, runs: [.init(seed: 0, scores: scores)])
        }
        let a = arm("a") { $0 < 3 ? nil : 4 }
        let b = arm("b") { $0 == 2 || $0 == 19 ? nil : 6 }
        let pair = try #require(try Comparison(of: [a, b]).pair("a", "b", .hd95))
        #expect((pair.images, pair.undefined, pair.unpaired) == (16, 4, 0))
        #expect((pair.firstMean, pair.secondMean, pair.unit) == (4, 6, "px"))
        // Less is better; a distance has no margin.
        #expect(pair.verdict == .better(arm: "a", by: 2))
        let none = arm("none") { _ in nil }
        let empty = try Comparison(of: [a, none])
        #expect(empty.pair("a", "none", .hd95)?.verdict == Verdict.none(.noValues))
        #expect(empty.pair("a", "none", .hd95)?.correctedP == nil)
        #expect(empty.arms[1].figures(.hd95) == nil)
    }

    @Test func imagesOfOneArmAloneAreLeftOutAndCounted() throws {
        let a = ArmScores(name: "a", runs: [.init(seed: 4, scores: Self.scores(30) { _ in 0.9 })])
        let b = ArmScores(name: "b", runs: [.init(seed: 4, scores: Self.scores(25) { _ in 0.8 })])
        let pair = try #require(try Comparison(of: [a, b]).pair("a", "b"))
        #expect((pair.images, pair.unpaired, pair.undefined) == (25, 5, 0))
    }

    @Test func foldsOfASeedAreJoined() throws {
        func arm(_ name: String, _ dice: Double) -> ArmScores {
            let all = Self.scores { _ in dice }
            return ArmScores(
                name: name,
                runs: [
                    .init(seed: 0, fold: 1, scores: Array(all[..<15])),
                    .init(seed: 0, fold: 2, scores: Array(all[15...])),
                ])
        }
        let pair = try Comparison(of: [arm("a", 0.9), arm("b", 0.8)]).pair("a", "b")
        #expect(pair?.images == 40)
        #expect(pair?.scope == .trainedModels(seeds: 1))
    }

    @Test func whatAllowsNoStatement() throws {
        func arm(_ name: String, seed: UInt64 = 0, patients: Int, unit: String = "px") -> ArmScores {
            let scores = (0..<20).map { i in
                ImageScore(
                    set: "s", image: "\(i)", group: "\(i % patients)", values: [.dice: 0.5, .assd: 1],
                    distanceUnit: unit)
            }
            return ArmScores(name: name, runs: [.init(seed: seed, scores: scores)])
        }
        func verdict(_ a: ArmScores, _ b: ArmScores, _ metric: ComparedMetric = .dice) throws -> Verdict? {
            try Comparison(of: [a, b]).pair(a.name, b.name, metric)?.verdict
        }
        let a = arm("a", patients: 5)
        #expect(try verdict(a, arm("b", patients: 5)) == Verdict.none(.tooFewGroups(5)))
        #expect(try verdict(a, arm("b", seed: 1, patients: 5)) == Verdict.none(.noCommonSeed))
        let mixed = try verdict(arm("a", patients: 20), arm("b", patients: 20, unit: "mm"), .assd)
        #expect(mixed == Verdict.none(.mixedUnits(["mm", "px"])))
    }

    @Test func whatCannotBeCompared() {
        let a = Self.arm("a") { _, _ in 0.9 }
        #expect(throws: ComparisonError.twoArms(named: "a")) { try Comparison(of: [a, a]) }
        #expect(throws: ComparisonError.noRuns(arm: "b")) { try Comparison(of: [a, ArmScores(name: "b", runs: [])]) }
        let twice = ArmScores(name: "c", runs: [a.runs[0], a.runs[0]])
        #expect { try Comparison(of: [twice]) } throws: { "\($0)".contains("tested a/0.png twice with seed 0") }
    }

    @Test func filesHoldAll() throws {
        try withTemporaryFolder { folder in
            let cost = ArmCost(secondsPerEpoch: 7.5, parameters: 24_436_369, peakMemory: 3 << 30)
            let a = ArmScores(
                name: "unet, adam", settings: ["training.optimizer.name": "adam"], isTuned: true, cost: cost,
                runs: [.init(seed: 0, scores: Self.scores { 0.9 + Self.wave($0) })])
            let comparison = try Comparison(of: [a, Self.arm("b") { _, _ in 0.8 }])
            let (table, json) = (folder.appending(path: "c.csv"), folder.appending(path: "c.json"))
            try comparison.write(table: table, json: json)
            #expect(try Comparison(reading: json) == comparison)
            let lines = try String(contentsOf: table, encoding: .utf8).split(separator: "\n")
            #expect(lines.count == 4)
            #expect(lines[1].hasPrefix("dice,,\"unet, adam\",b,,0.9"))
            #expect(lines[1].hasSuffix(",40,40,1,0,0,trained_models,better,\"unet, adam\""))
            #expect(lines[0].contains(",low,high,standard_error,degrees_of_freedom,p,p_holm,p_wilcoxon,images,"))
            for (text, reason) in [
                ("{}", "it is damaged"), (#"{"format": 2}"#, "it is damaged"), ("{", "it is damaged"),
                (#"{"format": 1, "margin": 0.01}"#, "its format is 1; this version of Pleura reads 2"),
            ] {
                try Data(text.utf8).write(to: json)
                #expect { try Comparison(reading: json) } throws: {
                    "\($0)".contains("c.json") && "\($0)".contains(reason)
                }
            }
            #expect { try Comparison(reading: folder.appending(path: "no.json")) } throws: {
                "\($0)".contains("it is not there")
            }
        }
    }

    @Test func everyVerdictSurvivesJSON() throws {
        let verdicts: [Verdict] = [
            .equivalent(within: 0.01, favouring: nil), .equivalent(within: 0.02, favouring: "a"),
            .undecided(images: 3), .better(arm: "b", by: 0.5), .none(.noValues), .none(.tooFewGroups(2)),
            .none(.mixedUnits(["mm", "px"])), .none(.noCommonSeed),
        ]
        let data = try JSONEncoder().encode(verdicts)
        #expect(try JSONDecoder().decode([Verdict].self, from: data) == verdicts)
    }
}
