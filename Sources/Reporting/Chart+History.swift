import Foundation

extension Chart {
    /// Loss against epochs; nil where no epoch has a finite loss.
    public static func loss(_ history: [HistoryRow]) -> Chart? {
        let train = history.map { ($0.epoch, $0.trainLoss) }
        let validation = history.map { ($0.epoch, $0.validationLoss) }
        let values = finite(train + validation)
        guard let highest = values.max(), let lowest = values.min() else { return nil }
        return curves(
            name: "loss", title: "Loss by epoch", axis: "Loss (mean over images)", train: train,
            validation: validation, bottom: min(0, lowest), top: highest > 0 ? highest * 1.05 : 1,
            caption: "Loss by epoch.")
    }

    /// Dice against epochs; nil where no epoch has a finite Dice.
    public static func dice(_ history: [HistoryRow]) -> Chart? {
        let train = history.map { ($0.epoch, $0.trainDice) }
        let validation = history.map { ($0.epoch, $0.validationDice) }
        guard let lowest = finite(train + validation).min() else { return nil }
        let bottom = max(0, min(0.9, (lowest * 10).rounded(.down) / 10))
        return curves(
            name: "dice", title: "Dice by epoch", axis: "Dice (mean over images)", train: train,
            validation: validation, bottom: bottom, top: 1,
            caption: "Dice by epoch; the axis begins at \(Figure.brief(bottom)).")
    }

    private static func finite(_ points: [(Int, Double?)]) -> [Double] {
        points.compactMap(\.1).filter(\.isFinite)
    }

    /// Curves of training and, where there is one, of validation over the epochs.
    private static func curves(
        name: String, title: String, axis: String, train: [(Int, Double?)], validation: [(Int, Double?)],
        bottom: Double, top: Double, caption: String
    ) -> Chart {
        // Told apart in grey too, by dashes and markers. Blue and vermilion of Okabe and Ito (2008).
        let series = [
            ("training", train, "linecolor rgb '#0072b2' dashtype 1 pointtype 7 pointsize 0.45"),
            ("validation", validation, "linecolor rgb '#d55e00' dashtype 2 pointtype 8 pointsize 0.6"),
        ].filter { !finite($0.1).isEmpty }
        let epochs = train.map(\.0)
        let (first, last) = (epochs.min() ?? 1, epochs.max() ?? 1)
        let margin = max(0.5, Double(last - first) * 0.02)
        let markers = max(1, epochs.count / 25)
        var script = """
            set xlabel 'Epoch'
            set ylabel \(Gnuplot.quoted(axis))
            set xrange [\(Double(first) - margin):\(Double(last) + margin)]
            set yrange [\(bottom):\(top)]
            set xtics \(wholeStep(first: first, last: last))
            set ytics \(step(from: bottom, to: top))

            """
        for (i, (_, points, _)) in series.enumerated() { script += dataBlock("S\(i)", points) }
        script += "plot "
        script += series.enumerated().map { i, series in
            "$S\(i) using 1:2 with linespoints \(series.2) linewidth 1.3 pointinterval \(markers) "
                + "title \(Gnuplot.quoted(series.0))"
        }.joined(separator: ", ")
        return Chart(
            name: name, title: title, alternative: words(name, series.map { ($0.0, $0.1) }), caption: caption,
            script: script)
    }

    private static func dataBlock(_ name: String, _ points: [(Int, Double?)]) -> String {
        let lines = points.map { epoch, value in
            "\(epoch) \(value.flatMap { $0.isFinite ? "\($0)" : nil } ?? "NaN")\n"
        }
        return "$\(name) << EOD\n\(lines.joined())EOD\n"
    }

    /// Ticks at whole numbers, ten at the most: 1, 2, 5, 10, 20 ...
    static func wholeStep(first: Int, last: Int) -> Int {
        var (step, factors) = (1, [2.0, 2.5, 2.0])
        while (last - first) / step > 10 {
            step = Int(Double(step) * factors[0])
            factors.append(factors.removeFirst())
        }
        return step
    }

    /// Ticks at round numbers, six at the most: 1, 2 or 5 times a power of ten.
    static func step(from bottom: Double, to top: Double) -> Double {
        let range = max(top - bottom, 1e-12)
        let power = pow(10, log10(range / 6).rounded(.down))
        return [1, 2, 5, 10].map { $0 * power }.first { range / $0 <= 6 } ?? 10 * power
    }

    private static func words(_ what: String, _ series: [(name: String, points: [(Int, Double?)])]) -> String {
        series.map { name, points in
            let known = points.compactMap { epoch, value in
                value.flatMap { $0.isFinite ? (epoch, Figure.text($0, digits: 4)) : nil }
            }
            guard let first = known.first, let last = known.last else { return "" }
            return "\(name) \(what) \(first.1) in epoch \(first.0), \(last.1) in epoch \(last.0)"
        }.joined(separator: "; ") + "."
    }
}
