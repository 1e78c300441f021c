extension Chart {
    /// Box plots of test Dice, lying, a row for each run and set; runs of several sets stand under their name.
    /// - Parameters:
    ///   - groups: rows in this order; those of one run must follow each other. Groups without a finite Dice are left out.
    ///   - name: the stem of the files.
    /// - Returns: nil where no group has a finite Dice.
    public static func boxes(_ groups: [ScoreGroup], name: String = "dice-boxes", language: Language = .english)
        -> Chart?
    {
        let boxes = groups.compactMap { group in BoxFigures(group.values).map { (group: group, figures: $0) } }
        guard !boxes.isEmpty else { return nil }
        let layout = BoxLayout(boxes.map(\.group))
        let bottom = ChartScript.bottom(ofDice: boxes.flatMap(\.group.values))
        let tics = zip(layout.rows, boxes).map { row, box in
            "\(ChartLabel.tic(row.label, longest: 40)) \(-row.place)"
        }
        var script = """
            set xlabel \(Gnuplot.quoted(ChartTexts.diceOfOneTestImage(language)))
            set xrange [\(bottom):1.004]
            set yrange [\(-Double(layout.count) + 0.4):0.6]
            set xtics \(ChartScript.step(from: bottom, to: 1))
            set ytics (\(tics.joined(separator: ", "))) scale 0
            unset grid
            set grid xtics linetype 1 linewidth 0.5 linecolor rgb '\(ChartSVG.gridColour)'
            set border 1
            unset key

            """
        for (i, heading) in layout.headings.enumerated() {
            script +=
                "set label \(i + 1) \(ChartLabel.quoted(heading.name, longest: 60)) "
                + "at graph 0,first \(-heading.place) left offset 0.3,-0.1\n"
        }
        script += plot(zip(layout.rows, boxes).map { ($0, $1.figures) })
        let words = boxes.map { box in
            ChartTexts.box(
                ChartLabel.short(box.group.label, longest: 60), count: box.group.values.count,
                [box.figures.median, box.figures.lower, box.figures.upper].map {
                    Numerals(language).text($0, digits: 4)
                })(language)
        }
        return Chart(
            name: name, title: ChartTexts.boxesTitle(language), alternative: words.joined(separator: " "),
            caption: ChartTexts.boxes(Numerals(language).brief(bottom))(language), height: 84 + 24 * layout.count,
            language: language, script: script)
    }

    /// Whiskers, boxes, medians and outliers.
    private static func plot(_ boxes: [(row: BoxLayout.Row, figures: BoxFigures)]) -> String {
        var script = ""
        var whiskers: [[Double?]] = []
        var medians: [[Double?]] = []
        var outliers: [[Double?]] = []
        var parts: [String] = []
        for (i, box) in boxes.enumerated() {
            let (y, f) = (-Double(box.row.place), box.figures)
            whiskers += [[f.lowWhisker, y, f.lower - f.lowWhisker], [f.upper, y, f.highWhisker - f.upper]]
            medians.append([f.median, y - 0.38, 0.76])
            outliers += f.outliers.map { [$0, y] }
            script += ChartScript.block("BOX\(i)", [[f.median, y, f.lower, f.upper, y - 0.32, y + 0.32]])
            parts.append(
                "$BOX\(i) using 1:2:3:4:5:6 with boxxyerror fillstyle solid 1.0 border linecolor rgb '#000000' "
                    + "fillcolor rgb '\(BoxLayout.fills[box.row.set % BoxLayout.fills.count])' linewidth 0.7 notitle")
        }
        script += ChartScript.block("WHISKERS", whiskers) + ChartScript.block("MEDIANS", medians)
        parts = ["$WHISKERS using 1:2:3:(0) with vectors nohead linecolor rgb '#000000' linewidth 0.7 notitle"] + parts
        parts.append("$MEDIANS using 1:2:(0):3 with vectors nohead linecolor rgb '#d55e00' linewidth 1.3 notitle")
        if !outliers.isEmpty {
            script += ChartScript.block("OUTLIERS", outliers)
            parts.append(
                "$OUTLIERS using 1:2 with points pointtype 7 pointsize 0.22 linewidth 0.7 linecolor rgb '#000000' notitle"
            )
        }
        return script + "plot " + parts.joined(separator: ", ")
    }
}
