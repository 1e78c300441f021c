import Foundation
import Imaging

/// Where a mask, or a part of one, comes from.
public enum MaskSource: Hashable, Sendable {
    /// A file of pixels.
    case file(URL)
    /// Outlines of an annotation file, which are drawn.
    case drawn(DrawnMask)

    /// The file that it is read from.
    public var file: URL {
        switch self {
        case .file(let url): url
        case .drawn(let mask): mask.file
        }
    }

    /// The mask's pixels: as the file holds them, or drawn: of one class 0 and 255, of several the classes' indices, and
    /// 255 for ignored pixels.
    /// - Throws: `ImageError`.
    public func decode(_ classes: Classes) throws(ImageError) -> Image {
        switch self {
        case .file(let url): try Codec.decode(url)
        case .drawn(let mask): try mask.image(classes)
        }
    }
}
