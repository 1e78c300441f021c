/// Pixels in memory, as a file holds them: no scaling, no conversion.
///
/// Axes run x first, as in the file. Samples lie row by row, the channels of a pixel side by side, in the
/// machine's byte order.
public struct Image: Sendable, Equatable {
    /// Pixels along x and along y.
    public let width: Int, height: Int
    /// Samples of a pixel, alpha among them: 1 to 16. Without names: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.
    public let channels: Int
    /// Whether the last channel is the alpha of the others.
    public let hasAlpha: Bool
    /// The channels' names in the file (OME, ImageJ), one for each channel; empty where it has none.
    public let channelNames: [String]
    /// The number type of a sample.
    public let component: Component
    /// `width * height * channels * component.size` bytes.
    public let bytes: [UInt8]
    /// Distance between pixel centres along x and y in millimetres, where the file states the distance in the body.
    /// The print resolution of PNG, JPEG and TIFF says nothing about the body: these give nil.
    public var spacing: [Double]?
    /// Which of the file's images this one is; nil where the file holds one.
    public var page: Page?

    /// The most channels that an image has.
    public static let mostChannels = 16

    /// One image of a file that holds several: a slice of a volume, a frame, a page.
    public struct Page: Equatable, Sendable {
        /// From 0.
        public let index: Int
        /// How many images the file holds.
        public let count: Int
        /// Distance between two slices in millimetres, where the file states it.
        public let spacing: Double?

        /// - Parameter index: from 0 to `count` - 1.
        public init(index: Int, count: Int, spacing: Double? = nil) {
            (self.index, self.count, self.spacing) = (index, count, spacing)
        }
    }

    /// - Parameters:
    ///   - hasAlpha: nil: two and four channels are grey and RGB with alpha.
    ///   - channelNames: none, or one for each channel.
    /// - Throws: `ImageError.malformed` where `bytes` does not hold exactly the pixels, and for another number of names.
    public init(
        width: Int, height: Int, channels: Int = 1, component: Component = .uint8, bytes: [UInt8],
        spacing: [Double]? = nil, hasAlpha: Bool? = nil, channelNames: [String] = [], page: Page? = nil
    ) throws(ImageError) {
        let (pixels, overflowsPixels) = width.multipliedReportingOverflow(by: height)
        let (samples, overflowsSamples) = pixels.multipliedReportingOverflow(by: channels)
        let (count, overflowsBytes) = samples.multipliedReportingOverflow(by: component.size)
        guard width > 0, height > 0, (1...Self.mostChannels).contains(channels),
            !overflowsPixels, !overflowsSamples, !overflowsBytes, bytes.count == count
        else {
            throw ImageError.malformed(
                "an image of \(width) x \(height) with \(channels) channels of \(component) does not have "
                    + "\(bytes.count) bytes")
        }
        guard channelNames.isEmpty || channelNames.count == channels else {
            throw ImageError.malformed("an image of \(channels) channels does not have \(channelNames.count) names")
        }
        (self.width, self.height, self.channels, self.component) = (width, height, channels, component)
        (self.bytes, self.spacing, self.page) = (bytes, spacing, page)
        self.channelNames = channelNames
        self.hasAlpha = channels > 1 && (hasAlpha ?? (channels == 2 || channels == 4))
    }

    /// Channels without alpha.
    public var colourChannels: Int { hasAlpha ? channels - 1 : channels }
}

extension Image {
    /// A grey image of 8 bits.
    public init(grey pixels: [UInt8], width: Int, height: Int) throws(ImageError) {
        try self.init(width: width, height: height, bytes: pixels)
    }

    /// A grey image of 16 bits.
    public init(grey16 pixels: [UInt16], width: Int, height: Int) throws(ImageError) {
        try self.init(
            width: width, height: height, component: .uint16, bytes: pixels.withUnsafeBytes { Array($0) })
    }
}
