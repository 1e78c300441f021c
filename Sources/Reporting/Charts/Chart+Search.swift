import Foundation

extension Chart {
    /// The search for learning rates: validation Dice against the learning rate (logarithmic), a line for each arm. A
    /// ring marks the chosen rate, a square those by which a grid was extended, a cross at the foot runs that failed.
    /// - Parameter name: the stem of the files.
    /// - Returns: nil where no arm has a finite Dice.
    public static func search(
        _ arms: [SearchArm], name: String = "learning-rate-search", language: Language = .english
    ) -> Chart? {
        let rates = arms.flatMap { $0.points.map(\.learningRate) }
        let known = arms.flatMap { $0.points.compactMap(\.known) }
        guard let lowest = rates.min(), let highest = rates.max(), !known.isEmpty else { return nil }
        let decades = Int(log10(lowest).rounded(.down))...Int(log10(highest).rounded(.up))
        let stride = max(1, (decades.count + 8) / 9)
        let tics = decades.filter { ($0 - decades.lowerBound) % stride == 0 }.map { power in
            "\(Gnuplot.quoted("10\(superscript(power))")) 1e\(power)"
        }
        let bottom = ChartScript.bottom(ofDice: known)
        let key = ChartKey(arms.map(\.name), plotHeight: 340)
        var script = """
            set logscale x
            set xlabel \(Gnuplot.quoted(ChartTexts.learningRate(language)))
            set ylabel \(Gnuplot.quoted(ChartTexts.validationDice(language)))
            set xrange [\(lowest / 1.5):\(highest * 1.5)]
            set yrange [\(bottom):\(1 + (1 - bottom) * 0.02)]
            set xtics (\(tics.joined(separator: ", ")))
            set ytics \(ChartScript.step(from: bottom, to: 1))
            set grid xtics ytics linetype 1 linewidth 0.5 linecolor rgb '\(ChartSVG.gridColour)'

            """
        script += key.script
        script += plot(arms, foot: bottom + (1 - bottom) * 0.03)
        return Chart(
            name: name, title: ChartTexts.searchTitle(language),
            alternative: arms.map { words($0, language) }.joined(separator: " "),
            caption: ChartTexts.search(
                hasExtensions: arms.contains { $0.points.contains(where: \.isExtension) },
                hasFailures: arms.contains { $0.points.contains { $0.known == nil } })(language),
            height: key.height, language: language, script: script)
    }

    private static func plot(_ arms: [SearchArm], foot: Double) -> String {
        var (script, parts): (String, [String]) = ("", [])
        for (i, arm) in arms.enumerated() {
            let style = SeriesStyle(i)
            func add(_ block: String, _ rows: [[Double?]], _ how: String) {
                if rows.isEmpty { return }
                script += ChartScript.block("\(block)\(i)", rows)
                parts.append("$\(block)\(i) using 1:2 with \(how)")
            }
            let known = arm.points.filter { $0.known != nil }
            add(
                "ARM", known.isEmpty ? [[1, nil]] : known.map { [$0.learningRate, $0.known] },
                "linespoints \(style.line) linewidth 1.3 title \(ChartLabel.quoted(arm.name, longest: ChartKey.longest))"
            )
            add(
                "EXTENSION", known.filter(\.isExtension).map { [$0.learningRate, $0.known] },
                "points pointtype 4 pointsize 1.1 linewidth 0.8 linecolor rgb '\(style.colour)' notitle")
            add(
                "FAILED", arm.points.filter { $0.known == nil }.map { [$0.learningRate, foot] },
                "points pointtype 2 pointsize 1.0 linewidth 1.4 linecolor rgb '\(style.colour)' notitle")
            add(
                "CHOSEN", known.filter { $0.learningRate == arm.chosen }.map { [$0.learningRate, $0.known] },
                "points pointtype 6 pointsize 1.5 linewidth 1.4 linecolor rgb '\(style.colour)' notitle")
        }
        return script + "plot " + parts.joined(separator: ", ")
    }

    private static func words(_ arm: SearchArm, _ language: Language) -> String {
        let chosen = arm.points.first { $0.learningRate == arm.chosen }
        return ChartTexts.searchInWords(
            ChartLabel.short(arm.name, longest: 60), tried: arm.points.count,
            chosen: chosen.flatMap { point in
                point.known.map {
                    (Numerals(language).brief(point.learningRate), Numerals(language).text($0, digits: 4))
                }
            })(language)
    }

    private static func superscript(_ number: Int) -> String {
        let digits: [Character: Character] = [
            "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
            "9": "⁹",
        ]
        return String("\(number)".compactMap { digits[$0] })
    }
}
