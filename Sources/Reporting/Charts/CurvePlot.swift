/// Curves over epochs in one pair of axes: what single runs and arms share.
struct CurvePlot {
    /// One curve.
    struct Curve {
        let label: String
        let style: SeriesStyle
        /// A gap where the value is absent or not finite.
        let points: [(epoch: Int, value: Double?)]
        /// Lowest and highest value over the seeds, by epoch; empty with one seed.
        var band: [(epoch: Int, low: Double, high: Double)] = []

        /// The points that can be drawn.
        var known: [(epoch: Int, value: Double)] {
            points.compactMap { epoch, value in value.flatMap { ChartScript.isDrawable($0) ? (epoch, $0) : nil } }
        }

        var values: [Double] { known.map(\.value) + band.flatMap { [$0.low, $0.high] } }
    }

    var name: String
    var title: String
    var axis: String
    var caption: String
    /// Opens the figures in words of each curve: "loss".
    var measure: String
    var curves: [Curve]
    var bottom: Double, top: Double
    var language: Language

    /// The chart. Curves without a single finite value are left out.
    func chart() -> Chart {
        let curves = curves.filter { !$0.known.isEmpty }
        let epochs = curves.flatMap { $0.points.map(\.epoch) }
        let (first, last) = (epochs.min() ?? 1, epochs.max() ?? 1)
        let margin = max(0.5, Double(last - first) * 0.02)
        let markers = max(1, (last - first + 1) / (curves.count > 4 ? 8 : 25))
        let key = ChartKey(curves.map(\.label), plotHeight: 340)
        var script = """
            set xlabel \(Gnuplot.quoted(ChartTexts.epoch(language)))
            set ylabel \(Gnuplot.quoted(axis))
            set xrange [\(Double(first) - margin):\(Double(last) + margin)]
            set yrange [\(bottom):\(top)]
            set xtics \(ChartScript.wholeStep(first: first, last: last))
            set ytics \(ChartScript.step(from: bottom, to: top))

            """
        script += key.script
        var bands: [String] = []
        var lines: [String] = []
        for (i, curve) in curves.enumerated() {
            script += ChartScript.block("S\(i)", curve.points.map { [Double($0.epoch), $0.value] })
            if !curve.band.isEmpty {
                script += ChartScript.block("B\(i)", curve.band.map { [Double($0.epoch), $0.low, $0.high] })
                bands.append(
                    "$B\(i) using 1:2:3 with filledcurves fillstyle transparent solid 0.18 noborder "
                        + "linecolor rgb '\(curve.style.colour)' notitle")
            }
            // Markers begin at different epochs, or curves that run together would hide each other's.
            let offset = curves.count > 4 ? i % markers : 0
            lines.append(
                "$S\(i) using 1:2 with lines linecolor rgb '\(curve.style.colour)' dashtype \(curve.style.dash) "
                    + "linewidth 1.3 notitle, "
                    + "$S\(i) using 1:2 every \(markers)::\(offset) with points \(curve.style.marker) notitle, "
                    + "NaN with linespoints \(curve.style.line) linewidth 1.3 "
                    + "title \(ChartLabel.quoted(curve.label, longest: ChartKey.longest))")
        }
        script += "plot " + (bands + lines).joined(separator: ", ")
        return Chart(
            name: name, title: title, alternative: words(curves), caption: caption,
            height: key.height, language: language, script: script)
    }

    private func words(_ curves: [Curve]) -> String {
        curves.compactMap { curve in
            guard let first = curve.known.first, let last = curve.known.last else { return nil }
            return ChartTexts.course(
                "\(ChartLabel.short(curve.label, longest: 60)), \(measure)",
                first: (first.epoch, Numerals(language).text(first.value, digits: 4)),
                last: (last.epoch, Numerals(language).text(last.value, digits: 4)))(language)
        }.joined(separator: "; ") + "."
    }
}
