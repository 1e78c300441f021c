import Foundation
import Imaging

/// The outlines of one image in an annotation file: what is drawn as its mask.
public struct DrawnMask: Hashable, Sendable {
    /// One object.
    public struct Shape: Hashable, Sendable {
        /// The name of its class.
        public let label: String
        /// Polygons that are one object; of several the union.
        public let polygons: [[Point]]
        /// Runs of background and foreground in turn, column by column (COCO's RLE); nil: the polygons count.
        public let runs: [Int]?
    }

    /// A place in the image: pixels from its upper left corner, so that (0.5, 0.5) is the centre of the first one.
    public struct Point: Hashable, Sendable {
        /// Along x and along y.
        public let x: Double, y: Double
    }

    /// How outlines become pixels.
    public enum Rule: Hashable, Sendable {
        /// As pycocotools draws COCO's polygons.
        case coco
        /// As PIL draws polygons: every pixel that the outline touches.
        case pil
    }

    /// The annotation file.
    public let file: URL
    /// The image's size; nil: `image` says it, and points are shares of it (YOLO).
    public let size: PixelSize?
    /// The image that is annotated.
    public let annotated: URL
    /// In the order in which they are drawn: later ones lie above.
    public let shapes: [Shape]
    /// How outlines become pixels.
    public let rule: Rule
    /// What the file's classes are called, in their order, without the background.
    public let labels: [String]

    /// The mask: of one class 0 and 255, of several the classes' indices.
    func image(_ classes: Classes) throws(ImageError) -> Image {
        throw .unsupported(file: file.path, reason: "outlines are not drawn yet")
    }
}
