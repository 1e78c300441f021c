import Statistics
import Testing

struct HolmTests {
    @Test func correctedPAreStatsmodels() throws {
        for family in try StatisticsReference.read().holm {
            let corrected = Holm.corrected(family.p)
            for (ours, reference) in zip(corrected, family.corrected) {
                #expect(abs((ours ?? -1) - reference) < 1e-15, "\(family.p)")
            }
        }
    }

    /// A test that could not be made is one of the family, and corrects the others.
    @Test func absentTestsCount() {
        #expect(Holm.corrected([0.01, nil, 0.03]) == [0.03, nil, 0.06])
        #expect(Holm.corrected([nil]) == [nil])
        #expect(Holm.corrected([]) == [])
    }
}
