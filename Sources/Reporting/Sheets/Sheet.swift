import Foundation
import Imaging

/// A white sheet of pictures with lines of text: pictures lie on whole pixels, unchanged; texts are drawn by gnuplot.
public struct Sheet: Sendable {
    var canvas: Canvas
    var texts: [SheetText] = []

    /// - Parameter width: pixels, as the height.
    init(width: Int, height: Int) { canvas = Canvas(width: width, height: height) }

    /// All that is written on it.
    package var words: [String] { texts.map(\.text) }

    /// Draws the texts and writes the sheet as a PNG file, whole or not at all. Awaits gnuplot.
    /// - Returns: a note where gnuplot fails; then there is no file.
    /// - Throws: `ReportError` where the file cannot be written.
    package func write(
        to file: URL, with gnuplot: Gnuplot, fonts: FontCoverage
    ) async throws(ReportError) -> [ReportNote] {
        let picture: Image
        do {
            picture = try await image(with: gnuplot, fonts: fonts)
        } catch {
            return [ReportNote("The sheet \(file.lastPathComponent) is missing: \(error)")]
        }
        try Report.write(picture, to: file)
        return []
    }

    /// Draws the texts. A process is awaited: call it before or after computing with tensors, never between.
    /// - Parameter fonts: a character that no font has becomes a box.
    /// - Returns: an RGB image of 8 bits on white.
    /// - Throws: `GnuplotError`.
    public func image(with gnuplot: Gnuplot, fonts: FontCoverage) async throws(GnuplotError) -> Image {
        var canvas = canvas
        let drawn = try await DrawnText.draw(texts, with: gnuplot, fonts: fonts)
        for (text, line) in zip(texts, drawn) {
            guard let line else { continue }
            canvas.print(
                line.picture, rows: line.rows, columns: 0..<DrawnText.start + min(line.width, text.width),
                x: text.x - DrawnText.start, y: text.y - line.baseline)
        }
        do {
            return try canvas.image()
        } catch { throw .failed(program: gnuplot.program.path, reason: error.description) }
    }
}
