import Imaging

/// The ways of showing a segmentation of one class.
public enum OverlayStyle: String, Sendable, CaseIterable {
    /// The image in grey, with correct, false and missed pixels in colours.
    case agreement
    /// The image in grey, with the contour of the prediction.
    case outline
    /// The prediction alone, white on black.
    case mask
}

extension Overlay {
    /// A segmentation in one of the ways; the reference counts for agreement alone.
    /// - Returns: an image of 8 bits, of the image's size: RGB, or grey for a mask alone.
    /// - Throws: `OverlayError` where sizes or channels do not fit.
    public static func picture(
        _ style: OverlayStyle, image: Image, reference: Image, prediction: Image, palette: OverlayPalette = .standard
    ) throws(OverlayError) -> Image {
        switch style {
        case .agreement: try agreement(image: image, reference: reference, prediction: prediction, palette: palette)
        case .outline: try outline(image: image, prediction: prediction, palette: palette)
        case .mask: try mask(prediction)
        }
    }
}
