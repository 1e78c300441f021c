/// What the inspection of a file's structure found: the shape of its pixels, and how ITK will deliver them.
struct FileLayout: Equatable {
    var width: Int
    var height: Int
    /// Channels of the image as Pleura gives it.
    var channels: Int
    var component: Image.Component
    /// Channels as ITK delivers them: 4 where ITK reads a grey or RGB file by way of RGBA; the first `channels` count.
    var delivered: Int
    /// Whether ITK delivers samples that count down from white, as some TIFF files store them.
    var whiteIsZero = false
    /// Bits of a sample in the file.
    var bits: Int
    /// Whether the file holds indices of a palette, whose colours ITK delivers.
    var hasPalette = false
    /// How the stored rows and columns have to be turned.
    var orientation = Orientation.upright

    /// The largest image, in bytes of memory, that is read: 2 GiB.
    static let byteLimit = 1 << 31

    init(width: Int, height: Int, channels: Int, component: Image.Component, delivered: Int? = nil) {
        (self.width, self.height, self.channels, self.component) = (width, height, channels, component)
        self.delivered = delivered ?? channels
        bits = component.size * 8
    }

    /// Bytes of the pixels as ITK delivers them.
    ///
    /// - Throws: `FileFault.unsupported` past `byteLimit`, before anything of that size is allocated.
    func deliveredBytes() throws(FileFault) -> Int {
        var bytes = delivered * component.size
        for length in [width, height] {
            guard length > 0 else { throw .unsupported("it says that it has \(width) x \(height) pixels") }
            let (product, overflow) = bytes.multipliedReportingOverflow(by: length)
            guard !overflow, product <= Self.byteLimit else {
                throw .unsupported(
                    "its header announces \(width) x \(height) pixels, more than the 2 GiB that Pleura takes. "
                        + "Scale it down or cut it into tiles.")
            }
            bytes = product
        }
        return bytes
    }

    /// The header in the words of the public interface.
    func header(_ format: ImageFormat) -> ImageHeader {
        let (w, h) = orientation.swapsAxes ? (height, width) : (width, height)
        return ImageHeader(
            width: w, height: h, channels: channels, component: component, format: format, orientation: orientation)
    }
}

/// What the inspection of a file may find wrong. The file's name is added on the way up.
enum FileFault: Error, Equatable {
    /// The file stops early or contradicts itself.
    case damaged(String)
    /// A kind of image that Pleura does not take.
    case unsupported(String)

    func named(_ file: String) -> ImageError {
        switch self {
        case .damaged(let reason): .truncated(file: file, reason: reason)
        case .unsupported(let reason): .unsupported(file: file, reason: reason)
        }
    }
}
