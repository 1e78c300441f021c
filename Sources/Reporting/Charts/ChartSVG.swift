import Foundation

/// Makes gnuplot's SVG fit for a page: black becomes the page's own colour, names become unique, words describe it.
enum ChartSVG {
    /// The colour by which the grid's lines are known in gnuplot's output: light enough for PNG files on white.
    static let gridColour = "#d4d4d4"

    /// Colours as gnuplot writes them, with what they become. Attributes come in either kind of quotes.
    private static let colours: [(String, String)] =
        [(" = '", "='")]
        + ["'", "\""].flatMap { quote in
            let ink = "=\(quote)currentColor\(quote)"
            let grid = ("=\(quote)rgb(212, 212, 212)\(quote)", "\(ink) stroke-opacity=\(quote)0.18\(quote)")
            return [grid] + ["black", "rgb(0,0,0)", "rgb(  0,   0,   0)"].map { ("=\(quote)\($0)\(quote)", ink) }
        }

    /// Colours of series that a dark page shows lighter, by the CSS variable that holds them (`base.css`).
    private static let variables = ["--chart-blue": [0, 114, 178], "--chart-orange": [213, 94, 0]]

    /// - Parameter svg: a chart's file, as `adapt` returns it.
    /// - Returns: the same for a page, whose style knows the variables; programs other than browsers do not.
    static func inPage(_ svg: String) -> String {
        svg.replacing(/rgb\( *([0-9]+), *([0-9]+), *([0-9]+)\)/) { match in
            let colour = [match.1, match.2, match.3].compactMap { Int($0) }
            let name = variables.first { $0.value == colour }?.key
            return name.map { "var(\($0))" } ?? String(match.0)
        }
    }

    /// - Parameter svg: the whole of gnuplot's file.
    /// - Returns: the element `<svg>` alone, with title and description, role and names that begin with the chart's.
    static func adapt(_ svg: String, to chart: Chart) -> String {
        var text = svg
        if let start = text.range(of: "<svg") { text.removeSubrange(..<start.lowerBound) }
        text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        // The tooltips of series without a name are gnuplot's own words.
        text = text.replacing(/<title>gnuplot_plot_[0-9]+[a-z]*<\/title>/, with: "")
        for (old, new) in colours { text = text.replacingOccurrences(of: old, with: new) }
        for (old, new) in [
            ("id='", "id='\(chart.name)-"), ("id=\"", "id=\"\(chart.name)-"), ("href='#", "href='#\(chart.name)-"),
            ("url(#", "url(#\(chart.name)-"),
            ("font-family=\"Helvetica\"", "font-family=\"Helvetica, Arial, sans-serif\""),
            (
                "<title>Gnuplot</title>",
                "<title id=\"\(chart.name)-title\">\(PageText.escape(chart.title))</title>"
            ),
        ] { text = text.replacingOccurrences(of: old, with: new) }
        if let start = text.range(of: "<desc>"), let end = text.range(of: "</desc>") {
            text.replaceSubrange(
                start.lowerBound..<end.upperBound,
                with: "<desc id=\"\(chart.name)-words\">\(PageText.escape(chart.alternative))</desc>")
        }
        if let start = text.range(of: "<svg") {
            text.replaceSubrange(
                start,
                with: "<svg role=\"img\" aria-labelledby=\"\(chart.name)-title \(chart.name)-words\"")
        }
        return text + "\n"
    }
}
