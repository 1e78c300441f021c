import CImaging
import Foundation

/// The one door between image files and pixels.
///
/// A file's format is told by its content. Whether it is whole is checked here, for every format, before ITK sees it:
/// ITK fills what a cut-off file lacks and says nothing. All functions may be called from many threads at once.
public enum Codec {
    /// The formats that are read.
    public static let formats: [ImageFormat] = [.png, .jpeg, .tiff]

    /// File name extensions of the formats that are read, in lower case: what follows the last dot, and "nii.gz".
    public static let extensions: Set<String> = Set(formats.flatMap(\.extensions))

    /// Whether a file of this name is taken for an image in a folder: by its ending, whatever its case.
    public static func isImageName(_ name: String) -> Bool {
        let name = name.lowercased()
        return extensions.contains { name.hasSuffix("." + $0) }
    }

    /// The format of a file by its first bytes, for files without an ending as hospital archives export them; nil where
    /// it is no image that Pleura reads, or cannot be read at all.
    public static func format(of file: URL) -> ImageFormat? {
        guard let start = FileAccess.start(of: file, count: ImageFormat.bytesToTell),
            let format = ImageFormat(start: start), formats.contains(format)
        else { return nil }
        return format
    }

    /// Reads an image: 8- and 16-bit PNG, JPEG (8-bit) and TIFF (one page, 8- and 16-bit, no compression, LZW, deflate or
    /// PackBits), grey or RGB, with or without alpha (TIFF: RGB only).
    ///
    /// Samples come as the file holds them. Fewer than 8 bits are spread to 0...255 and palettes become RGB. A photograph
    /// whose EXIF block says that the camera was turned is laid upright, as every viewer shows it. TIFF files in which white is
    /// zero come with black at zero. Colour profiles and gamma are not applied.
    ///
    /// - Parameter page: which of the file's images, from 0; nil: the only one.
    /// - Throws: `ImageError`; a file that is cut off or damaged is an error, never half an image.
    public static func decode(_ file: URL, page: Int? = nil) throws(ImageError) -> Image {
        let inspected = try inspect(file, page: page)
        let layout = inspected.layout
        var bytes = try samples(of: inspected, file)
        // libtiff's RGBA reader has turned "white is zero" to black is zero, ITK's own strip reader has not.
        if layout.whiteIsZero && layout.delivered == layout.channels { bytes = bytes.map { ~$0 } }  // byte by byte
        bytes = layout.orientation.apply(
            to: bytes, width: layout.width, height: layout.height, size: layout.channels * layout.component.size)
        let header = layout.header(inspected.format)
        return try Image(
            width: header.width, height: header.height, channels: header.channels, component: header.component,
            bytes: bytes)
    }

    /// Reads the samples of a file as they are stored, for masks: indices of a palette instead of its colours, white
    /// that is zero as it is, fewer than 8 bits not spread, rows and columns not turned.
    ///
    /// - Parameter page: which of the file's images, from 0; nil: the only one.
    /// - Throws: As `decode`.
    public static func decodeStored(_ file: URL, page: Int? = nil) throws(ImageError) -> StoredPixels {
        let inspected = try inspect(file, page: page)
        let layout = inspected.layout
        guard !layout.hasPalette else {
            throw .unsupported(file: file.path, reason: "its colours are stored as a palette. Save it as grey or RGB.")
        }
        var bytes = try samples(of: inspected, file)
        if layout.whiteIsZero && layout.delivered != layout.channels { bytes = bytes.map { ~$0 } }
        if layout.bits < 8 {
            let step = 255 / (1 << layout.bits - 1)
            bytes = bytes.map { $0 / UInt8(step) }
        }
        let image = try Image(
            width: layout.width, height: layout.height, channels: layout.channels, component: layout.component,
            bytes: bytes)
        return StoredPixels(
            image: image, format: inspected.format,
            photometric: layout.whiteIsZero ? .whiteIsZero : layout.channels > 2 ? .rgb : .blackIsZero,
            orientation: layout.orientation, significantBits: layout.bits, isLossy: inspected.format == .jpeg)
    }

    /// Reads the shape of an image without decoding pixels. That the file is whole is not checked.
    public static func header(of file: URL) throws(ImageError) -> ImageHeader {
        let inspected = try inspect(file, page: nil, whole: false)
        return inspected.layout.header(inspected.format)
    }

