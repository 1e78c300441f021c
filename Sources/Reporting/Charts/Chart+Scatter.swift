extension Chart {
    /// Run against run: each image's Dice with the one and with the other, and the diagonal on which they are equal.
    /// - Parameters:
    ///   - first: the name of the run along x.
    ///   - second: the name of the run along y.
    ///   - name: the stem of the files.
    /// - Returns: nil where no image has two values in [0, 1].
    public static func scatter(
        _ pairs: [ScorePair], first: String, second: String, name: String = "dice-run-against-run",
        language: Language = .english
    ) -> Chart? {
        let pairs = pairs.filter { (0...1).contains($0.first) && (0...1).contains($0.second) }
        guard !pairs.isEmpty else { return nil }
        let bottom = ChartScript.bottom(ofDice: pairs.flatMap { [$0.first, $0.second] })
        let top = 1 + (1 - bottom) * 0.02
        let step = ChartScript.step(from: bottom, to: 1)
        let (blocks, points) = groups(pairs.map { (set: $0.set, x: $0.first, y: $0.second) })
        let (one, other) = (ChartLabel.short(first), ChartLabel.short(second))
        let script = """
            set xlabel \(Gnuplot.quoted("Dice: \(one)"))
            set ylabel \(Gnuplot.quoted("Dice: \(other)"))
            set xrange [\(bottom):\(top)]
            set yrange [\(bottom):\(top)]
            set xtics \(step)
            set ytics \(step)
            set grid xtics ytics linetype 1 linewidth 0.5 linecolor rgb '\(ChartSVG.gridColour)'
            set size ratio 1
            $DIAGONAL << EOD
            \(bottom) \(bottom)
            1 1
            EOD
            \(blocks)plot $DIAGONAL using 1:2 with lines linecolor rgb '#000000' linewidth 0.8 dashtype (6,4) notitle\(points)
            """
        let counts = (
            above: pairs.count { $0.second > $0.first }, below: pairs.count { $0.second < $0.first },
            equal: pairs.count { $0.second == $0.first }
        )
        return Chart(
            name: name, title: ChartTexts.scatterTitle(one, other)(language),
            alternative: ChartTexts.scatterInWords(pairs.count, one, other, counts)(language),
            caption: ChartTexts.scatter(one, other, counts)(language), width: 480, height: 480, language: language,
            script: script)
    }
}
