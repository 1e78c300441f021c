import Foundation

/// A chart as data: what it shows, and the gnuplot lines that draw it. Drawn by ``render(with:)``.
public struct Chart: Sendable, Equatable {
    /// The stem of its files: "loss" for `loss.svg` and `loss.png`.
    public let name: String
    /// What it is, for people who do not see it and for the tooltip.
    public let title: String
    /// The figures in words.
    public let alternative: String
    /// What is written below it.
    public let caption: String
    /// Axes, data and `plot`, without terminal and output.
    let script: String

    /// A chart as two files.
    public struct Files: Sendable {
        /// Text and axes take the colour of the page (`currentColor`).
        public let svg: String
        /// On white, twice the SVG's size.
        public let png: [UInt8]
    }

    /// Draws the chart. A process is awaited: call it before or after computing with tensors, never between.
    /// - Throws: `GnuplotError`.
    public func render(with gnuplot: Gnuplot) async throws(GnuplotError) -> Files {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pleura-chart-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .notStarted(program: gnuplot.program.path, reason: error.localizedDescription)
        }
        // What the system's own clean-up of temporary folders would do later.
        defer { try? FileManager.default.removeItem(at: folder) }
        // File names are fixed and relative: no path and no name of the user's gets into the script.
        try await gnuplot.run(
            """
            set terminal svg size 600,360 noenhanced font 'Helvetica,15' linewidth 1.6
            set output 'chart.svg'
            \(Self.look)
            \(script)
            set terminal pngcairo size 1200,720 noenhanced font 'sans,22' linewidth 3.0 background rgb 'white'
            set output 'chart.png'
            replot
            unset output
            """, in: folder)
        let svg = try Self.read(folder.appending(path: "chart.svg"), gnuplot)
        let png = try Self.read(folder.appending(path: "chart.png"), gnuplot)
        return Files(svg: ChartSVG.adapt(String(decoding: svg, as: UTF8.self), to: self), png: png)
    }

    private static func read(_ file: URL, _ gnuplot: Gnuplot) throws(GnuplotError) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: file))
        } catch {
            throw .noPicture(program: gnuplot.program.path, file: file.lastPathComponent)
        }
    }

    /// The look of all charts: two axes, a faint grid, the key above.
    private static let look = """
        set encoding utf8
        set border 3 linecolor rgb '#000000' linewidth 0.6
        set tics nomirror out scale 0.6
        set grid ytics linetype 1 linewidth 0.5 linecolor rgb '\(ChartSVG.gridColour)'
        set key outside top left horizontal Left reverse samplen 3 width 2
        set datafile missing NaN
        """
}