    /// The content of a PNG file with this image: 8 or 16 bits, 1 to 4 channels.
    /// - Throws: `ImageError.malformed` for an image of another type, which PNG does not hold.
    public static func encodePNG(_ image: Image) throws(ImageError) -> [UInt8] {
        guard image.component.isUnsignedUpTo16Bits, image.channels <= 4 else {
            throw .malformed(
                "an image of \(image.channels) channels of \(image.component) is no PNG, which has 1 to 4 channels "
                    + "of unsigned 8 or 16 bits")
        }
        let file = try ITK.encodePNG(image, level: 4)
        // ITK adds a chunk sCAL (one unit a pixel, whatever the unit) that says nothing and makes readers warn.
        do { return try PNGFile(file).withoutAncillaryChunks } catch {
            throw .malformed("the PNG that ITK made of \(image.width) x \(image.height) pixels is not whole: \(error)")
        }
    }

    /// The content of a JPEG file with this image, for pages: smaller than PNG, and not its exact pixels.
    /// - Parameters:
    ///   - image: of 8 bits, grey or RGB.
    ///   - quality: 1 to 100.
    /// - Throws: `ImageError.malformed` for an image or a quality of another kind.
    public static func encodeJPEG(_ image: Image, quality: Int) throws(ImageError) -> [UInt8] {
        guard image.component == .uint8, [1, 3].contains(image.channels), (1...100).contains(quality) else {
            throw .malformed("a JPEG has 8 bits a sample, 1 or 3 channels and a quality of 1 to 100")
        }
        return try ITK.encodeJPEG(image, quality: Int32(quality))
    }

    /// Writes an image as PNG, whatever the name's extension. The file is there whole or not at all: it is written aside
    /// in the same folder, synced and renamed over what was there.
    ///
    /// - Throws: `ImageError.unwritable` where the folder is missing, read-only or full.
    public static func write(_ image: Image, to file: URL) throws(ImageError) {
        try FileAccess.write(try encodePNG(image), to: file)
    }

    private struct Inspected {
        let layout: FileLayout
        let format: ImageFormat
        /// What ITK is given.
        let bytes: [UInt8]
    }

    private static func samples(of inspected: Inspected, _ file: URL) throws(ImageError) -> [UInt8] {
        let layout = inspected.layout
        let reader: pi_format
        switch inspected.format {
        case .png: reader = PI_PNG
        case .jpeg: reader = PI_JPEG
        default: reader = PI_TIFF
        }
        let bytes = try ITK.decode(inspected.bytes, reader, layout, name: file.path)
        let size = layout.component.size
        guard layout.delivered > layout.channels else { return bytes }
        return firstSamples(layout.channels * size, of: layout.delivered * size, in: bytes)
    }

    private static func inspect(_ file: URL, page: Int?, whole: Bool = true) throws(ImageError) -> Inspected {
        let bytes = try FileAccess.read(file)
        do throws(FileFault) {
            guard (page ?? 0) == 0 else {
                throw .unsupported("it holds one image, there is no page \((page ?? 0) + 1).")
            }
            let inspected = try inspect(bytes, whole: whole)
            _ = try inspected.layout.deliveredBytes()
            return inspected
        } catch {
            throw error.named(file.path)
        }
    }

    private static func inspect(_ bytes: [UInt8], whole: Bool) throws(FileFault) -> Inspected {
        let format = try ImageFormat(of: bytes)
        switch format {
        case .png:
            let png = try PNGFile(bytes, whole: whole)
            return Inspected(layout: png.layout, format: format, bytes: png.withoutAncillaryChunks)
        case .jpeg:
            return Inspected(layout: try JPEGFile(bytes, whole: whole).layout, format: format, bytes: bytes)
        case .tiff:
            return Inspected(layout: try TIFFFile(bytes, whole: whole).layout, format: format, bytes: bytes)
        default:
            throw .unsupported("it is a \(format.name) file. \(ImageFormat.readable): convert it first.")
        }
    }

    /// Of every `stride` bytes the first `kept`.
    private static func firstSamples(_ kept: Int, of stride: Int, in bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count / stride * kept)
        for start in Swift.stride(from: 0, to: bytes.count, by: stride) { result += bytes[start..<start + kept] }
        return result
    }
}
