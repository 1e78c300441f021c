import Imaging

/// Ways of showing a segmentation: agreement with a truth, an outline on the film, the mask alone.
///
/// Masks are images of one channel in which 0 is background and everything else is foreground: cut masks with
/// smoothed edges before (the mask rule lies in `Datasets`). Film and masks have one size.
public enum Overlay {
    /// A colour of 8 bits a channel.
    public struct Colour: Sendable, Equatable {
        /// 0 to 255.
        public let red: UInt8, green: UInt8, blue: UInt8

        /// Each from 0 to 255.
        public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
            (self.red, self.green, self.blue) = (red, green, blue)
        }
    }

    /// Share of the colour in a correct pixel, in 256ths (0.35): large areas, under which the anatomy must be seen.
    static let correctOpacity = 90
    /// Share of the colour in a false or missed pixel, in 256ths (0.70): narrow areas, which must be found.
    static let errorOpacity = 179

    /// The film in grey, with correct, false and missed pixels in the palette's colours, blended so that the anatomy
    /// shows through: a pixel becomes `(1 - opacity) * grey + opacity * colour`, with opacity 0.35 where the prediction
    /// is right and 0.70 where it is wrong.
    /// - Parameters:
    ///   - film: any channels and component; it is turned to grey.
    ///   - truth: a mask of the film's size.
    ///   - prediction: a mask of the film's size.
    ///   - palette: yellow, red and green by default.
    /// - Returns: an RGB image of 8 bits, of the film's size.
    /// - Throws: `OverlayError` where sizes or channels do not fit.
    public static func agreement(film: Image, truth: Image, prediction: Image, palette: OverlayPalette = .standard)
        throws(OverlayError) -> Image
    {
        let truthMask: [UInt8] = try mask(truth, of: film, what: "truth")
        let predictionMask: [UInt8] = try mask(prediction, of: film, what: "prediction")
        return try paint(on: film) { i, grey in
            switch (truthMask[i] != 0, predictionMask[i] != 0) {
            case (true, true): blend(grey, palette.correct, correctOpacity)
            case (false, true): blend(grey, palette.falsePositive, errorOpacity)
            case (true, false): blend(grey, palette.missed, errorOpacity)
            case (false, false): Colour(grey, grey, grey)
            }
        }
    }

    /// The film in grey, with the contour of the prediction drawn just inside its edge. The line is one pixel wide up to
    /// about 500 pixels a side and grows with the image, so that it is seen when the image is shown smaller.
    /// - Returns: an RGB image of 8 bits, of the film's size.
    /// - Throws: `OverlayError` where sizes or channels do not fit.
    public static func outline(film: Image, prediction: Image, palette: OverlayPalette = .standard) throws(OverlayError)
        -> Image
    {
        let predictionMask: [UInt8] = try mask(prediction, of: film, what: "prediction")
        let line = Contour.inside(
            of: predictionMask, width: film.width, height: film.height,
            thickness: Contour.thickness(width: film.width, height: film.height))
        return try paint(on: film) { i, grey in line[i] ? palette.contour : Colour(grey, grey, grey) }
    }

    /// The mask alone: a grey image of 8 bits, 0 and 255.
    /// - Throws: `OverlayError.notAMask`.
    public static func mask(_ prediction: Image) throws(OverlayError) -> Image {
        try image(
            try mask(prediction, of: prediction, what: "prediction"), channels: 1, width: prediction.width,
            height: prediction.height)
    }

    static func blend(_ grey: UInt8, _ colour: Colour, _ opacity: Int) -> Colour {
        func mix(_ channel: UInt8) -> UInt8 {
            UInt8(clamping: (Int(grey) * (256 - opacity) + Int(channel) * opacity + 128) >> 8)
        }
        return Colour(mix(colour.red), mix(colour.green), mix(colour.blue))
    }

    static func paint(on film: Image, _ colour: (Int, UInt8) -> Colour) throws(OverlayError) -> Image {
        let grey = grey(film)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(3 * grey.count)
        for (i, value) in grey.enumerated() {
            let colour = colour(i, value)
            bytes.append(colour.red)
            bytes.append(colour.green)
            bytes.append(colour.blue)
        }
        return try image(bytes, channels: 3, width: film.width, height: film.height)
    }

    /// A mask of a film as an image of 0 and 255.
    /// - Throws: `OverlayError` where sizes or channels do not fit.
    static func mask(_ mask: Image, of film: Image, what: String) throws(OverlayError) -> Image {
        let values: [UInt8] = try self.mask(mask, of: film, what: what)
        return try image(values, channels: 1, width: film.width, height: film.height)
    }

    /// 0 and 255, one byte a pixel.
    private static func mask(_ mask: Image, of film: Image, what: String) throws(OverlayError) -> [UInt8] {
        guard mask.channels == 1 else { throw .notAMask(what: what, channels: mask.channels) }
        guard mask.width == film.width, mask.height == film.height else {
            throw .sizesDiffer(
                what: what, found: [mask.width, mask.height], film: [film.width, film.height])
        }
        return mask.samples.map { $0 == 0 ? 0 : 255 }
    }

    static func image(
        _ bytes: [UInt8], channels: Int, width: Int, height: Int
    ) throws(OverlayError) -> Image {
        do {
            return try Image(width: width, height: height, channels: channels, bytes: bytes)
        } catch {
            throw .malformed(error.description)
        }
    }
}
