import Files
import Foundation
import Imaging
import Overlays

/// A line of text on a sheet.
struct SheetText: Sendable, Equatable {
    /// How it is drawn.
    struct Style: Sendable, Equatable {
        /// Size of the font in pixels; a capital is about 0.73 of it high.
        var size: Int
        var isBold = false
        var colour = SheetText.ink
    }

    /// The colours of texts: nearly black, and grey for what matters less.
    static let ink = Overlay.Colour(26, 29, 33)
    static let quiet = Overlay.Colour(89, 98, 108)

    /// Any text.
    let text: String
    /// Where it begins on its baseline, in pixels from the sheet's upper left corner.
    let x: Int, y: Int
    /// The most pixels that it takes: a longer text is cut in the middle.
    let width: Int
    let style: Style
}

/// A line of text that gnuplot has drawn: some rows of a picture that holds many lines.
struct DrawnText {
    let picture: Image
    let rows: Range<Int>
    /// Of the baseline, counted from the first of `rows`.
    let baseline: Int
    /// Columns from the text's beginning to its last ink.
    let width: Int
    /// The column at which the text begins: some letters reach to the left of it.
    static let start = 8
}

extension DrawnText {
    /// Draws texts, each cut so that it is no wider than it may be. Fonts, shaping and direction of writing are Pango's,
    /// so every script shows for which the machine has a font.
    ///
    /// gnuplot cannot say how wide a text is; it is drawn, measured and, where it is too wide, drawn again shorter.
    static func draw(
        _ texts: [SheetText], with gnuplot: Gnuplot, fonts: FontCoverage
    ) async throws(GnuplotError) -> [DrawnText?] {
        let whole = texts.map { fonts.drawable(OneLine.of($0.text)) }
        var words = whole.map { ChartLabel.short($0, longest: 200) }
        var drawn = [DrawnText?](repeating: nil, count: texts.count)
        var open = Array(texts.indices)
        while !open.isEmpty {
            let lines = try await drawOnce(open.map { (words[$0], texts[$0].style) }, texts, gnuplot)
            var tooWide: [Int] = []
            for (place, line) in zip(open, lines) {
                let (widest, count) = (texts[place].width, words[place].count)
                if line.width > widest, count > 3 {
                    words[place] = ChartLabel.short(
                        whole[place], longest: max(3, min(count - 1, count * widest / line.width)))
                    tooWide.append(place)
                } else {
                    drawn[place] = line
                }
            }
            open = tooWide
        }
        return drawn
    }

    /// Draws each line as it is, one below the other, on paper that is wide enough to see which are too wide.
    private static func drawOnce(
        _ lines: [(text: String, style: SheetText.Style)], _ texts: [SheetText], _ gnuplot: Gnuplot
    ) async throws(GnuplotError) -> [DrawnText] {
        let width = 2 * start + 2 * (texts.map(\.width).max() ?? 0)
        let heights = lines.map { 2 * $0.style.size }
        let height = max(1, heights.reduce(0, +))
        var (labels, tops, top) = ("", [Int](), 0)
        for (number, (line, room)) in zip(lines, heights).enumerated() {
            tops.append(top)
            // gnuplot puts the middle of a capital, half of the font's points above the baseline, at the place.
            let middle = Double(top + baseline(line.style)) - points(line.style) / 2
            let (x, y) = (Double(start) / Double(width), 1 - middle / Double(height))
            labels += "set label \(number + 1) \(Gnuplot.quoted(line.text)) at screen \(x),\(y) left "
            labels += "font 'sans\(line.style.isBold ? ":Bold" : ""),\(points(line.style))' "
            labels += "textcolor rgb '\(line.style.colour.hex)'\n"
            top += room
        }
        let picture = try await gnuplot.picture(labels, width: width, height: height)
        return zip(tops, zip(lines, heights)).map { top, line in
            let rows = top..<top + line.1
            return DrawnText(
                picture: picture, rows: rows, baseline: baseline(line.0.style), width: inkWidth(of: picture, rows))
        }
    }

    /// The font's size as gnuplot counts it: 96 pixels are 72 points.
    private static func points(_ style: SheetText.Style) -> Double { Double(style.size) * 0.75 }

    /// Rows from the top of a line's room, which is twice the font's size high, to its baseline.
    private static func baseline(_ style: SheetText.Style) -> Int { style.size * 5 / 4 }

    /// Columns from `start` to the last one that is not white in some rows; 0 where all are.
    private static func inkWidth(of picture: Image, _ rows: Range<Int>) -> Int {
        let line = picture.width * picture.channels
        var last = start - 1
        for row in rows.clamped(to: 0..<picture.height) {
            let bytes = picture.bytes[row * line..<(row + 1) * line]
            guard let ink = bytes.lastIndex(where: { $0 < 250 }) else { continue }
            last = max(last, (ink - bytes.startIndex) / picture.channels)
        }
        return last + 1 - start
    }
}

extension Gnuplot {
    /// Labels alone on white paper.
    fileprivate func picture(_ labels: String, width: Int, height: Int) async throws(GnuplotError) -> Image {
        let name = "texts.png"
        return try await inFolder { folder throws(GnuplotError) in
            try await run(
                """
                set encoding utf8
                set terminal pngcairo size \(width),\(height) noenhanced background rgb 'white'
                set output '\(name)'
                unset border
                unset tics
                unset key
                set margins 0,0,0,0
                set xrange [0:1]
                set yrange [0:1]
                \(labels)
                plot NaN
                unset output
                """, in: folder)
            do {
                let picture = try Codec.decode(folder.appending(path: name))
                guard picture.width == width, picture.height == height, picture.channels >= 3,
                    picture.component == .uint8
                else { throw GnuplotError.noPicture(program: program.path, file: name) }
                return picture
            } catch { throw .noPicture(program: program.path, file: name) }
        }
    }
}
