import Testing

@testable import Statistics

struct MeanDifferenceTests {
    @Test func intervalsAndPAreThoseOfNumPyAndSciPy() throws {
        let cases = try StudentsTReference.read().differences
        #expect(cases.count == 14)
        for reference in cases {
            let difference = try #require(
                reference.values.count == 1
                    ? MeanDifference(of: reference.values[0]) : MeanDifference(ofSeeds: reference.values))
            let interval = difference.interval()
            let width = reference.interval[1] - reference.interval[0]
            #expect(abs(difference.mean - reference.mean) < 1e-12, "\(reference.name)")
            #expect(abs(interval.low - reference.interval[0]) < 1e-9 * width, "\(reference.name)")
            #expect(abs(interval.high - reference.interval[1]) < 1e-9 * width, "\(reference.name)")
            #expect(abs(difference.p - reference.p) < 1e-9, "\(reference.name)")
            let parts = [difference.groups, difference.seeds, difference.joined].compactMap(\.self)
            #expect(parts.count == reference.parts.count)
            for (ours, theirs) in zip(parts, reference.parts) {
                #expect(abs(ours.value - theirs[0]) < 1e-9 * theirs[0], "\(reference.name)")
                #expect(abs(ours.degreesOfFreedom - theirs[1]) < 1e-7 * theirs[1], "\(reference.name)")
            }
        }
    }

    /// The interval is never narrower than that of the groups alone or of the seeds alone.
    @Test func noSourceIsForgotten() throws {
        for reference in try StudentsTReference.read().differences where reference.values.count > 1 {
            let difference = try #require(MeanDifference(ofSeeds: reference.values))
            let interval = difference.interval()
            let seeds = try #require(difference.seeds)
            for source in [difference.groups, seeds] {
                let alone = MeanDifference(mean: difference.mean, groups: source)
                #expect(interval.high >= alone.interval().high, "\(reference.name)")
                #expect(difference.p >= alone.p, "\(reference.name)")
            }
        }
    }

    @Test func intervalAndPAgreeAtEveryLevel() throws {
        for reference in try StudentsTReference.read().differences {
            let difference = try #require(
                reference.values.count == 1
                    ? MeanDifference(of: reference.values[0]) : MeanDifference(ofSeeds: reference.values))
            #expect(difference.interval(confidence: 1 - difference.p * 1.001).contains(0) == false, "\(reference.name)")
            #expect(difference.interval(confidence: 1 - difference.p * 0.999).contains(0), "\(reference.name)")
        }
    }

    @Test func withoutSpreadThereIsNothingToEstimate() throws {
        let none = try #require(MeanDifference(of: [[0, 0], [0]]))
        #expect((none.mean, none.p, none.interval()) == (0, 1, Interval(low: 0, high: 0)))
        let all = try #require(MeanDifference(ofSeeds: [[[0.5], [0.5]], [[0.5], [0.5]], [[0.5], [0.5]]]))
        #expect((all.mean, all.p, all.interval()) == (0.5, 0, Interval(low: 0.5, high: 0.5)))
    }

    @Test func oneGroupOrSeedHasNoError() {
        #expect(MeanDifference(of: []) == nil)
        #expect(MeanDifference(of: [[0.1, 0.2]]) == nil)
        #expect(MeanDifference(of: [[0.1], []]) == nil)
        #expect(MeanDifference(ofSeeds: []) == nil)
        #expect(MeanDifference(ofSeeds: [[[0.1], [0.2]]]) == nil)
        #expect(MeanDifference(ofSeeds: [[[0.1], [0.2]], [[0.1], [0.2, 0.3]]]) == nil)
    }
}
