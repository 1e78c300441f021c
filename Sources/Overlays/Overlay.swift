import Imaging

/// Ways of showing a segmentation: agreement with a reference, an outline on the image, the mask alone.
///
/// Masks are images of one channel in which 0 is background and everything else is foreground: cut masks with
/// smoothed edges before (the mask rule lies in `Datasets`). Image and masks have one size, and so has the overlay.
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
    package static let correctOpacity = 90
    /// Share of the colour in a false or missed pixel, in 256ths (0.70): narrow areas, which must be found.
    package static let errorOpacity = 179

    /// The image in grey, with correct, false and missed pixels in the palette's colours, blended so that the anatomy
    /// shows through: a pixel becomes `(1 - opacity) * grey + opacity * colour`, with opacity 0.35 where the prediction
    /// is right and 0.70 where it is wrong.
    /// - Parameters:
    ///   - image: any channels and component; it is turned to grey.
    ///   - reference: a mask of the image's size.
    ///   - prediction: a mask of the image's size.
    ///   - palette: yellow, red and green by default.
    /// - Returns: an RGB image of 8 bits, of the image's size.
    /// - Throws: `OverlayError` where sizes or channels do not fit.
    public static func agreement(
        image: Image, reference: Image, prediction: Image, palette: OverlayPalette = .standard
    ) throws(OverlayError) -> Image {
        let referenceMask = try foreground(reference, of: image, what: "reference")
        let predictionMask = try foreground(prediction, of: image, what: "prediction")
        return try paint(on: image) { i, grey in
            switch (referenceMask[i], predictionMask[i]) {
            case (true, true): blend(grey, palette.correct, correctOpacity)
            case (false, true): blend(grey, palette.falsePositive, errorOpacity)
            case (true, false): blend(grey, palette.missed, errorOpacity)
            case (false, false): Colour(grey, grey, grey)
            }
        }
    }

    /// The image in grey, with the contour of the prediction drawn just inside its edge. The line is one pixel wide up to
    /// 599 pixels on the longer side and grows with the image, so that it is seen when the image is shown smaller.
    /// - Returns: an RGB image of 8 bits, of the image's size.
    /// - Throws: `OverlayError` where sizes or channels do not fit.
    public static func outline(
        image: Image, prediction: Image, palette: OverlayPalette = .standard
    ) throws(OverlayError) -> Image {
        let line = Contour.inside(
            of: try foreground(prediction, of: image, what: "prediction"), width: image.width, height: image.height,
            thickness: Contour.thickness(width: image.width, height: image.height))
        return try paint(on: image) { i, grey in line[i] ? palette.contour : Colour(grey, grey, grey) }
    }

    /// The mask alone: a grey image of 8 bits, 0 and 255.
    /// - Throws: `OverlayError.notAMask`.
    public static func mask(_ prediction: Image) throws(OverlayError) -> Image {
        let isForeground = try foreground(prediction, of: prediction, what: "prediction")
        return try built(
            isForeground.map { $0 ? 255 : 0 }, channels: 1, width: prediction.width, height: prediction.height)
    }

    /// The one check of masks: one channel, and the size of their image.
    /// - Parameter what: "reference" or "prediction", as the message names it.
    package static func requireMask(_ mask: Image, of image: Image, what: String) throws(OverlayError) {
        guard mask.channels == 1 else { throw .notAMask(what: what, channels: mask.channels) }
        guard mask.width == image.width, mask.height == image.height else {
            throw .sizesDiffer(what: what, found: [mask.width, mask.height], image: [image.width, image.height])
        }
    }

    /// Whether each pixel of a mask is foreground, row by row.
    /// - Throws: `OverlayError` where the mask's size or channels do not fit the image.
    package static func foreground(_ mask: Image, of image: Image, what: String) throws(OverlayError) -> [Bool] {
        try requireMask(mask, of: image, what: what)
        return mask.samples.map { $0 != 0 }
    }

    package static func blend(_ grey: UInt8, _ colour: Colour, _ opacity: Int) -> Colour {
        func mix(_ channel: UInt8) -> UInt8 {
            UInt8(clamping: (Int(grey) * (256 - opacity) + Int(channel) * opacity + 128) >> 8)
        }
        return Colour(mix(colour.red), mix(colour.green), mix(colour.blue))
    }

    static func paint(on image: Image, _ colour: (Int, UInt8) -> Colour) throws(OverlayError) -> Image {
        let grey = grey(image)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(3 * grey.count)
        for (i, value) in grey.enumerated() {
            let colour = colour(i, value)
            bytes.append(colour.red)
            bytes.append(colour.green)
            bytes.append(colour.blue)
        }
        return try built(bytes, channels: 3, width: image.width, height: image.height)
    }

    /// An image of 8 bits from its samples.
    /// - Throws: `OverlayError.malformed` where there are too few or too many.
    package static func built(
        _ bytes: [UInt8], channels: Int, width: Int, height: Int
    ) throws(OverlayError) -> Image {
        do {
            return try Image(width: width, height: height, channels: channels, bytes: bytes)
        } catch {
            throw .malformed(error.description)
        }
    }
}
