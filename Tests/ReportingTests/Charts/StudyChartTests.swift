import Foundation
import Testing

@testable import Reporting

/// Charts of several runs, judged by the SVG that gnuplot makes of them.
@Suite(.enabled(if: Gnuplot.find() != nil, "gnuplot is not installed"))
struct StudyChartTests {
    private static let attack =
        "a'; system('touch pwned'); b = '`touch pwned` @x %s%n $E \"\u{202E}\n!touch pwned\nEOD\n\\ <b>&ñ漢\u{0}"

    private func drawn(_ chart: Chart?) async throws -> (svg: String, reader: SVGReader) {
        let chart = try #require(chart)
        let files = try await chart.render(with: try #require(Gnuplot.find()))
        #expect(files.png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        let reader = try #require(SVGReader(files.svg), "\(chart.name) is not well-formed")
        #expect(Set(reader.ids).count == reader.ids.count, "an id twice in \(chart.name)")
        #expect(files.svg.range(of: "[=] *['\"](black|rgb\\( *0, *0, *0\\))", options: .regularExpression) == nil)
        #expect(!reader.texts.contains { $0.hasPrefix("gnuplot") || $0.hasPrefix("$") }, "tooltips are names")
        return (files.svg, reader)
    }

    private func arm(_ name: String, seeds: [[Double?]]) -> ArmCurve {
        ArmCurve(
            name: name,
            seeds: seeds.map { values in values.enumerated().map { .init(epoch: $0.offset + 1, value: $0.element) } })
    }

    @Test func armsAreDrawnOverEachOtherWithABandForSeveralSeeds() async throws {
        let arms = [
            arm("adam", seeds: [[0.5, 0.7, 0.9], [0.3, 0.8, .nan]]), arm("sgd", seeds: [[0.1, 0.2, .infinity]]),
        ]
        #expect(arms[0].summary().map { $0.summary?.mean } == [0.4, 0.75, 0.9])
        let chart = Chart.curves(arms, measure: .dice, subset: .validation, language: .spanish)
        #expect(chart?.name == "dice-validation-arms")
        #expect(chart?.alternative.contains("adam, Dice: 0,4000 en la época 1, 0,9000 en la época 3") == true)
        let (_, reader) = try await drawn(chart)
        for text in ["adam", "sgd", "Época", "Dice (validación)", "0,8"] { #expect(reader.texts.contains(text)) }
        #expect(reader.polygons > 0, "a band")
        let alone = try await drawn(Chart.curves([arms[1]], measure: .dice, subset: .validation))
        #expect(alone.reader.polygons == 0, "one seed has no band")
    }

    @Test func aBandBreaksNothingWhereNoArmHasAValue() async throws {
        let nothing = arm("x", seeds: [[.nan], [nil]])
        #expect(Chart.curves([nothing], measure: .loss, subset: .training) == nil)
        #expect(Chart.curves([], measure: .loss, subset: .training) == nil)
        let chart = Chart.curves([nothing, arm("y", seeds: [[0.5]])], measure: .loss, subset: .training)
        #expect(chart?.caption.contains("x has no finite values.") == true)
        let (_, reader) = try await drawn(chart)
        #expect(!reader.texts.contains("x") && reader.texts.contains("y"))
        // As far from the largest number as sums and squares need.
        _ = try await drawn(Chart.curves([arm("z", seeds: [[1e300, 2]])], measure: .loss, subset: .training))
    }

    @Test func twelveArmsOfLongNamesLeaveRoomForThePlot() async throws {
        let name = String(repeating: "a long name ", count: 20)
        let arms = (0..<12).map { arm("\($0) \(name) \($0)", seeds: [[0.1, 0.2], [0.2, 0.3]]) }
        let chart = try #require(Chart.curves(arms, measure: .dice, subset: .training))
        #expect(chart.height > 360 + 11 * 15)
        let (_, reader) = try await drawn(chart)
        for i in 0..<12 { #expect(reader.texts.contains { $0.hasPrefix("\(i) a long") && $0.hasSuffix(" \(i)") }) }
        #expect(reader.polygons == 0, "no bands over each other")
    }

    @Test func namesRunNothingAndAreShown() async throws {
        let attack = Self.attack
        let here = try FileManager.default.contentsOfDirectory(atPath: ".")
        let charts = [
            Chart.curves([arm(attack, seeds: [[0.5]])], measure: .loss, subset: .training, name: attack),
            Chart.diceHistograms([ScoreGroup(run: attack, set: attack, values: [0.5])]),
            Chart.boxes([
                ScoreGroup(run: attack, set: attack, values: [0.5]), ScoreGroup(run: "b", set: "s", values: [1]),
            ]),
            Chart.areas([AreaPair(set: attack, predicted: 1, reference: 2)], run: attack),
            Chart.scatter([ScorePair(set: attack, first: 0, second: 1)], first: attack, second: attack),
            Chart.search([
                SearchArm(name: attack, points: [.init(learningRate: 0.1, dice: 0.5)], chosen: 0.1)
            ]),
        ]
        for chart in charts {
            let (svg, reader) = try await drawn(chart)
            #expect(!svg.contains("<b>") && !svg.contains("\u{202E}"))
            #expect(reader.texts.contains { $0.contains("a'; sys") }, "\(chart?.name ?? "")")
        }
        #expect(charts[0]?.name.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: ".") == here)
    }

    @Test func percentSignsInTicsAreNoFormats() async throws {
        let (_, reader) = try await drawn(Chart.boxes([ScoreGroup(run: "50 %s", values: [0.5])]))
        #expect(reader.texts.contains("50 %s (1)"))
    }

    @Test func histogramsShareBinsAndStandBelowEachOther() async throws {
        let groups = (0..<12).map { ScoreGroup(run: "run \($0)", values: [0.4, 0.9, .nan, 2]) }
        let chart = try #require(Chart.diceHistograms(groups + [ScoreGroup(run: "none", values: [])]))
        let (_, reader) = try await drawn(chart)
        for i in 0..<12 { #expect(reader.texts.contains("run \(i)")) }
        #expect(!reader.texts.contains("none"))
        #expect(reader.texts.count { $0 == "mean 0.6500, median 0.6500" } == 12)
        #expect(reader.texts.count { $0 == "Test images" } == 1)
        #expect(Chart.diceHistograms([]) == nil)
    }

    @Test func boxesStandBySetUnderTheirRun() async throws {
        let groups = ["one", "two"].flatMap { run in
            ["A", "B"].map { ScoreGroup(run: run, set: $0, values: [0.1, 0.9, 0.91, 0.92, 0.93]) }
        }
        let layout = BoxLayout(groups)
        #expect(layout.rows.map(\.label) == ["A (5)", "B (5)", "A (5)", "B (5)"])
        #expect(layout.rows.map(\.place) == [1, 2, 4, 5] && layout.headings.map(\.place) == [0, 3])
        let (_, reader) = try await drawn(Chart.boxes(groups, language: .spanish))
        #expect(reader.texts.contains("one") && reader.texts.contains("two") && reader.texts.contains("0,4"))
        #expect(reader.texts.count { $0 == "A (5)" } == 2)
        #expect(reader.marks == 4, "one outlier each")
        #expect(Chart.boxes([ScoreGroup(run: "x", values: [.nan])]) == nil)
        _ = try await drawn(Chart.boxes([ScoreGroup(run: "x", values: [1, 1, 1])]))
    }

    @Test(arguments: [1, 600]) func areasAndScatterTakeOneImageAndMany(count: Int) async throws {
        let pairs = (0..<count).map { AreaPair(set: "s", predicted: Double($0 % 50), reference: Double($0 % 49)) }
        let (_, areas) = try await drawn(Chart.areas(pairs + [AreaPair(predicted: .nan, reference: 1)]))
        #expect(areas.marks == count + 1, "a point for each, and one in the key")
        #expect(areas.texts.contains("+1.96 SD") == (count > 1))
        let scores = (0..<count).map { ScorePair(set: "s", first: Double($0 % 7) / 7, second: Double($0 % 5) / 5) }
        let (_, scatter) = try await drawn(Chart.scatter(scores, first: "a", second: "b"))
        #expect(scatter.marks == count + 1)
        #expect(scatter.texts.contains("Dice: a") && scatter.texts.contains("Dice: b"))
    }

    @Test func theSearchMarksWhatWasChosenExtendedAndFailed() async throws {
        let points = [
            SearchArm.Point(learningRate: 1, dice: 0.8), .init(learningRate: 0.1, dice: 0.7),
            .init(learningRate: 3, dice: 0.75, isExtension: true),
            .init(learningRate: 10, dice: .nan, isExtension: true),
            .init(learningRate: -1, dice: 0.5), .init(learningRate: .infinity, dice: 0.5),
        ]
        let arm = SearchArm(name: "sgd", points: points, chosen: 1)
        #expect(arm.points.map(\.learningRate) == [0.1, 1, 3, 10])
        let chart = Chart.search([arm], language: .spanish)
        #expect(chart?.caption.contains("Cruces abajo") == true && chart?.caption.contains("Cuadrados") == true)
        let (_, reader) = try await drawn(chart)
        // Three trained, one extended, one failed, one chosen, one in the key.
        #expect(reader.marks == 7)
        #expect(reader.texts.contains("10⁻¹") && reader.texts.contains("Tasa de aprendizaje"))
        #expect(Chart.search([SearchArm(name: "x", points: [], chosen: nil)]) == nil)
    }
}
