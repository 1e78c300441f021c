import Evaluation
import Testing

@testable import Reporting

/// The numbers behind the charts.
@Suite struct ChartFigureTests {
    /// numpy.percentile([1, 2, 3, 4, 10, 100], [25, 50, 75]) = 2.25, 3.5, 8.5.
    @Test func boxesAreNumPysQuartilesAndTukeysWhiskers() throws {
        let box = try #require(BoxFigures([100, 3, 1, 10, .nan, 2, 4]))
        #expect([box.lower, box.median, box.upper] == [2.25, 3.5, 8.5])
        // 8.5 + 1.5 * 6.25 = 17.875
        #expect(box.lowWhisker == 1 && box.highWhisker == 10 && box.outliers == [100])
        let one = try #require(BoxFigures([0.5]))
        #expect([one.lowWhisker, one.lower, one.median, one.upper, one.highWhisker] == [0.5, 0.5, 0.5, 0.5, 0.5])
        #expect(BoxFigures([]) == nil)
    }

    /// Differences 1, -1, 3, 1: mean 1, deviation sqrt(8 / 3) = 1.632993.
    @Test func limitsOfAgreementAreBlandAndAltmans() throws {
        let agreement = try #require(
            AreaAgreement([(2, 1), (1, 2), (5, 2), (9, 8)].map { AreaPair(predicted: $0.0, reference: $0.1) }))
        #expect(abs(agreement.bias - 1) < 1e-12)
        let limits = try #require(agreement.limits)
        #expect(abs(limits.lowerBound + 2.200666) < 1e-5 && abs(limits.upperBound - 4.200666) < 1e-5)
        #expect(AreaAgreement([AreaPair(predicted: 3, reference: 1)])?.bias == 2)
        #expect(AreaAgreement([AreaPair(predicted: 3, reference: 1)])?.limits == nil)
        #expect(AreaAgreement([]) == nil)
    }

    @Test func areasOfARowAreSharesOfItsImage() {
        let row = TestRow(image: "a", set: "s", figures: ["tp": 20, "fp": 5, "fn": 15, "tn": 60])
        #expect(AreaPair(row) == AreaPair(set: "s", predicted: 25, reference: 35))
        #expect(AreaPair(TestRow(image: "a", set: "s", figures: ["tp": 0, "fp": 0, "fn": 0, "tn": 0])) == nil)
        #expect(AreaPair(TestRow(image: "a", set: "s", figures: [:])) == nil)
    }

    @Test func pairsOfScoresAreOfTheSameImage() {
        let (first, second) = (Sample.test([0.1, 0.2, 0.3]), Sample.test([0.6, 0.5]))
        #expect(
            ScorePair.list(first, second.reversed())
                == [
                    ScorePair(set: "films", first: 0.1, second: 0.6), ScorePair(set: "films", first: 0.2, second: 0.5),
                ])
    }

    @Test func labelsAreOneLineAndCutInTheMiddle() {
        #expect(ChartLabel.short("a\n b\u{0}c\u{202E}d") == "a b cd")
        #expect(ChartLabel.short("unetplusplus-sgd-0.05-momentum-seed-3", longest: 11) == "unetp…eed-3")
    }

    @Test func sixtySeriesDiffer() {
        let styles = (0..<60).map { "\(SeriesStyle($0))" }
        #expect(Set(styles).count == 60)
    }

    @Test func rangesAreNeverEmpty() {
        #expect(ChartScript.range([]).upperBound > 0)
        let one = ChartScript.range([5, 5])
        #expect(one.lowerBound < 5 && one.upperBound > 5)
        #expect(ChartScript.bottom(ofDice: [0.3]) == 0.3 && ChartScript.bottom(ofDice: [1]) == 0.9)
    }
}
