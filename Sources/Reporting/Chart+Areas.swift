/// The areas of one image's masks.
public struct AreaPair: Sendable, Equatable {
    /// The name of the image's set; any text.
    public let set: String
    /// In one unit for a chart.
    public let predicted: Double, truth: Double

    /// - Parameters:
    ///   - predicted: the area that the model marks.
    ///   - truth: the area of the mask.
    public init(set: String = "", predicted: Double, truth: Double) {
        (self.set, self.predicted, self.truth) = (set, predicted, truth)
    }

    /// The areas of a row of `metrics.csv`, as shares of the image in per cent: images of different sizes are then
    /// comparable. Nil where the row has no counts of pixels.
    public init?(_ row: TestRow) {
        guard let tp = row[.truePositives], let fp = row[.falsePositives], let fn = row[.falseNegatives],
            let tn = row[.trueNegatives], tp + fp + fn + tn > 0
        else { return nil }
        let share = 100 / (tp + fp + fn + tn)
        self.init(set: row.set, predicted: (tp + fp) * share, truth: (tp + fn) * share)
    }

    var isDrawable: Bool { ChartScript.isDrawable(predicted) && ChartScript.isDrawable(truth) }
    var mean: Double { (predicted + truth) / 2 }
    var difference: Double { predicted - truth }
}

/// The unit of the areas in a chart.
public enum AreaUnit: Sendable {
    /// Per cent of the image's area.
    case percentOfImage
    /// Pixels of the image.
    case pixels
    /// Square millimetres, where the image states its spacing.
    case squareMillimetres

    func word(_ language: Language) -> String {
        switch self {
        case .percentOfImage: ChartTexts.percentOfImage(language)
        case .pixels: ChartTexts.pixels(language)
        case .squareMillimetres: "mm²"
        }
    }
}

/// Mean difference and limits of agreement (Bland and Altman 1986).
struct AreaAgreement: Equatable {
    /// Predicted less true.
    let bias: Double
    /// Mean difference -+ 1.96 standard deviations (n - 1); nil for a single image.
    let limits: ClosedRange<Double>?

    init?(_ pairs: [AreaPair]) {
        guard !pairs.isEmpty else { return nil }
        let n = Double(pairs.count)
        let bias = pairs.reduce(0) { $0 + $1.difference } / n
        self.bias = bias
        if pairs.count > 1 {
            let deviation = (pairs.reduce(0) { $0 + ($1.difference - bias) * ($1.difference - bias) } / (n - 1))
                .squareRoot()
            limits = bias - 1.96 * deviation...bias + 1.96 * deviation
        } else {
            limits = nil
        }
    }
}

extension Chart {
    /// Bland and Altman's chart of areas: the difference of predicted and true area against their mean, with the mean
    /// difference and the limits of agreement.
    /// - Parameters:
    ///   - run: whose predictions these are; shown in the title where it is not empty.
    ///   - name: the stem of the files.
    /// - Returns: nil where no pair is finite.
    public static func areas(
        _ pairs: [AreaPair], unit: AreaUnit = .percentOfImage, run: String = "", name: String = "areas",
        language: Language = .english
    ) -> Chart? {
        let pairs = pairs.filter(\.isDrawable)
        guard let agreement = AreaAgreement(pairs) else { return nil }
        let levels = [agreement.bias] + (agreement.limits.map { [$0.lowerBound, $0.upperBound] } ?? [])
        let across = ChartScript.range(pairs.map(\.mean))
        let up = ChartScript.range(pairs.map(\.difference) + levels + [0], air: 0.1)
        let word = unit.word(language)
        let digits = unit == .percentOfImage ? 2 : 0
        var script = """
            set xlabel \(Gnuplot.quoted(ChartTexts.meanArea(word)(language)))
            set ylabel \(Gnuplot.quoted(ChartTexts.areaDifference(word)(language)))
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
                "set label \(2 * i + 2) \(Gnuplot.quoted(Figure.text(level, digits: digits, language))) "
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
                pairs.count, levels.map { "\(Figure.text($0, digits: digits, language)) \(word)" })(language),
            caption: ChartTexts.areas(pairs.count)(language), language: language, script: script)
    }

    /// Points by set: their data, and the rest of a `plot` command that draws them.
    static func groups(_ points: [(set: String, x: Double, y: Double)]) -> (blocks: String, plot: String) {
        var sets: [String] = []
        for point in points where !sets.contains(point.set) { sets.append(point.set) }
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
