import Foundation
import TestSupport
import Testing

@testable import Reporting

@Suite struct ChartTests {
    private static let gnuplot = Gnuplot.find()

    /// A dark page shows lighter series; a file that stands alone keeps its colours.
    @Test func seriesColoursOfAPageAreVariablesOfItsStyle() throws {
        let svg = "<path stroke='rgb(  0, 114, 178)'/><use color='rgb(213,94,0)'/><path fill='rgb(1, 2, 3)'/>"
        #expect(
            ChartSVG.inPage(svg)
                == "<path stroke='var(--chart-blue)'/><use color='var(--chart-orange)'/><path fill='rgb(1, 2, 3)'/>")
        let style = try PageFrame(.english).style
        for name in ["--chart-blue", "--chart-orange"] {
            #expect(style.components(separatedBy: "\(name): #").count == 4, "light, dark and print")
        }
    }

    @Test func gnuplotIsLookedForInThePathAlone() async throws {
        #expect(Gnuplot.find(path: "") == nil)
        try withTemporaryFolder { folder in
            #expect(Gnuplot.find(path: "\(folder.path):/nowhere") == nil)
            let program = folder.appending(path: "gnuplot")
            try Data("#!/bin/sh\n".utf8).write(to: program)
            #expect(Gnuplot.find(path: folder.path) == nil)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
            #expect(Gnuplot.find(path: "/nowhere:\(folder.path)")?.program.path == program.path)
        }
    }

    @Test(.enabled(if: gnuplot != nil, "gnuplot is not installed"))
    func chartsAreWellFormedAndTakeThePagesColour() async throws {
        let gnuplot = try #require(Self.gnuplot)
        let charts = [
            Chart.loss(Sample.history(epochs: 30)), Chart.dice(Sample.history(epochs: 1, validation: false)),
            Chart.diceHistogram([0.31, 0.9, 0.95, 1]), Chart.diceHistogram([1]), Chart.diceHistogram([0]),
        ]
        for chart in charts {
            let chart = try #require(chart)
            let files = try await chart.render(with: gnuplot)
            #expect(files.png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            let reader = try #require(SVGReader(files.svg))
            #expect(reader.texts.contains(chart.title))
            #expect(reader.texts.contains(chart.alternative))
            #expect(!reader.ids.isEmpty)
            #expect(reader.ids.allSatisfy { $0.hasPrefix("\(chart.name)-") })
            #expect(files.svg.hasPrefix("<svg"))
            #expect(files.svg.contains("currentColor"))
            // Nothing is black by itself: it would vanish on a dark page.
            #expect(files.svg.range(of: "(black|rgb\\( *0, *0, *0\\))", options: .regularExpression) == nil)
        }
    }

    /// Lines from the axis to the top, however low the bars are.
    @Test(.enabled(if: gnuplot != nil, "gnuplot is not installed"), arguments: [1, 3, 400])
    func meanAndMedianAreDrawn(images: Int) async throws {
        let values = [Double](repeating: 0.52, count: images) + [0.28, 0.93]
        let chart = try #require(Chart.diceHistogram(values))
        let svg = try await chart.render(with: try #require(Self.gnuplot)).svg
        for paint in ["stroke='rgb(213,  94,   0)'", "stroke-dasharray"] {
            let paths = svg.split(separator: "<path").filter { $0.contains(paint) }
            let isDrawn = paths.contains { path in
                path.matches(of: /M([0-9.]+),([0-9.]+) L([0-9.]+),([0-9.]+)/).contains { line in
                    guard let from = Double(line.2), let to = Double(line.4) else { return false }
                    return line.1 == line.3 && abs(from - to) > 150
                }
            }
            #expect(isDrawn, "\(paint): \(paths)")
        }
    }

    @Test(.enabled(if: gnuplot != nil, "gnuplot is not installed"))
    func keyNamesValidationOnlyWhereThereIsOne() async throws {
        let gnuplot = try #require(Self.gnuplot)
        for hasValidation in [true, false] {
            let chart = try #require(Chart.loss(Sample.history(epochs: 4, validation: hasValidation)))
            let svg = try await chart.render(with: gnuplot).svg
            #expect(svg.contains("<text>training</text>"))
            #expect(svg.contains("<text>validation</text>") == hasValidation)
            #expect(svg.contains("<text>Epoch</text>"))
        }
    }

    @Test(.enabled(if: gnuplot != nil, "gnuplot is not installed"))
    func valuesThatAreNoNumbersAreGaps() async throws {
        let gnuplot = try #require(Self.gnuplot)
        var history = Sample.history(epochs: 4)
        history[1].trainLoss = .nan
        history[2].validationLoss = .infinity
        let svg = try await #require(Chart.loss(history)).render(with: gnuplot).svg
        #expect(SVGReader(svg) != nil)
        for i in history.indices { (history[i].trainLoss, history[i].validationLoss) = (.nan, nil) }
        #expect(Chart.loss(history) == nil)
        #expect(Chart.loss([]) == nil)
        #expect(Chart.diceHistogram([.nan]) == nil)
    }

    @Test(.enabled(if: gnuplot != nil, "gnuplot is not installed"))
    func textsCannotRunCommands() async throws {
        let gnuplot = try #require(Self.gnuplot)
        let attack = "x'; system('touch pwned'); y = '`touch pwned` @pwned \"\n!touch pwned\n\\"
        try await withFolder { folder in
            try await gnuplot.run(
                """
                set terminal svg noenhanced
                set output 'out.svg'
                plot x title \(Gnuplot.quoted(attack))
                """, in: folder)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out.svg"])
            let svg = try String(contentsOf: folder.appending(path: "out.svg"), encoding: .utf8)
            let texts = try #require(SVGReader(svg)).texts.joined()
            #expect(texts.contains("x'; system('touch pwned'); y = '`touch pwned` @pwned"))
        }
    }

    /// Two quotes at the beginning of a string are an empty string to gnuplot 5.4.
    @Test(.enabled(if: gnuplot != nil, "gnuplot is not installed"))
    func namesThatBeginWithQuotesAreDrawn() async throws {
        let gnuplot = try #require(Self.gnuplot)
        for name in ["'t Hooft", "''", "'''a''b'", "'; system('touch pwned'); '", "'\u{301}e"] {
            let charts = [
                Chart.boxes([ScoreGroup(run: name, values: [0.5, 0.7])]),
                Chart.areas([AreaPair(set: name, predicted: 1, reference: 2)], run: name),
                Chart.scatter([ScorePair(set: name, first: 0, second: 1)], first: name, second: name),
            ]
            for chart in charts {
                let files = try await #require(chart).render(with: gnuplot)
                let reader = try #require(SVGReader(files.svg))
                #expect(reader.texts.joined().unicodeScalars.contains(name.unicodeScalars), "\(name)")
            }
        }
    }

    @Test func programThatFailsSaysWhy() async throws {
        let chart = try #require(Chart.loss(Sample.history(epochs: 2)))
        try await withFolder { folder in
            let program = folder.appending(path: "gnuplot")
            func make(_ script: String) throws {
                try Data(script.utf8).write(to: program)
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
            }
            let gnuplot = Gnuplot(program: program)
            try make("#!/bin/sh\ncat > rest\necho 'no terminal' >&2\nexit 3\n")
            await #expect(throws: GnuplotError.failed(program: program.path, reason: "no terminal")) {
                _ = try await chart.render(with: gnuplot)
            }
            try make("#!/bin/sh\nexec cat > rest\n")
            await #expect(throws: GnuplotError.noPicture(program: program.path, file: "chart.svg")) {
                _ = try await chart.render(with: gnuplot)
            }
            try FileManager.default.removeItem(at: program)
            await #expect(throws: GnuplotError.self) { _ = try await chart.render(with: gnuplot) }
        }
    }

    @Test func binsCountEveryScoreOnce() {
        // Edges belong to the bin above, whatever the last bit of 0.29 or 0.58.
        let histogram = Histogram(of: [0, 0.05, 0.29, 0.3, 0.58, 1, .nan])
        #expect(histogram.lowest == 0)
        #expect(histogram.width == 50)
        #expect(histogram.counts.count == 20)
        #expect([0, 1, 5, 6, 11, 19].allSatisfy { histogram.counts[$0] == 1 })
        let narrow = Histogram(of: [0.9, 0.95, 0.999])
        #expect(narrow.width == 5)
        #expect(narrow.lowest == 900)
        #expect(narrow.counts.reduce(0, +) == 3)
        #expect(Histogram(of: [1]).counts.last == 1)
        #expect(Histogram(of: [1]).counts.count >= 12)
    }

    @Test func ticksAreWholeAndFew() {
        #expect(ChartScript.wholeStep(first: 1, last: 1) == 1)
        #expect(ChartScript.wholeStep(first: 1, last: 25) == 5)
        #expect(ChartScript.wholeStep(first: 0, last: 1000) == 100)
        #expect(abs(ChartScript.step(from: 0, to: 0.46) - 0.1) < 1e-12)
        #expect(ChartScript.step(from: 0.3, to: 0.3) > 0)
    }
}
