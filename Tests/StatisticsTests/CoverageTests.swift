import Files
import Foundation
import Testing

@testable import Statistics

/// How often the interval of ``MeanDifference`` holds the true mean, simulated from fixed seeds: at least 0.93 for a claimed
/// 0.95. An interval that holds a true mean of 0 is one that does not reject it, so these are the test's errors too.
struct CoverageTests {
    /// Variances of the mean that come from seeds, groups, and their combinations.
    struct Source: Sendable, CustomTestStringConvertible {
        let name: String
        let seeds, groups, combinations: Double
        var testDescription: String { name }
    }

    private static let sources = [
        Source(name: "seeds dominate", seeds: 10, groups: 1, combinations: 0.3),
        Source(name: "seeds alone", seeds: 1, groups: 0, combinations: 0.01),
        Source(name: "groups dominate", seeds: 1, groups: 10, combinations: 0.3),
        Source(name: "groups alone", seeds: 0, groups: 1, combinations: 0.01),
        Source(name: "neither dominates", seeds: 1, groups: 1, combinations: 1),
        Source(name: "combinations alone", seeds: 0, groups: 0, combinations: 1),
    ]
    private static let least = 0.93
    private static let isSlowWanted = ProcessInfo.processInfo.environment["PLEURA_SLOW_TESTS"] != nil

    /// Of normally distributed effects and groups of one size the mean and the three mean squares are independent, normal
    /// and chi-squared (Cochran's theorem): they are drawn as such, so that 4000 tables of 10 x 400 cost nothing.
    @Test(arguments: [3, 5, 10], sources) func theIntervalHolds(seeds: Int, source: Source) {
        for groups in [40, 400] {
            var random = RandomDraws(seed: 95, purpose: "coverage \(source.name)", epoch: seeds, index: groups)
            let (s, g) = (Double(seeds - 1), Double(groups - 1))
            var covered = 0
            let repetitions = 4000
            for _ in 0..<repetitions {
                let mean = (source.seeds + source.groups + source.combinations).squareRoot() * random.normal()
                let byGroup = (source.groups + source.combinations) * random.chiSquared(g) / g
                let bySeed = (source.seeds + source.combinations) * random.chiSquared(s) / s
                let difference = MeanDifference(
                    mean: mean, groups: .init(byGroup, degreesOfFreedom: g), seeds: .init(bySeed, degreesOfFreedom: s),
                    combinations: source.combinations * random.chiSquared(s * g) / (s * g))
                if difference.p >= 0.05 { covered += 1 }
            }
            let share = Double(covered) / Double(repetitions)
            #expect(share >= Self.least, "\(seeds) seeds, \(groups) groups, \(source.name): \(share)")
        }
    }

    /// The same from scores, image by image, in groups of one to four images whose means differ.
    private static func coverage(
        seeds: Int, groups: Int, _ source: Source, repetitions: Int
    ) -> Double {
        let (s, g) = (Double(seeds), Double(groups))
        var covered = 0
        for repetition in 0..<repetitions {
            var random = RandomDraws(seed: 95, purpose: "images \(source.name)", epoch: seeds, index: repetition)
            let ofGroups = (0..<groups).map { _ in (source.groups * g).squareRoot() * random.normal() }
            let values = (0..<seeds).map { _ in
                let shift = (source.seeds * s).squareRoot() * random.normal()
                return ofGroups.enumerated().map { group, effect in
                    let cell = shift + effect + (source.combinations * s * g).squareRoot() * random.normal()
                    return (0...group % 4).map { Double($0) * 0.01 - Double(group % 4) * 0.005 + cell }
                }
            }
            if let p = MeanDifference(ofSeeds: values)?.p, p >= 0.05 { covered += 1 }
        }
        return Double(covered) / Double(repetitions)
    }

    @Test(arguments: sources) func theIntervalHoldsForUnequalGroups(source: Source) {
        let share = Self.coverage(seeds: 3, groups: 40, source, repetitions: 1000)
        #expect(share >= Self.least, "\(share)")
    }

    @Test(.enabled(if: isSlowWanted, "set PLEURA_SLOW_TESTS"), arguments: [3, 5, 10], sources)
    func theIntervalHoldsForUnequalGroupsInEveryCell(seeds: Int, source: Source) {
        for groups in [6, 40, 400] {
            let share = Self.coverage(seeds: seeds, groups: groups, source, repetitions: 2000)
            #expect(share >= Self.least, "\(seeds) seeds, \(groups) groups: \(share)")
        }
    }

    /// Of one training run: over patients of two images each, which share the patient's effect.
    @Test(arguments: [6, 10, 40]) func theIntervalOfOneRunHolds(groups: Int) {
        var covered = 0
        for repetition in 0..<2000 {
            var random = RandomDraws(seed: 95, purpose: "coverage of one run", epoch: groups, index: repetition)
            let values = (0..<groups).map { _ in
                let patient = random.normal()
                return [patient + 0.2 * random.normal(), patient + 0.2 * random.normal()]
            }
            if let p = MeanDifference(of: values)?.p, p >= 0.05 { covered += 1 }
        }
        #expect((1860...1940).contains(covered), "\(covered) of 2000")
    }
}

extension RandomDraws {
    /// A number of the chi-squared distribution: twice one of the gamma distribution, by Marsaglia and Tsang (2000).
    fileprivate mutating func chiSquared(_ degrees: Double) -> Double {
        let shape = degrees / 2
        // Below 1 their method draws at one more and multiplies by a power of a uniform number.
        let (d, boost) = shape < 1 ? (shape + 2 / 3.0, pow(uniform(), 1 / shape)) : (shape - 1 / 3.0, 1)
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let v = root * root * root
            if log(uniform()) < x * x / 2 + d - d * v + d * log(v) { return 2 * d * v * boost }
        }
    }
}
