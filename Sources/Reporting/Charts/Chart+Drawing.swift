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
        var drawn: [Int: Result<Files, GnuplotError>] = [:]
        await withTaskGroup(of: Drawn.self) { group in
            for (place, chart) in charts.enumerated() {
                if place >= Processors.current.count, let one = await group.next() { drawn[one.place] = one.result }
                group.addTask { Drawn(place: place, result: await chart.drawn(with: gnuplot, fonts: fonts)) }
            }
            for await one in group { drawn[one.place] = one.result }
        }
        return charts.indices.compactMap { drawn[$0] }
    }

    private struct Drawn: Sendable {
        let place: Int
        let result: Result<Files, GnuplotError>
    }

    private func drawn(with gnuplot: Gnuplot, fonts: FontCoverage) async -> Result<Files, GnuplotError> {
        do throws(GnuplotError) { return .success(try await render(with: gnuplot, fonts: fonts)) } catch {
            return .failure(error)
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
