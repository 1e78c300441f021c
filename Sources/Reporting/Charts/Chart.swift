import Files
import Foundation

/// A chart as data: what it shows, and the gnuplot lines that draw it. Drawn by ``render(with:fonts:)``.
public struct Chart: Sendable, Equatable {
    /// The stem of its files: "loss" for `loss.svg` and `loss.png`.
    public let name: String
    /// What it is, for people who do not see it and for the tooltip.
    public let title: String
    /// The figures in words.
    public let alternative: String
    /// What is written below it.
    public let caption: String
    /// Size of the SVG file in pixels; the PNG file has twice as many a side.
    public let width: Int, height: Int
    /// The language of its texts and numbers.
    public let language: Language
    /// Axes, data and `plot`, without terminal and output.
    let script: String
    /// A text that holds all that the chart writes.
    package var words: String { script }

    init(
        name: String, title: String, alternative: String, caption: String, width: Int = 600, height: Int = 360,
        language: Language, script: String
    ) {
        (self.name, self.title, self.alternative) = (FileName.ofChart(name), title, alternative)
        (self.caption, self.width, self.height) = (caption, width, height)
        (self.language, self.script) = (language, script)
    }

    /// A chart as two files.
    public struct Files: Sendable {
        /// Text and axes take the colour of the page (`currentColor`).
        public let svg: String
        /// On white, twice the SVG's size.
        public let png: [UInt8]
    }

    /// Draws the chart. A process is awaited: call it before or after computing with tensors, never between.
    /// - Parameter fonts: for the PNG file, nil asks this machine's: a character that no font has becomes a box. The SVG
    ///   file keeps it, for it is drawn by the reader's fonts.
    /// - Throws: `GnuplotError`.
    public func render(with gnuplot: Gnuplot, fonts: FontCoverage? = nil) async throws(GnuplotError) -> Files {
        let fonts = if let fonts { fonts } else { await FontCoverage.ofThisMachine() }
        // File names are fixed and relative: no path and no name of the user's gets into the script. The whole script
        // runs for each file, since gnuplot cannot draw several panels again.
        return try await gnuplot.inFolder { folder throws(GnuplotError) in
            try await gnuplot.run(
                """
                set terminal svg size \(width),\(height) noenhanced font 'Helvetica,15' linewidth 1.6
                set output 'chart.svg'
                small = ',12'
                spacing = 0.82
                \(look)
                \(script)
                unset output
                reset
                set terminal pngcairo size \(2 * width),\(2 * height) noenhanced font 'sans,22' linewidth 3.0 \
                pointscale 2.2 background rgb 'white'
                set output 'chart.png'
                small = ',18'
                spacing = 1.06
                \(look)
                \(fonts.drawable(script))
                unset output
                """, in: folder)
            let svg = try Self.read(folder.appending(path: "chart.svg"), gnuplot)
            let png = try Self.read(folder.appending(path: "chart.png"), gnuplot)
            return Files(svg: ChartSVG.adapt(String(decoding: svg, as: UTF8.self), to: self), png: png)
        }
    }

    private static func read(_ file: URL, _ gnuplot: Gnuplot) throws(GnuplotError) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: file))
        } catch {
            throw .noPicture(program: gnuplot.program.path, file: file.lastPathComponent)
        }
    }

    /// The look of all charts: two axes, a faint grid, the key above.
    private var look: String {
        """
        set encoding utf8
        set decimalsign '\(language.decimalSign)'
        set border 3 linecolor rgb '#000000' linewidth 0.6
        set tics nomirror out scale 0.6
        set grid ytics linetype 1 linewidth 0.5 linecolor rgb '\(ChartSVG.gridColour)'
        set key outside top left horizontal Left reverse samplen 4 width 2 spacing spacing
        """
    }
}
