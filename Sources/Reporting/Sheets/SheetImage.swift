import Imaging

/// A test image as a sheet shows it: film, truth and prediction, reduced at once, so that hundreds fit into a memory.
public struct SheetImage: Sendable {
    /// As it is written below the picture: the image's path or another name; any text.
    public let name: String
    /// In [0, 1]; nil where there is none.
    public let dice: Double?
    /// At most as many pixels a side as `init` was told; 8 bits of grey, masks of 0 and 255.
    let film: Image, truth: Image, prediction: Image

    /// - Parameters:
    ///   - film: any channels and component.
    ///   - truth: a mask of the film's size, one channel, 0 is background.
    ///   - prediction: as the truth.
    ///   - longest: the most pixels a side that are kept.
    /// - Throws: `OverlayError` where sizes or channels do not fit.
    public init(
        name: String, dice: Double?, film: Image, truth: Image, prediction: Image, longest: Int
    ) throws(OverlayError) {
        (self.name, self.dice) = (name, dice)
        self.film = try Self.reduced(film: film, longest: longest)
        self.truth = try Self.reduced(mask: truth, of: film, what: "truth", longest: longest)
        self.prediction = try Self.reduced(mask: prediction, of: film, what: "prediction", longest: longest)
    }

    /// In one of the ways, at its reduced size.
    func picture(_ style: OverlayStyle, _ palette: OverlayPalette) throws(OverlayError) -> Image {
        try Overlay.picture(style, film: film, truth: truth, prediction: prediction, palette: palette)
    }

    static func reduced(film: Image, longest: Int) throws(OverlayError) -> Image {
        try AreaAveraging.shrink(
            try Overlay.image(Overlay.grey(film), channels: 1, width: film.width, height: film.height), longest: longest
        )
    }

    /// A reduced pixel is foreground where at least half of its area is.
    static func reduced(mask: Image, of film: Image, what: String, longest: Int) throws(OverlayError) -> Image {
        let small = try AreaAveraging.shrink(try Overlay.mask(mask, of: film, what: what), longest: longest)
        return try Overlay.image(
            small.bytes.map { $0 >= 128 ? 255 : 0 }, channels: 1, width: small.width, height: small.height)
    }
}
