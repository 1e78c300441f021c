import Files
import Testing

@testable import Statistics

struct BootstrapTests {
    /// A bound of 10,000 draws has a standard error of about 0.015 of the interval's width; five are allowed.
    private static func agree(_ ours: Interval?, _ reference: [Double]) -> Bool {
        guard let ours, reference.count == 2 else { return false }
        let tolerance = 0.08 * (reference[1] - reference[0])
        return abs(ours.low - reference[0]) < tolerance && abs(ours.high - reference[1]) < tolerance
    }

    @Test func intervalsAreThoseOfSciPyAndNumPy() throws {
        let reference = try StatisticsReference.read().bootstrap
        let bootstrap = Bootstrap()
        #expect(Self.agree(bootstrap.interval(ofMean: reference.single.map { [$0] }), reference.singleInterval))
        #expect(Self.agree(bootstrap.interval(ofMean: reference.groups), reference.groupsInterval))
    }

    @Test func drawsAreFunctionsOfTheSeed() throws {
        let groups = try StatisticsReference.read().bootstrap.groups
        let few = Bootstrap(draws: 400)
        #expect(few.interval(ofMean: groups) == few.interval(ofMean: groups))
        #expect(few.interval(ofMean: groups) != Bootstrap(draws: 400, seed: 1).interval(ofMean: groups))
    }

    /// 200 samples of 40 patients, two images each that share the patient's deviation: the interval holds the true mean
    /// in about 95 of 100; images taken as independent would reach about 83.
    @Test func intervalsCoverTheMean() {
        var (covered, naive) = (0, 0)
        for sample in 0..<200 {
            var random = RandomDraws(seed: 1, purpose: "coverage", index: sample)
            let groups = (0..<40).map { _ in
                let patient = random.normal()
                return [patient + 0.2 * random.normal(), patient + 0.2 * random.normal()]
            }
            let bootstrap = Bootstrap(draws: 300, seed: UInt64(sample))
            if bootstrap.interval(ofMean: groups)?.contains(0) == true { covered += 1 }
            if bootstrap.interval(ofMean: groups.joined().map { [$0] })?.contains(0) == true { naive += 1 }
        }
        #expect((180...198).contains(covered), "\(covered)")
        #expect(naive < covered - 8, "\(naive), \(covered)")
    }

    @Test func edgesOfTheQuantile() {
        #expect(Bootstrap().interval(ofMean: []) == nil)
    }

    @Test func bounds() {
        let interval = Interval(low: -0.01, high: 0.004)
        #expect(interval.contains(-0.01))
        #expect(!interval.contains(0.005))
        #expect(!interval.isWithin(0.01))
        #expect(interval.isWithin(0.011))
    }
}
