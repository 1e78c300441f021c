import CImaging

/// A file that libpleura-itk reads.
struct NativeFile {
    let bytes: [UInt8]
    let format: pi_format
    let pages: [pi_page]
    /// TIFF's description.
    let text: String

    init(_ bytes: [UInt8], _ format: pi_format) throws(FileFault) {
        (self.bytes, self.format) = (bytes, format)
        (pages, text) = try ITK.inspect(bytes, format)
    }

    /// Each page as an image.
    func sources() throws(FileFault) -> [ImageSource] {
        var sources: [ImageSource] = []
        for page in pages { sources.append(try source(page)) }
        return sources
    }

    /// A page as an image.
    func source(_ page: pi_page) throws(FileFault) -> ImageSource {
        let (bytes, format) = (bytes, format)
        var source = ImageSource(
            width: Int(page.width), height: Int(page.height), channels: Int(page.channels),
            component: Image.Component(page.component)
        ) { () throws(FileFault) in
            try ITK.decode(bytes, format, page)
        }
        source.hasAlpha = page.alpha == 1
        source.photometric = Self.photometric(page.photometric)
        source.orientation = Orientation(rawValue: UInt16(clamping: page.orientation)) ?? .upright
        source.bits = Int(page.bits)
        source.isLossy = page.lossy == 1
        let key = [page.key.0, page.key.1, page.key.2]
        source.transparentColour = Array(key.prefix(Int(page.keys)))
        source.problem = Self.problem(page)
        if source.photometric == .palette && source.problem == nil {
            source.palette = try ITK.palette(bytes, format, page)
        }
        return source
    }

    private static func problem(_ page: pi_page) -> String? {
        let text = withUnsafeBytes(of: page.problem) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        return text.isEmpty ? nil : text
    }

    private static func photometric(_ number: Int32) -> StoredPixels.Photometric {
        switch UInt32(bitPattern: number) {
        case PI_WHITE_IS_ZERO.rawValue: .whiteIsZero
        case PI_RGB.rawValue: .rgb
        case PI_PALETTE.rawValue: .palette
        case PI_CMYK.rawValue: .cmyk
        default: .blackIsZero
        }
    }
}

extension Image.Component {
    /// By the number of libpleura-itk.
    init(_ number: Int32) {
        self =
            switch UInt32(bitPattern: number) {
            case PI_INT8.rawValue: .int8
            case PI_UINT16.rawValue: .uint16
            case PI_INT16.rawValue: .int16
            case PI_UINT32.rawValue: .uint32
            case PI_INT32.rawValue: .int32
            case PI_FLOAT16.rawValue: .float16
            case PI_FLOAT32.rawValue: .float32
            case PI_FLOAT64.rawValue: .float64
            default: .uint8
            }
    }
}
