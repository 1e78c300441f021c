/// How one of several lines or groups of points is told from the others: colour, dashes and marker all differ, so that
/// two suffice where colours are not seen.
///
/// The colours are those of Okabe and Ito (2008), some moved in lightness: each has a contrast of 3 at least on white and
/// on a dark page, neighbours differ in lightness, and all stay apart in protanopia and deuteranopia. The third one is
/// the page's own ink.
struct SeriesStyle: Equatable {
    /// "#rrggbb".
    let colour: String
    /// gnuplot's `dashtype`: 1 for a whole line, or lengths of strokes and gaps.
    let dash: String
    /// gnuplot's `pointtype`.
    let point: Int

    /// In the order of use. Black becomes the colour of the page's text.
    static let colours = ["#0072b2", "#e0691a", "#000000", "#00805f", "#cc79a7"]
    private static let dashes = ["1", "(10,5)", "(3,4)", "(12,4,3,4)", "(18,5)"]
    /// Full and hollow ones in turn: circle, triangle, square, diamond, triangle downwards, pentagon.
    private static let points = [7, 8, 5, 12, 11, 14, 9, 6, 13, 4, 15, 10]

    /// The style of a series by its place, from 0. The first sixty differ.
    init(_ place: Int) {
        let turn = place / Self.colours.count
        colour = Self.colours[place % Self.colours.count]
        dash = Self.dashes[(place + turn) % Self.dashes.count]
        point = Self.points[place % Self.points.count]
    }

    /// Options of `with lines` and `with linespoints`.
    var line: String { "linecolor rgb '\(colour)' dashtype \(dash) pointtype \(point) pointsize \(pointSize)" }

    /// Options of `with points`.
    var marker: String { "linecolor rgb '\(colour)' pointtype \(point) pointsize \(pointSize)" }

    /// Filled markers look larger than hollow ones.
    private var pointSize: Double { point % 2 == 1 ? 0.5 : 0.6 }
}
