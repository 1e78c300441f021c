import CImaging
import Foundation

/// The one door between image files and pixels.
///
/// A file's format is told by its content. Whether it is whole is checked here, for every format, before ITK sees it:
/// ITK fills what a cut-off file lacks and says nothing. All functions may be called from many threads at once.
public enum Codec {
    /// File name extensions of the formats that are read, in lower case.
    public static let extensions: Set<String> = ["png", "jpg", "jpeg", "tif", "tiff"]

    /// Reads an image: 8- and 16-bit PNG, JPEG (8-bit) and TIFF (one page, 8- and 16-bit, no compression, LZW, deflate or
    /// PackBits), grey or RGB, with or without alpha (TIFF: RGB only).
    ///
    /// Samples come as the file holds them. Fewer than 8 bits are spread to 0...255 and palettes become RGB. A photograph
    /// whose EXIF block says that the camera was turned is laid upright, as every viewer shows it. TIFF files in which white is
    /// zero come with black at zero. Colour profiles and gamma are not applied.
    ///
    /// - Throws: `ImageError`; a file that is cut off or damaged is an error, never half an image.
    public static func decode(_ file: URL) throws(ImageError) -> Image {
        let inspected = try inspect(file, whole: true)
        let layout = inspected.layout
        var bytes = try ITK.decode(inspected.bytes, inspected.format, layout, name: file.path)
        let size = layout.component.size
        if layout.delivered > layout.channels {
            bytes = firstSamples(layout.channels * size, of: layout.delivered * size, in: bytes)
        }
        if layout.whiteIsZero { bytes = bytes.map { ~$0 } }  // 255 - v and 65535 - v, byte by byte
        bytes = layout.orientation.apply(
            to: bytes, width: layout.width, height: layout.height, size: layout.channels * size)
        let header = layout.header
        return try Image(
            width: header.width, height: header.height, channels: header.channels, component: header.component,
            bytes: bytes)
    }

    /// Reads the shape of an image without decoding pixels and without ITK. That the file is whole is not checked.
    public static func header(of file: URL) throws(ImageError) -> ImageHeader {
        try inspect(file, whole: false).layout.header
    }

    /// The content of a PNG file with this image: 8 or 16 bits, 1 to 4 channels.
    public static func encodePNG(_ image: Image) throws(ImageError) -> [UInt8] {
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
        let format: pi_format
        /// What ITK is given.
        let bytes: [UInt8]
    }

    private static func inspect(_ file: URL, whole: Bool) throws(ImageError) -> Inspected {
        let bytes = try FileAccess.read(file)
        do {
            let inspected = try inspect(bytes, whole: whole)
            _ = try inspected.layout.deliveredBytes()
            return inspected
        } catch {
            throw error.named(file.path)
        }
    }

    private static func inspect(_ bytes: [UInt8], whole: Bool) throws(FileFault) -> Inspected {
        switch try ImageFormat(of: bytes) {
        case .png:
            let png = try PNGFile(bytes, whole: whole)
            return Inspected(layout: png.layout, format: PI_PNG, bytes: png.withoutAncillaryChunks)
        case .jpeg:
            return Inspected(layout: try JPEGFile(bytes, whole: whole).layout, format: PI_JPEG, bytes: bytes)
        case .tiff:
            return Inspected(layout: try TIFFFile(bytes, whole: whole).layout, format: PI_TIFF, bytes: bytes)
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
