extension Chart {
    /// The histogram of test Dice, with mean and median; nil where there is no finite Dice.
    public static func diceHistogram(_ dice: [Double]) -> Chart? {
        guard let summary = ScoreSummary(dice) else { return nil }
        let histogram = Histogram(of: dice)
        let highest = histogram.counts.max() ?? 1
        // A tenth of air above the highest bar, and room for at least two whole ticks.
        let top = max(2, Double(highest) * 1.1)
        let left = Double(histogram.lowest) / 1000
        let width = Double(histogram.width) / 1000
        var script = """
            set xlabel 'Dice of a test image (bins of \(width))'
            set ylabel 'Test images'
            set xrange [\(left):1]
            set yrange [0:\(top)]
            set ytics \(wholeStep(first: 0, last: Int(top)))
            set boxwidth \(width * 0.9)
            set style fill solid 1.0 noborder
            $BINS << EOD

            """
        for (centre, count) in zip(histogram.centres, histogram.counts) { script += "\(centre) \(count)\n" }
        script += """
            EOD
            $MEAN << EOD
            \(summary.mean) 0
            \(summary.mean) \(top)
            EOD
            $MEDIAN << EOD
            \(summary.median) 0
            \(summary.median) \(top)
            EOD
            plot $BINS using 1:2 with boxes linecolor rgb '#56b4e9' notitle, \
            $MEAN using 1:2 with lines linewidth 1.3 dashtype 1 linecolor rgb '#d55e00' \
            title 'mean \(Figure.text(summary.mean, digits: 4))', \
            $MEDIAN using 1:2 with lines linewidth 1.3 dashtype 2 linecolor rgb '#000000' \
            title 'median \(Figure.text(summary.median, digits: 4))'
            """
        return Chart(
            name: "dice-histogram", title: "Dice of the test images", alternative: words(summary),
            caption: "How many of the \(summary.count) test results reach which Dice; the axis begins at "
                + "\(Figure.brief(left)).", script: script)
    }

    private static func words(_ summary: ScoreSummary) -> String {
        "\(summary.count) values of Dice from \(Figure.text(summary.lowest, digits: 4)) to "
            + "\(Figure.text(summary.highest, digits: 4)); mean \(Figure.text(summary.mean, digits: 4)), "
            + "median \(Figure.text(summary.median, digits: 4))."
    }
}
