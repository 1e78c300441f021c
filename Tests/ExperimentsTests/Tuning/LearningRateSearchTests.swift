import Testing

@testable import Experiments

@Suite struct LearningRateSearchTests {
    /// Searches with an invented Dice of each half decade.
    private func searched(
        _ name: String = "adam", _ dice: (Int) -> Double?
    ) throws -> LearningRateSearch {
        var search = LearningRateSearch(try #require(.init(rawValue: name)))
        while let next = search.pending.first { search.record(next, dice: dice(next)) }
        return search
    }

    @Test func stepsAreHalfDecades() {
        #expect(
            [-10, -9, -7, -6, -1, 0, 1].map(LearningRateSearch.rate) == [1e-5, 3.16e-5, 3.16e-4, 1e-3, 0.316, 1, 3.16])
    }

    @Test func theBestInsideTheGridEndsTheSearch() throws {
        let search = try searched { -abs(Double($0 + 6)) }
        #expect(search.best == -6 && search.tried.count == 7)
        #expect(search.tried.keys.sorted() == Array(-10 ... -4))
        #expect(try searched("sgd") { -abs(Double($0 + 3)) }.tried.keys.sorted() == Array(-6...0))
    }

    @Test func theGridGrowsWhileTheBestLiesAtAnEdge() throws {
        let low = try searched { -abs(Double($0 + 12)) }
        #expect(low.best == -12 && low.tried.keys.min() == -13 && low.tried.keys.max() == -4)
        let high = try searched("sgd") { $0 > 2 ? nil : Double($0) }
        #expect(high.best == 2 && high.tried.keys.max() == 3, "one step beyond, which diverges")
        #expect(try searched("sgd") { Double($0) }.tried.keys.max() == 4, "and no further than 100")
    }

    @Test func equalRatesGiveTheSmallestAndNoneGivesNone() throws {
        #expect(try searched { $0 == -5 || $0 == -7 ? 0.9 : 0.1 }.best == -7)
        #expect(try searched { _ in nil }.best == nil)
    }
}
