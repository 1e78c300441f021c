import Datasets

/// How pictures show the classes: a colour for each but the background, under which the film stays as it is.
public struct ClassLegend: Equatable, Sendable {
    /// One class as it is shown.
    public struct Entry: Equatable, Sendable {
        /// The class's index in masks.
        public let index: Int
        /// What it is called.
        public let name: String
        /// What its pixels are painted with.
        public let colour: Overlay.Colour
    }

    /// In the order of the classes.
    public let entries: [Entry]

    /// The colours of the classes' own table, or those of `palette`.
    public init(_ classes: Classes) {
        entries = classes.foreground.map { index in
            let own = classes.colours.map { Overlay.Colour($0[index].red, $0[index].green, $0[index].blue) }
            return Entry(index: index, name: classes.name(index), colour: own ?? Self.colour(index - 1))
        }
    }

    /// By a mask's value: nil for the background, for pixels that count for nothing and for what is no class.
    var colours: [Overlay.Colour?] {
        var colours = [Overlay.Colour?](repeating: nil, count: 256)
        for entry in entries { colours[entry.index] = entry.colour }
        return colours
    }

    /// The n-th colour, from 0. Behind the palette's end it comes again, darker each time.
    private static func colour(_ n: Int) -> Overlay.Colour {
        let base = palette[n % palette.count]
        let round = n / palette.count
        func darker(_ channel: UInt8) -> UInt8 { UInt8(Int(channel) * 3 / (3 + round)) }
        return Overlay.Colour(darker(base.red), darker(base.green), darker(base.blue))
    }

    /// Colours that colour-blind readers can tell apart: those of Okabe and Ito (2008) without black, then those of Tol's
    /// muted scheme (2021) that are none of them again.
    static let palette = [
        Overlay.Colour(230, 159, 0), Overlay.Colour(86, 180, 233), Overlay.Colour(0, 158, 115),
        Overlay.Colour(240, 228, 66), Overlay.Colour(0, 114, 178), Overlay.Colour(213, 94, 0),
        Overlay.Colour(204, 121, 167), Overlay.Colour(51, 34, 136), Overlay.Colour(136, 34, 85),
        Overlay.Colour(68, 170, 153), Overlay.Colour(153, 153, 51), Overlay.Colour(17, 119, 51),
        Overlay.Colour(204, 102, 119), Overlay.Colour(170, 68, 153), Overlay.Colour(221, 204, 119),
    ]
}
