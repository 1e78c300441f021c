import Statistics
import Testing

struct WilcoxonTestTests {
    /// Ranks are halves, so sums are exact; p is a sum of up to 1276 terms, or an error function.
    @Test func statisticAndPAreSciPys() throws {
        let cases = try StatisticsReference.read().wilcoxon
        #expect(cases.count > 40)
        for reference in cases where !reference.name.hasPrefix("all zero") {
            let test = try #require(WilcoxonTest(reference.differences), "\(reference.name)")
            #expect(test.statistic == reference.statistic, "\(reference.name)")
            let p = try #require(reference.p, "\(reference.name)")
            #expect(abs(test.p - p) <= 1e-12 * p, "\(reference.name): \(test.p), SciPy \(p)")
        }
    }

    @Test func theMethodIsSaid() throws {
        func method(_ name: String) throws -> WilcoxonTest.Method? {
            let reference = try #require(try StatisticsReference.read().wilcoxon.first { $0.name == name })
            return WilcoxonTest(reference.differences)?.method
        }
        #expect(try method("plain 50") == .exact)
        #expect(try method("plain 51") == .normal)
        #expect(try method("ties 13") == .permutation)
        #expect(try method("zeros 13") == .permutation)
        #expect(try method("ties 14") == .normal)
        #expect(try method("zeros 30") == .normal)
    }

    /// SciPy says 1 up to 13 differences and "not a number" beyond; p is 1 by the test's own definition at any number.
    @Test func zerosAloneHaveAP() throws {
        for reference in try StatisticsReference.read().wilcoxon where reference.name.hasPrefix("all zero") {
            let test = try #require(WilcoxonTest(reference.differences))
            #expect(test.p == 1)
            #expect(reference.p == nil || reference.p == 1)
            #expect(test.method == .allZero)
            #expect(test.statistic == 0)
            #expect(test.zeros == reference.differences.count)
        }
    }

    @Test func noNumbersNoTest() {
        #expect(WilcoxonTest([]) == nil)
        #expect(WilcoxonTest([0.1, .nan]) == nil)
    }

    @Test func signsTurnedGiveTheSameP() throws {
        for reference in try StatisticsReference.read().wilcoxon {
            let (a, b) = (WilcoxonTest(reference.differences), WilcoxonTest(reference.differences.map { -$0 }))
            #expect(a?.positiveRanks == b?.negativeRanks)
            #expect(abs((a?.p ?? 2) - (b?.p ?? 3)) < 1e-14)
        }
    }
}
