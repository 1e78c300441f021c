import Imaging
import Overlays

/// A test image as a sheet shows it, with what is written below. Reduced at once, so that hundreds fit into a memory.
public struct SheetImage: Sendable {
    /// As it is written below the picture: the image's path or another name; any text.
    public let name: String
    /// In [0, 1]; nil where there is none.
    public let dice: Double?
    /// What else must be known of the image, that it is synthetic, say.
    public let remark: String?
    /// At most as many pixels a side as `init` was told; 8 bits of grey, masks of 0 and 255.
    let image: Image, reference: Image, prediction: Image

    /// - Parameters:
    ///   - longest: the most pixels a side that are kept.
    /// - Returns: nil where the picture has no such prediction.
    /// - Throws: `OverlayError` where sizes or channels do not fit.
    public init?(
        name: String, dice: Double?, remark: String? = nil, of picture: SegmentedImage, prediction place: Int = 0,
        longest: Int
    ) throws(OverlayError) {
        guard picture.predictions.indices.contains(place), let mask = picture.predictions[place] else { return nil }
        let size = PictureReduction(of: picture.image, longest: longest)
        (self.name, self.dice, self.remark) = (name, dice, remark)
        image = try size.grey()
        reference = try size.maskImage(picture.reference, what: "reference")
        prediction = try size.maskImage(mask, what: "prediction")
    }

    /// In one of the ways, at its reduced size.
    func picture(_ style: OverlayStyle, _ palette: OverlayPalette) throws(OverlayError) -> Image {
        try Overlay.picture(style, image: image, reference: reference, prediction: prediction, palette: palette)
    }
}
