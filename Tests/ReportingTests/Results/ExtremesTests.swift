import Evaluation
import Testing

@testable import Reporting

@Suite struct ExtremesTests {
    private func names(_ images: [ScoredImage]) -> [String] { images.map(\.id.image) }

    @Test func fiveBestAndFiveWorstInOrder() {
        let extremes = Extremes(of: Sample.test((0..<12).map { Double($0) / 20 }))
        #expect(names(extremes.best) == (7...11).reversed().map { "film-\($0).png" })
        #expect(names(extremes.worst) == (0...4).map { "film-\($0).png" })
    }

    @Test func tiesAreOrderedBySetAndName() {
        let rows = Sample.test([0.5, 0.5, 0.5], set: "b") + Sample.test([0.5, 0.9], set: "a")
        let extremes = Extremes(of: rows, count: 2)
        #expect(extremes.best.map { "\($0.id.set)/\($0.id.image)" } == ["a/film-1.png", "a/film-0.png"])
        #expect(extremes.worst.map { "\($0.id.set)/\($0.id.image)" } == ["b/film-0.png", "b/film-1.png"])
        #expect(Extremes(of: rows.reversed(), count: 2) == extremes)
    }

    @Test(arguments: 0...11)
    func noImageIsShownTwice(count: Int) {
        let extremes = Extremes(of: Sample.test((0..<count).map { _ in 0.5 }))
        #expect(Set(extremes.all.map(\.id)).count == min(10, count))
        #expect(extremes.all.count == min(10, count))
        #expect(extremes.best.count == min(5, count - count / 2))
        #expect((Words.pictures(extremes, .english) != nil) == (1...9).contains(count))
    }

    @Test func classesAreAveragedAndScoresThatAreNoneLeftOut() {
        let rows = [
            TestRow(image: "a", set: "s", className: "left", figures: ["dice": 0.4]),
            TestRow(image: "a", set: "s", className: "right", figures: ["dice": 0.8]),
            TestRow(image: "b", set: "s", figures: ["dice": .nan]), TestRow(image: "c", set: "s", figures: [:]),
        ]
        let extremes = Extremes(of: rows)
        #expect(names(extremes.all) == ["a"])
        #expect(abs((extremes.best.first?.dice ?? 0) - 0.6) < 1e-12)
    }

    @Test func summaryOfScores() throws {
        let even = try #require(ScoreSummary([0.4, 0.1, .nan, 0.2, 0.3]))
        #expect(even.count == 4)
        #expect(abs(even.mean - 0.25) < 1e-12)
        #expect(abs(even.median - 0.25) < 1e-12)
        #expect([even.minimum, even.maximum] == [0.1, 0.4])
        #expect(ScoreSummary([3, 1, 2])?.median == 2)
        #expect(ScoreSummary([.nan]) == nil)
    }
}
