extension Chart {
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
        let common = Histogram(of: groups.flatMap(\.values), fewest: 24)
        let panels = groups.compactMap { group -> HistogramPanel? in
            guard let summary = ScoreSummary(group.values) else { return nil }
            return HistogramPanel(
                counts: common.counts(of: group.values), in: common, summary: summary, language: language)
        }
        // Pixels: the axis below, and for each panel the air below it, the bars and the heading above them.
        let (below, air, bars, heading) = (62, 12, 70, 22)
        let height = below + (air + bars + heading) * panels.count - air
        func screen(_ pixels: Int) -> Double { Double(pixels) / Double(height) }
        let axis = ChartTexts.diceOfATestImage(Numerals(language).brief(common.widthInUnits))(language)
        var script = """
            set multiplot
            unset key
            set lmargin at screen 0.11
            set rmargin at screen 0.97
            set format x ''

            """
        let highest = panels.map(\.highest).max() ?? 1
        for (i, panel) in panels.enumerated() {
            let bottom = below + (air + bars + heading) * (panels.count - 1 - i)
            script += panel.axes(highest: highest, isLow: true) + panel.blocks("\(i)", highest: highest)
            if i == panels.count - 1 {
                script += """
                    set format x '% h'
                    set xlabel \(Gnuplot.quoted(axis))
                    set label 3 \(Gnuplot.quoted(ChartTexts.testImages(language))) at screen 0.022,0.5 center rotate by 90

                    """
            }
            script += """
                set bmargin at screen \(screen(bottom))
                set tmargin at screen \(screen(bottom + bars))
                set label 1 \(ChartLabel.quoted(groups[i].label, longest: 34)) at graph 0,1 left offset 0,0.55
                set label 2 \(Gnuplot.quoted("\(panel.meanWords), \(panel.medianWords)")) at graph 1,1 right offset 0,0.55 font small
                plot \(panel.bars("\(i)")), \(panel.mean("\(i)")) notitle, \(panel.median("\(i)")) notitle

                """
        }
        script += "unset multiplot"
        let words = zip(groups, panels).map { group, panel in
            "\(ChartLabel.short(group.label, longest: 60)): " + ChartTexts.scores(panel.summary, language)(language)
        }
        return Chart(
            name: name, title: ChartTexts.diceByArm(language), alternative: words.joined(separator: " "),
            caption: ChartTexts.histograms(Numerals(language).brief(common.left))(language), height: height,
            language: language, script: script)
    }
}
