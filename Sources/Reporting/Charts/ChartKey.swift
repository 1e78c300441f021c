/// The key above a chart of several lines, and the room that it takes: gnuplot's own arithmetic leaves none for the plot
/// where there are many lines or long names.
struct ChartKey {
    /// The most characters of a name.
    static let longest = 48

    /// The chart's height in pixels.
    let height: Int
    /// The lines that place key and plot.
    let script: String

    /// - Parameters:
    ///   - names: as they stand in the key.
    ///   - plotHeight: pixels for the plot with its axis; charts of one or two short names are a little lower.
    init(_ names: [String], plotHeight: Int) {
        let longest = names.map { ChartLabel.short($0, longest: Self.longest).count }.max() ?? 0
        let columns = longest <= 22 ? 2 : 1
        let rows = (names.count + columns - 1) / columns
        // A line of the key and the air round the key, in pixels.
        height = plotHeight + 18 * rows + 10
        script = """
            set tmargin at screen \(1 - Double(18 * rows + 18) / Double(height))
            set key at screen 0.1,screen \(1 - 4 / Double(height)) left top vertical maxrows \(max(1, rows)) Left reverse \
            samplen 4 width 2 spacing spacing

            """
    }
}
