extension Chart {
    /// Bland and Altman's chart of areas: the difference of predicted and reference area against their mean, with the mean
    /// difference and the limits of agreement.
    /// - Parameters:
    ///   - run: whose predictions these are; shown in the title where it is not empty.
    ///   - name: the stem of the files.
    /// - Returns: nil where no pair is finite.
    public static func areas(
        _ pairs: [AreaPair], run: String = "", name: String = "areas",
        language: Language = .english
    ) -> Chart? {
        let pairs = pairs.filter(\.isDrawable)
        guard let agreement = AreaAgreement(pairs) else { return nil }
        let levels = [agreement.bias] + (agreement.limits.map { [$0.lowerBound, $0.upperBound] } ?? [])
        let across = ChartScript.range(pairs.map(\.mean))
        let up = ChartScript.range(pairs.map(\.difference) + levels + [0], air: 0.1)
        let unit = ChartTexts.percentOfImage(language)
        func number(_ level: Double) -> String { Numerals(language).text(level, digits: 2) }
        var script = """
            set xlabel \(Gnuplot.quoted(ChartTexts.meanArea(unit)(language)))
            set ylabel \(Gnuplot.quoted(ChartTexts.areaDifference(unit)(language)))
            set xrange [\(across.lowerBound):\(across.upperBound)]
            set yrange [\(up.lowerBound):\(up.upperBound)]
            set xtics \(ChartScript.step(from: across.lowerBound, to: across.upperBound))
            set ytics \(ChartScript.step(from: up.lowerBound, to: up.upperBound))
            set rmargin 12

            """
        let names = [ChartTexts.meanDifference, ChartTexts.lowerLimit, ChartTexts.upperLimit]
        for (i, (level, name)) in zip(levels, names).enumerated() {
            script += ChartScript.block("LEVEL\(i)", [[across.lowerBound, level], [across.upperBound, level]])
            script +=
                "set label \(2 * i + 1) \(Gnuplot.quoted(name(language))) at graph 1.015,first \(level) "
                + "left offset 0,0.45 font small\n"
            script +=
                "set label \(2 * i + 2) \(Gnuplot.quoted(number(level))) "
                + "at graph 1.015,first \(level) left offset 0,-0.45 font small\n"
        }
        let (blocks, points) = groups(pairs.map { (set: $0.set, x: $0.mean, y: $0.difference) })
        script += blocks + "plot 0 with lines linecolor rgb '#000000' linewidth 0.5 notitle"
        for i in levels.indices {
            script +=
                ", $LEVEL\(i) using 1:2 with lines linecolor rgb '#d55e00' linewidth 1.2 "
                + "dashtype \(i == 0 ? "1" : "(8,5)") notitle"
        }
        script += points
        return Chart(
            name: name, title: ChartTexts.areasTitle(ChartLabel.short(run, longest: 60))(language),
            alternative: ChartTexts.areasInWords(
                pairs.count, levels.map { "\(number($0)) \(unit)" })(language),
            caption: ChartTexts.areas(pairs.count)(language), language: language, script: script)
    }

    /// Points by set: their data, and the rest of a `plot` command that draws them.
    static func groups(_ points: [(set: String, x: Double, y: Double)]) -> (blocks: String, plot: String) {
        let sets = points.map(\.set).unique
        var (blocks, plot) = ("", "")
        for (i, set) in sets.enumerated() {
            let own = points.filter { $0.set == set }
            blocks += ChartScript.block("SET\(i)", own.map { [$0.x, $0.y] })
            let title =
                set.isEmpty
                ? "notitle" : "title \(ChartLabel.quoted("\(ChartLabel.short(set)) (\(own.count))", longest: 40))"
            plot += ", $SET\(i) using 1:2 with points \(SeriesStyle(i).marker) \(title)"
        }
        return (blocks, plot)
    }
}
