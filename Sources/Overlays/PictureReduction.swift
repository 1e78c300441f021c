import Imaging

/// Brings an image and its masks to one smaller size, for thumbnails and sheets: the image in grey by averaging areas; a
/// pixel of a reduced mask is foreground where at least half of its area is.
package struct PictureReduction {
    /// Of the reduced image, in pixels.
    package let width: Int, height: Int
    private let image: Image
    private let longest: Int

    /// - Parameter longest: the most pixels a side, at least 1. A smaller image keeps its size.
    package init(of image: Image, longest: Int) {
        (self.image, self.longest) = (image, longest)
        (width, height) = AreaAveraging.size(image.width, image.height, longest: longest)
    }

    /// The image in 8 bits of grey.
    package func grey() throws(OverlayError) -> Image {
        try shrunk(Overlay.built(Overlay.grey(image), channels: 1, width: image.width, height: image.height))
    }

    /// Whether each pixel is foreground, row by row.
    /// - Parameters:
    ///   - mask: one channel, of the image's size, 0 is background.
    ///   - what: "reference" or "prediction", as the message names it.
    package func mask(_ mask: Image, what: String) throws(OverlayError) -> [Bool] {
        let isForeground = try Overlay.foreground(mask, of: image, what: what)
        if (width, height) == (image.width, image.height) { return isForeground }
        let whole = try Overlay.built(
            isForeground.map { $0 ? 255 : 0 }, channels: 1, width: image.width, height: image.height)
        return try shrunk(whole).bytes.map { $0 >= 128 }
    }

    /// The same as a mask of 0 and 255.
    package func maskImage(_ mask: Image, what: String) throws(OverlayError) -> Image {
        try Overlay.built(
            try self.mask(mask, what: what).map { $0 ? 255 : 0 }, channels: 1, width: width, height: height)
    }

    private func shrunk(_ image: Image) throws(OverlayError) -> Image {
        do throws(ImageError) {
            return try AreaAveraging.shrink(image, longest: longest)
        } catch { throw .malformed(error.description) }
    }
}
