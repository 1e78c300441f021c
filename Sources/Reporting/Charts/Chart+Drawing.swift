import Foundation

extension Chart {
    /// Draws charts into a folder, each as `NAME.svg` and `NAME.png`, written aside and renamed.
    /// - Parameters:
    ///   - gnuplot: nil draws none, and the note says what to install.
    ///   - fonts: for the PNG files, nil asks this machine's. What they lack is not among the notes.
    /// - Returns: the SVG of each chart that was drawn, for a page, by its name, and a note for each that was not.
    /// - Throws: `ReportError.unwritable`.
    public static func draw(
        _ charts: [Chart], into folder: URL, with gnuplot: Gnuplot?, fonts: FontCoverage? = nil
    ) async throws(ReportError) -> (svg: [String: String], notes: [ReportNote]) {
        guard let gnuplot else { return ([:], [Gnuplot.missing]) }
        let fonts = if let fonts { fonts } else { await FontCoverage.ofThisMachine() }
        var (drawn, notes): ([String: String], [ReportNote]) = ([:], [])
        for chart in charts {
            let files: Files
            do {
                files = try await chart.render(with: gnuplot, fonts: fonts)
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
