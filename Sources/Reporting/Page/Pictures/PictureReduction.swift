import Imaging

/// Brings a film and its masks to one smaller size: the film by averaging areas, masks by the pixel that lies in the middle.
struct PictureReduction {
    /// Of the reduced film, in pixels.
    let width: Int, height: Int
    private let own: (width: Int, height: Int)

    /// - Parameter longest: the most pixels a side, at least 1. A smaller film keeps its size.
    init(of film: Image, longest: Int) throws(OverlayError) {
        own = (film.width, film.height)
        (width, height) = AreaAveraging.size(film.width, film.height, longest: longest)
    }

    /// The film in 8 bits of grey.
    func film(_ film: Image) throws(OverlayError) -> Image {
        let grey = try Overlay.image(Overlay.grey(film), channels: 1, width: film.width, height: film.height)
        return try AreaAveraging.shrink(grey, longest: max(width, height))
    }

    /// Whether each pixel is foreground, row by row.
    func mask(_ mask: Image, what: String) throws(OverlayError) -> [Bool] {
        guard mask.channels == 1 else { throw .notAMask(what: what, channels: mask.channels) }
        guard mask.width == own.width, mask.height == own.height else {
            throw .sizesDiffer(what: what, found: [mask.width, mask.height], film: [own.width, own.height])
        }
        let samples = mask.samples
        let columns = (0..<width).map { (2 * $0 + 1) * own.width / (2 * width) }
        return (0..<height).flatMap { y in
            let row = (2 * y + 1) * own.height / (2 * height) * own.width
            return columns.map { samples[row + $0] != 0 }
        }
    }

    /// The same as a mask of 0 and 255.
    func maskImage(_ mask: Image, what: String) throws(OverlayError) -> Image {
        try Overlay.image(
            try self.mask(mask, what: what).map { $0 ? 255 : 0 }, channels: 1, width: width, height: height)
    }
}
