/// The samples of an image file as they are stored, and beside them what `Codec.decode` would do to them.
///
/// For masks: a palette file gives its indices, not its colours; a TIFF file whose white is zero its stored values; fewer
/// than 8 bits their own values (0 and 1), not spread to 255; a photograph the rows and columns as they lie in the file.
public struct StoredPixels: Equatable, Sendable {
    /// What the stored samples mean.
    public enum Photometric: String, Sendable, CaseIterable {
        /// Grey, or channels of any meaning; larger is brighter.
        case blackIsZero
        /// Grey; larger is darker (TIFF's photometric 0, DICOM's MONOCHROME1).
        case whiteIsZero
        /// Red, green and blue.
        case rgb
        /// Indices of `palette`.
        case palette
        /// Cyan, magenta, yellow and black; 0 is no ink.
        case cmyk
    }

    /// A colour of a palette, 8 bits a channel. Alpha is 255 where the file states none.
    public struct Colour: Hashable, Sendable {
        /// 0 to 255; alpha 255 is opaque.
        public let red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8

        /// - Parameter alpha: 255, opaque, where the file states none.
        public init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
            (self.red, self.green, self.blue, self.alpha) = (red, green, blue, alpha)
        }
    }

    /// The stored samples.
    public let image: Image
    /// The file's format.
    public let format: ImageFormat
    /// What the samples mean.
    public let photometric: Photometric
    /// The colours by index; empty but for `Photometric.palette`.
    public let palette: [Colour]
    /// How the stored rows and columns have to be turned to stand upright, where the file says so.
    public let orientation: Orientation
    /// Bits that a sample uses in the file: 1 for a bilevel file, 12 for a film of a 12-bit detector.
    public let significantBits: Int
    /// Whether the file's compression changes samples (JPEG, lossy JPEG 2000): class indices do not survive it.
    public let isLossy: Bool

    /// The colour of transparent pixels (PNG); empty where there is none.
    let transparentColour: [UInt16]
    /// From stored samples to what they measure (DICOM); nil where that is the same.
    let rescale: Rescale?

    init(
        image: Image, format: ImageFormat, photometric: Photometric, palette: [Colour] = [],
        transparentColour: [UInt16] = [], orientation: Orientation = .upright, significantBits: Int? = nil,
        isLossy: Bool = false, rescale: Rescale? = nil
    ) {
        (self.image, self.format, self.photometric, self.palette) = (image, format, photometric, palette)
        (self.orientation, self.isLossy, self.rescale) = (orientation, isLossy, rescale)
        self.transparentColour = transparentColour
        self.significantBits = significantBits ?? image.component.size * 8
    }
}
