import Files
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
        let fonts = if let fonts { fonts } else { await FontCoverage.ofThisMachine() }
        return try write(await render(charts, with: gnuplot, fonts: fonts), of: charts, to: folder)
    }

    /// Draws charts, as many at once as there are processors to use: each is a process of gnuplot.
    /// - Returns: of each chart, in their order; nil without gnuplot.
    static func render(
        _ charts: [Chart], with gnuplot: Gnuplot?, fonts: FontCoverage
    ) async -> [Result<Files, GnuplotError>]? {
        guard let gnuplot else { return nil }
        return await withTaskGroup(of: (Int, Result<Files, GnuplotError>).self) { group in
            var results = [Result<Files, GnuplotError>?](repeating: nil, count: charts.count)
            var next = 0
            func addNext() {
                guard next < charts.count else { return }
                let (place, chart) = (next, charts[next])
                next += 1
                group.addTask {
                    do throws(GnuplotError) {
                        return (place, .success(try await chart.render(with: gnuplot, fonts: fonts)))
                    } catch { return (place, .failure(error)) }
                }
            }
            for _ in 0..<Processors.current.count { addNext() }
            while let (place, result) = await group.next() {
                results[place] = result
                addNext()
            }
            return results.compactMap(\.self)
        }
    }

    /// Writes drawn charts; see `draw`.
    static func write(
        _ drawn: [Result<Files, GnuplotError>]?, of charts: [Chart], to folder: URL
    ) throws(ReportError) -> (svg: [String: String], notes: [ReportNote]) {
        guard let drawn else { return ([:], [Gnuplot.missing]) }
        var (svg, notes): ([String: String], [ReportNote]) = ([:], [])
        for (chart, result) in zip(charts, drawn) {
            switch result {
            case .failure(let error): notes.append(ReportNote("The chart \(chart.name) is missing: \(error)"))
            case .success(let files):
                try ReportFile.write([UInt8](files.svg.utf8), to: folder.appending(path: "\(chart.name).svg"))
                try ReportFile.write(files.png, to: folder.appending(path: "\(chart.name).png"))
                svg[chart.name] = ChartSVG.inPage(files.svg)
            }
        }
        return (svg, notes)
    }
}
