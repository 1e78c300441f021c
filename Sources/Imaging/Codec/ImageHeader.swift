/// What an image file says of its pixels, without the pixels.
public struct ImageHeader: Sendable, Equatable {
    /// Pixels along x and along y, as `Codec.decode` gives them: after the turn that a photograph's EXIF asks for.
    public let width: Int, height: Int
    /// Samples of a pixel: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA, unless the channels have other meanings.
    public let channels: Int
    /// The number type of one sample.
    public let component: Image.Component
    /// Distance between pixel centres along x and y in millimetres in the body. PNG, JPEG and TIFF do not state it: nil.
    public let spacing: [Double]?
    /// The file's format.
    public let format: ImageFormat
    /// Whether the last channel is the alpha of the others.
    public let hasAlpha: Bool
    /// The channels' names in the file, one for each channel; empty where it has none.
    public let channelNames: [String]
    /// Images in the file that `Codec.decode(_:page:)` gives: slices of a volume, frames, pages. 1 in most files.
    public let pageCount: Int
    /// How the stored rows and columns have to be turned to stand upright, where the file says so.
    public let orientation: Orientation
    /// SHA-256 of a DICOM file's PatientID in hexadecimal, so that images of one patient can be told without naming the
    /// patient; nil where the file has none.
    public let patientDigest: String?
    /// What a DICOM file says of text burned into its pixels; nil where it says nothing.
    public let hasBurnedInText: Bool?

    init(
        width: Int, height: Int, channels: Int, component: Image.Component, spacing: [Double]? = nil,
        format: ImageFormat, hasAlpha: Bool? = nil, channelNames: [String] = [], pageCount: Int = 1,
        orientation: Orientation = .upright, patientDigest: String? = nil, hasBurnedInText: Bool? = nil
    ) {
        (self.width, self.height, self.channels, self.component) = (width, height, channels, component)
        (self.spacing, self.format, self.channelNames) = (spacing, format, channelNames)
        self.hasAlpha = channels > 1 && (hasAlpha ?? (channels == 2 || channels == 4))
        (self.pageCount, self.orientation) = (pageCount, orientation)
        (self.patientDigest, self.hasBurnedInText) = (patientDigest, hasBurnedInText)
    }

    /// Bytes of the pixels in memory.
    public var byteCount: Int { width * height * channels * component.size }
}
