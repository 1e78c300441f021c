import Foundation

/// The one door between image files and pixels.
///
/// A file's format is told by its content. Each format has one parser, whose complaints are errors; a file that is cut off
/// or damaged is refused as far as its format lets a reader tell. All functions may be called from many threads at once.
public enum Codec {
    /// The formats that are read.
    public static let formats = ImageFormat.allCases

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

    /// Reads an image.
    ///
    /// Samples come as the file holds them, in its own type. Fewer than 8 bits are spread to 0...255; palettes become RGB,
    /// or grey where all their colours are; CMYK becomes RGB. A photograph whose EXIF block says that the camera was
    /// turned is laid upright, as every viewer shows it. Where white is zero (TIFF, DICOM's MONOCHROME1) black becomes
    /// zero. DICOM and NIfTI values are rescaled as the file says. Colour profiles and gamma are not applied.
    ///
    /// - Parameter page: which of the file's images, from 0; nil: the only one. Of a pyramid 0 is the largest.
    /// - Throws: `ImageError`; a file that is cut off or damaged is an error, never half an image.
    public static func decode(_ file: URL, page: Int? = nil) throws(ImageError) -> Image {
        try decodeTagged(file, page: page).image
    }

    /// The same, and the orientation tag by which the image was laid upright.
    ///
    /// - Throws: As `decode`.
    public static func decodeTagged(
        _ file: URL, page: Int? = nil
    ) throws(ImageError) -> (image: Image, tag: Orientation) {
        let pixels = try decodeStored(file, page: page)
        do throws(ImageError) { return (try pixels.interpreted(), pixels.orientation) } catch {
            throw .unreadable(file: file.path, reason: error.description)
        }
    }

    /// Reads the samples of a file as they are stored, for masks: indices of a palette instead of its colours, white
    /// that is zero as it is, fewer than 8 bits not spread, not rescaled, rows and columns not turned.
    ///
    /// - Parameter page: as in `decode`.
    /// - Throws: As `decode`.
    public static func decodeStored(_ file: URL, page: Int? = nil) throws(ImageError) -> StoredPixels {
        let bytes = try FileAccess.read(file)
        do throws(FileFault) {
            let image = try ImageFile(of: bytes)
            return try image.source(page).stored(image.format)
        } catch { throw error.named(file.path) }
    }

    /// Reads the shape of an image without decoding pixels. That the file is whole is not checked.
    ///
    /// - Parameter page: as in `decode`; of several images nil gives the first one's.
    /// - Throws: `ImageError`.
    public static func header(of file: URL, page: Int? = nil) throws(ImageError) -> ImageHeader {
        let bytes = try FileAccess.read(file)
        do throws(FileFault) {
            let image = try ImageFile(of: bytes)
            let source = try image.source(page ?? 0)
            try source.requireReadable()
            return source.header(of: image)
        } catch { throw error.named(file.path) }
    }

    /// The content of a PNG file with this image: 8 or 16 bits, 1 to 4 channels.
    /// - Throws: `ImageError.malformed` for an image of another type, which PNG does not hold.
    public static func encodePNG(_ image: Image) throws(ImageError) -> [UInt8] {
        guard image.component.isUnsignedUpTo16Bits, image.channels <= 4 else {
            throw .malformed(
                "an image of \(image.channels) channels of \(image.component) is no PNG, which has 1 to 4 channels "
                    + "of unsigned 8 or 16 bits")
        }
        return try ITK.encodePNG(image, level: 4)
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
}
