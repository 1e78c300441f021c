/// Pixels in memory, as a file holds them: no scaling, no conversion.
///
/// Axes run x first, as in the file. Samples lie row by row, the channels of a pixel side by side, in the
/// machine's byte order.
public struct Image: Sendable, Equatable {
    /// The number type of one sample.
    public enum Component: String, Sendable, Codable, CaseIterable {
        case uint8, uint16

        /// Bytes of one sample.
        public var size: Int {
            switch self {
            case .uint8: 1
            case .uint16: 2
            }
        }

        /// The largest value of a sample: 255 or 65535.
        public var fullScale: Int {
            switch self {
            case .uint8: 255
            case .uint16: 65535
            }
        }
    }

    /// Pixels along x and along y.
    public let width: Int, height: Int
    /// Samples of a pixel: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.
    public let channels: Int
    /// The number type of a sample: 8 or 16 bits, unsigned.
    public let component: Component
    /// `width * height * channels * component.size` bytes.
    public let bytes: [UInt8]
    /// Distance between pixel centres along x and y in millimetres, where the file states the distance in the body.
    /// The print resolution of PNG, JPEG and TIFF says nothing about the body: these give nil.
    public var spacing: [Double]?

    /// - Throws: `ImageError.malformed` where `bytes` does not hold exactly the pixels.
    public init(
        width: Int, height: Int, channels: Int = 1, component: Component = .uint8, bytes: [UInt8],
        spacing: [Double]? = nil
    ) throws(ImageError) {
        let (pixels, overflowsPixels) = width.multipliedReportingOverflow(by: height)
        let (samples, overflowsSamples) = pixels.multipliedReportingOverflow(by: channels)
        let (count, overflowsBytes) = samples.multipliedReportingOverflow(by: component.size)
        guard width > 0, height > 0, (1...4).contains(channels),
            !overflowsPixels, !overflowsSamples, !overflowsBytes, bytes.count == count
        else {
            throw ImageError.malformed(
                "an image of \(width) x \(height) with \(channels) channels of \(component) does not have "
                    + "\(bytes.count) bytes")
        }
        (self.width, self.height, self.channels, self.component) = (width, height, channels, component)
        (self.bytes, self.spacing) = (bytes, spacing)
    }
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

    /// The samples as numbers of 16 bits, whatever the component: 8-bit values stay as they are (0 to 255).
    public var samples: [UInt16] {
        switch component {
        case .uint8: bytes.map(UInt16.init)
        case .uint16:
            bytes.withUnsafeBytes { raw in
                (0..<raw.count / 2).map { raw.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self) }
            }
        }
    }
}
