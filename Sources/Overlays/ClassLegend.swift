import Datasets

/// How pictures show the classes: a colour for each but the background, under which the image stays as it is.
public struct ClassLegend: Equatable, Sendable {
    /// One class as it is shown.
    public struct Entry: Equatable, Sendable {
        /// The class's index in masks.
        public let index: Int
        /// What it is called.
        public let name: String
        /// What its pixels are painted with.
        public let colour: Overlay.Colour
        /// "orange" for a colour of the palette; nil for a class's own colour and for the palette's darker repeats.
        public let colourName: String?

        /// "disc: orange (#e69f00)", for a terminal.
        public var words: String {
            colourName.map { "\(name): \($0) (\(colour.hex))" } ?? "\(name): \(colour.hex)"
        }
    }

    /// In the order of the classes.
    public let entries: [Entry]

    /// The colours of the classes' own table, or those of `palette`.
    public init(_ classes: Classes) {
        entries = classes.foreground.map { index in
            let own = classes.colours.map { Overlay.Colour($0[index].red, $0[index].green, $0[index].blue) }
            let place = index - 1
            return Entry(
                index: index, name: classes.name(index), colour: own ?? Self.colour(place),
                colourName: own == nil && place < Self.palette.count ? Self.palette[place].name : nil)
        }
    }

    /// By a mask's value: nil for the background, for ignored pixels and for what is no class.
    var colours: [Overlay.Colour?] {
        var colours = [Overlay.Colour?](repeating: nil, count: 256)
        for entry in entries { colours[entry.index] = entry.colour }
        return colours
    }

    /// The n-th colour, from 0. After the palette's last colour it starts again, darker each time.
    private static func colour(_ n: Int) -> Overlay.Colour {
        let base = palette[n % palette.count].colour
        let round = n / palette.count
        func darker(_ channel: UInt8) -> UInt8 { UInt8(Int(channel) * 3 / (3 + round)) }
        return Overlay.Colour(darker(base.red), darker(base.green), darker(base.blue))
    }

    /// Colours that colour-blind readers can tell apart: those of Okabe and Ito (2008) without black, then those of Tol's
    /// muted scheme (2021) that are none of them again. Names as their authors have them.
    static let palette: [(name: String, colour: Overlay.Colour)] = [
        ("orange", Overlay.Colour(230, 159, 0)), ("sky blue", Overlay.Colour(86, 180, 233)),
        ("bluish green", Overlay.Colour(0, 158, 115)), ("yellow", Overlay.Colour(240, 228, 66)),
        ("blue", Overlay.Colour(0, 114, 178)), ("vermilion", Overlay.Colour(213, 94, 0)),
        ("reddish purple", Overlay.Colour(204, 121, 167)), ("indigo", Overlay.Colour(51, 34, 136)),
        ("wine", Overlay.Colour(136, 34, 85)), ("teal", Overlay.Colour(68, 170, 153)),
        ("olive", Overlay.Colour(153, 153, 51)), ("green", Overlay.Colour(17, 119, 51)),
        ("rose", Overlay.Colour(204, 102, 119)), ("purple", Overlay.Colour(170, 68, 153)),
        ("sand", Overlay.Colour(221, 204, 119)),
    ]
}

extension Overlay.Colour {
    /// "#e69f00", as HTML and SVG write it.
    package var hex: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
