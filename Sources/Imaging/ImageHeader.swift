/// What an image file says of its pixels, without the pixels.
public struct ImageHeader: Sendable, Equatable {
    /// Pixels along x and along y, as `Codec.decode` gives them: after the turn that a photograph's EXIF asks for.
    public let width: Int, height: Int
    /// Samples of a pixel: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.
    public let channels: Int
    /// The number type of one sample.
    public let component: Image.Component
    /// Distance between pixel centres along x and y in millimetres in the body. PNG, JPEG and TIFF do not state it: nil.
    public let spacing: [Double]?

    /// Bytes of the pixels in memory.
    public var byteCount: Int { width * height * channels * component.size }
}
