extension Chart {
    /// The name of ``diceHistogram(_:language:)``.
    static let histogramName = "dice-histogram"

    /// The histogram of test Dice, with mean and median; nil where there is no finite Dice.
    public static func diceHistogram(_ dice: [Double], language: Language = .english) -> Chart? {
        guard let summary = ScoreSummary(dice.filter { (0...1).contains($0) }) else { return nil }
        let histogram = Histogram(of: dice)
        let panel = HistogramPanel(counts: histogram.counts, in: histogram, summary: summary, language: language)
        var script = """
            set xlabel \(Gnuplot.quoted(ChartTexts.diceOfATestImage(Numerals(language).brief(histogram.widthInUnits))(language)))
            set ylabel \(Gnuplot.quoted(ChartTexts.testImages(language)))

            """
        script += panel.axes(highest: panel.highest) + panel.blocks("0", highest: panel.highest)
        script += """
            plot \(panel.bars("0")), \(panel.mean("0")) title \(Gnuplot.quoted(panel.meanWords)), \
            \(panel.median("0")) title \(Gnuplot.quoted(panel.medianWords))
            """
        return Chart(
            name: histogramName, title: ChartTexts.diceOfTestImages(language),
            alternative: ChartTexts.scores(summary, language)(language),
            caption: ChartTexts.histogram(summary.count, Numerals(language).brief(histogram.left))(language),
            language: language, script: script)
    }
}
