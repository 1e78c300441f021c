/// One image of a file, known by its headers, its samples not read yet.
struct ImageSource {
    var width: Int
    var height: Int
    /// Samples of a pixel as they are stored.
    var channels = 1
    var component: Image.Component
    var photometric = StoredPixels.Photometric.blackIsZero
    var hasAlpha = false
    var channelNames: [String] = []
    var palette: [StoredPixels.Colour] = []
    /// The colour of transparent pixels, one sample for each channel; empty where there is none.
    var transparentColour: [UInt16] = []
    var orientation = Orientation.upright
    /// Bits that a sample uses in the file.
    var bits: Int
    var isLossy = false
    /// Millimetres between the stored pixels along x and y.
    var spacing: [Double]?
    var page: Image.Page?
    var rescale: Rescale?
    /// Why it is not read although its headers are sound; nil where it is read.
    var problem: String?
    /// Reads `byteCount` bytes of samples.
    let samples: () throws(FileFault) -> [UInt8]

    init(
        width: Int, height: Int, channels: Int = 1, component: Image.Component,
        samples: @escaping () throws(FileFault) -> [UInt8]
    ) {
        (self.width, self.height, self.channels, self.component) = (width, height, channels, component)
        bits = component.size * 8
        self.samples = samples
    }

    /// The largest image, in bytes of memory, that is read: 2 GiB.
    static let byteLimit = 1 << 31

    /// Bytes of the samples; nil past `byteLimit`.
    var byteCount: Int? {
        var bytes = channels * component.size
        for length in [width, height] {
            let (product, overflow) = bytes.multipliedReportingOverflow(by: length)
            guard !overflow, product <= Self.byteLimit else { return nil }
            bytes = product
        }
        return bytes
    }

    /// - Throws: `FileFault.unsupported` for what is not read, before anything is allocated.
    func requireReadable(hint: String = "Scale it down or cut it into tiles.") throws(FileFault) {
        guard width > 0, height > 0 else { throw .unsupported("it says that it has \(width) x \(height) pixels") }
        if let problem { throw .unsupported(problem + ". Save it as PNG or as a TIFF of 8 or 16 bits.") }
        guard (1...Image.mostChannels).contains(channels) else {
            throw .unsupported("it has \(channels) channels, Pleura takes up to \(Image.mostChannels)")
        }
        guard byteCount != nil else {
            throw .unsupported(
                "its header announces \(width) x \(height) pixels, more than the 2 GiB that Pleura takes. \(hint)")
        }
    }

    /// The samples as they are stored.
    func stored(_ format: ImageFormat) throws(FileFault) -> StoredPixels {
        try requireReadable()
        let bytes = try samples()
        do throws(ImageError) {
            let image = try Image(
                width: width, height: height, channels: channels, component: component, bytes: bytes,
                spacing: spacing, hasAlpha: hasAlpha, channelNames: channelNames, page: page)
            return StoredPixels(
                image: image, format: format, photometric: photometric, palette: palette,
                transparentColour: transparentColour, orientation: orientation, significantBits: bits,
                isLossy: isLossy, rescale: rescale)
        } catch { throw .other(error) }
    }

    /// What `StoredPixels.interpreted` makes of the image.
    func header(of file: ImageFile) -> ImageHeader {
        let swaps = orientation.swapsAxes
        let shape = InterpretedShape(of: self)
        return ImageHeader(
            width: swaps ? height : width, height: swaps ? width : height, channels: shape.channels,
            component: shape.component, spacing: swaps ? spacing?.reversed() : spacing, format: file.format,
            hasAlpha: shape.hasAlpha, channelNames: channelNames, pageCount: file.pageCount, orientation: orientation,
            patientDigest: file.patientDigest, hasBurnedInText: file.hasBurnedInText)
    }
}
