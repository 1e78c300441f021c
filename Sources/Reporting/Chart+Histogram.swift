extension Chart {
    /// The histogram of test Dice, with mean and median; nil where there is no finite Dice.
    public static func diceHistogram(_ dice: [Double], language: Language = .english) -> Chart? {
        guard let summary = ScoreSummary(dice) else { return nil }
        let histogram = Histogram(of: dice)
        let panel = HistogramPanel(counts: histogram.counts, in: histogram, summary: summary, language: language)
        var script = """
            set xlabel \(Gnuplot.quoted(ChartTexts.diceOfATestImage(Figure.brief(histogram.widthInUnits, language))(language)))
            set ylabel \(Gnuplot.quoted(ChartTexts.testImages(language)))

            """
        script += panel.axes + panel.blocks("0")
        script += """
            plot \(panel.bars("0")), \(panel.mean("0")) title \(Gnuplot.quoted(panel.meanWords)), \
            \(panel.median("0")) title \(Gnuplot.quoted(panel.medianWords))
            """
        return Chart(
            name: "dice-histogram", title: ChartTexts.diceOfTestImages(language),
            alternative: ChartTexts.scores(summary, language)(language),
            caption: ChartTexts.histogram(summary.count, Figure.brief(histogram.left, language))(language),
            language: language, script: script)
    }

    /// Histograms of test Dice, a panel for each arm, one below the other with the same bins and axes.
    /// - Parameters:
    ///   - groups: a panel for each that has a finite Dice, in this order; the arm's name is the group's `run`, followed
    ///     by its `set` where it has one.
    ///   - name: the stem of the files.
    /// - Returns: nil where no arm has a finite Dice.
    public static func diceHistograms(
        _ groups: [ScoreGroup], name: String = "dice-histogram-arms", language: Language = .english
    ) -> Chart? {
        let groups = groups.filter { !$0.values.isEmpty }
        guard !groups.isEmpty else { return nil }
        let common = Histogram(of: groups.flatMap(\.values))
        let panels = groups.compactMap { group -> HistogramPanel? in
            guard let summary = ScoreSummary(group.values) else { return nil }
            return HistogramPanel(
                counts: common.counts(of: group.values), in: common, summary: summary, language: language)
        }
        let highest = panels.flatMap(\.counts).max() ?? 1
        // Pixels: the axis below, the panels, air above.
        let (below, each, above) = (62, 92, 8)
        let height = below + each * panels.count + above
        func screen(_ pixels: Int) -> Double { Double(pixels) / Double(height) }
        var script = """
            set multiplot
            unset key
            set lmargin at screen 0.11
            set rmargin at screen 0.97

            """
        for (i, panel) in panels.enumerated() {
            let bottom = below + each * (panels.count - 1 - i)
            let isLast = i == panels.count - 1
            let axis = ChartTexts.diceOfATestImage(Figure.brief(common.widthInUnits, language))(language)
            script += panel.axes(highest: highest) + panel.blocks("\(i)")
            script += """
                set bmargin at screen \(screen(bottom))
                set tmargin at screen \(screen(bottom + each - 14))
                set format x \(isLast ? "'% h'" : "''")
                \(isLast ? "set xlabel \(Gnuplot.quoted(axis))" : "unset xlabel")
                \(isLast ? "set label 2 \(Gnuplot.quoted(ChartTexts.testImages(language))) at screen 0.022,0.5 center rotate by 90" : "")
                set label 1 \(ChartLabel.quoted(groups[i].label, longest: 40)) at graph 0.015,0.85 left
                set label 3 \(Gnuplot.quoted(panel.meanWords)) at graph 0.015,0.58 left font ',12'
                set label 4 \(Gnuplot.quoted(panel.medianWords)) at graph 0.015,0.34 left font ',12'
                plot \(panel.bars("\(i)")), \(panel.mean("\(i)")) notitle, \(panel.median("\(i)")) notitle

                """
        }
        script += "unset multiplot"
        let words = zip(groups, panels).map { group, panel in
            "\(ChartLabel.short(group.label, longest: 60)): " + ChartTexts.scores(panel.summary, language)(language)
        }
        return Chart(
            name: name, title: ChartTexts.diceByArm(language), alternative: words.joined(separator: " "),
            caption: ChartTexts.histograms(Figure.brief(common.left, language))(language), height: height,
            language: language, script: script)
    }
}

extension ScoreGroup {
    /// The run's name, with the set's where there is one.
    var label: String { self.set.isEmpty ? run : "\(run), \(set)" }
}

/// One histogram with mean and median as gnuplot draws it.
struct HistogramPanel {
    let counts: [Int]
    let bins: Histogram
    let summary: ScoreSummary
    let language: Language

    init(counts: [Int], in bins: Histogram, summary: ScoreSummary, language: Language) {
        (self.counts, self.bins, self.summary, self.language) = (counts, bins, summary, language)
    }

    var axes: String { axes(highest: counts.max() ?? 1) }

    /// A tenth of air above the highest bar, and room for at least two whole ticks.
    func axes(highest: Int) -> String {
        let top = max(2, Double(highest) * 1.1)
        let step = ChartScript.wholeStep(first: 0, last: Int(top))
        return """
            set xrange [\(bins.left):1]
            set yrange [0:\(top)]
            set ytics \(highest > 3 ? step * 2 : step)
            set boxwidth \(bins.widthInUnits * 0.9)
            set style fill solid 1.0 noborder

            """
    }

    func blocks(_ name: String) -> String {
        // Far above every axis: gnuplot cuts lines at the axis.
        let lines = [("MEAN", summary.mean), ("MEDIAN", summary.median)].map { block, value in
            ChartScript.block("\(block)\(name)", [[value, 0], [value, 1e6]])
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

    var meanWords: String { ChartTexts.mean(Figure.text(summary.mean, digits: 4, language))(language) }
    var medianWords: String { ChartTexts.median(Figure.text(summary.median, digits: 4, language))(language) }
}
