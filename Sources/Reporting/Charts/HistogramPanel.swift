/// One histogram with mean and median as gnuplot draws it.
struct HistogramPanel {
    let counts: [Int]
    let bins: Histogram
    let summary: ScoreSummary
    let language: Language

    init(counts: [Int], in bins: Histogram, summary: ScoreSummary, language: Language) {
        (self.counts, self.bins, self.summary, self.language) = (counts, bins, summary, language)
    }

    /// Images in the highest bar.
    var highest: Int { counts.max() ?? 1 }

    /// A tenth of air above the highest bar, and room for at least two whole ticks.
    private func top(_ highest: Int) -> Double { max(2, Double(highest) * 1.1) }

    /// - Parameters:
    ///   - highest: of all panels with these axes.
    ///   - isLow: whether there is room for three ticks alone.
    func axes(highest: Int, isLow: Bool = false) -> String {
        let top = top(highest)
        let step = ChartScript.wholeStep(first: 0, last: Int(top) * (isLow ? 3 : 1))
        return """
            set xrange [\(bins.left):1]
            set yrange [0:\(top)]
            set ytics \(step)
            set boxwidth \(bins.widthInUnits * 0.9)
            set style fill solid 1.0 noborder

            """
    }

    /// - Parameter highest: as in `axes`. Lines end at its top: far beyond it gnuplot's coordinates overflow, and it draws
    ///   nothing.
    func blocks(_ name: String, highest: Int) -> String {
        let lines = [("MEAN", summary.mean), ("MEDIAN", summary.median)].map { block, value in
            ChartScript.block("\(block)\(name)", [[value, 0], [value, top(highest)]])
        }
        return ChartScript.block("BINS\(name)", zip(bins.centres, counts).map { [$0, Double($1)] })
            + lines.joined()
    }

    func bars(_ name: String) -> String { "$BINS\(name) using 1:2 with boxes linecolor rgb '#56b4e9' notitle" }

    func mean(_ name: String) -> String {
        "$MEAN\(name) using 1:2 with lines linewidth 1.3 dashtype 1 linecolor rgb '#d55e00'"
    }

    func median(_ name: String) -> String {
        "$MEDIAN\(name) using 1:2 with lines linewidth 1.3 dashtype (6,4) linecolor rgb '#000000'"
    }

    var meanWords: String { ChartTexts.mean(Numerals(language).text(summary.mean, digits: 4))(language) }
    var medianWords: String { ChartTexts.median(Numerals(language).text(summary.median, digits: 4))(language) }
}
