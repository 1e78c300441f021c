import Foundation

extension Chart {
    /// Draws charts into a folder, each as `NAME.svg` and `NAME.png`, written aside and renamed.
    /// - Parameter gnuplot: nil draws none, and the note says what to install.
    /// - Returns: the SVG of each chart that was drawn, for a page, by its name, and a note for each that was not.
    /// - Throws: `ReportError.unwritable`.
    public static func draw(
        _ charts: [Chart], into folder: URL, with gnuplot: Gnuplot?
    ) async throws(ReportError) -> (svg: [String: String], notes: [ReportNote]) {
        guard let gnuplot else { return ([:], [Gnuplot.missing]) }
        var (drawn, notes): ([String: String], [ReportNote]) = ([:], [])
        for chart in charts {
            let files: Files
            do {
                files = try await chart.render(with: gnuplot)
            } catch {
                notes.append(ReportNote("The chart \(chart.name) is missing: \(error)"))
                continue
            }
            try ReportFile.write([UInt8](files.svg.utf8), to: folder.appending(path: "\(chart.name).svg"))
            try ReportFile.write(files.png, to: folder.appending(path: "\(chart.name).png"))
            drawn[chart.name] = ChartSVG.inPage(files.svg)
        }
        return (drawn, notes)
    }
}
