import Foundation
import Imaging

/// What an annotation file says of one image: outlines, which are drawn as its mask.
public struct DrawnMask: Hashable, Sendable {
    /// Where the outlines are found.
    enum Content: Hashable, Sendable {
        /// The file is of this image alone, in LabelMe's JSON.
        case labelMe
        /// The file is of this image alone, in YOLO's text; the names of its classes, in their order.
        case yolo([String])
        /// Read already, from a file of many images (COCO), with the names of its classes.
        case shapes([Shape], PixelSize, labels: [String])
    }

    /// The annotation file.
    public let file: URL
    /// The image that is annotated.
    public let annotated: URL
    let content: Content

    /// The shapes with the image's size and the names of all classes, as far as the file knows them.
    /// - Throws: `ImageError` where the file cannot be read or does not hold what it must.
    func drawing() throws(ImageError) -> (shapes: [Shape], size: PixelSize, labels: [String]) {
        switch content {
        case .labelMe:
            let (shapes, size) = try LabelMeFile.read(file)
            return (shapes, size, [])
        case .yolo(let names):
            let header = try Codec.header(of: annotated)
            let size = PixelSize(height: header.height, width: header.width)
            return (try YOLOFile.shapes(in: file, size: size, names: names), size, names)
        case .shapes(let shapes, let size, let labels): return (shapes, size, labels)
        }
    }

    /// The mask: of one class 0 and 255, of several the classes' indices. Later shapes lie above earlier ones.
    ///
    /// Labels are matched with the classes' names; where these have none, the file's own order counts. LabelMe's
    /// `_background_` is background, and `__ignore__`, with several classes, counts for nothing.
    /// - Throws: `ImageError`; `.unsupported` for a label that is no class.
    func image(_ classes: Classes) throws(ImageError) -> Image {
        let (shapes, size, labels) = try drawing()
        var pixels = [UInt8](repeating: 0, count: size.height * size.width)
        for shape in shapes {
            let value = try value(of: shape.label, labels, classes)
            let area = try shape.area(size, file: file)
            for i in pixels.indices where area[i] { pixels[i] = value }
        }
        return try Image(grey: pixels, width: size.width, height: size.height)
    }

    private func value(of label: String, _ labels: [String], _ classes: Classes) throws(ImageError) -> UInt8 {
        func wrong(_ reason: String) -> ImageError { .unsupported(file: file.path, reason: reason) }
        if label == "_background_" { return 0 }
        guard classes.count > 1 else {
            guard label != "__ignore__" else {
                throw wrong("it has areas that are to be ignored, which takes several classes: --class-names")
            }
            return 255
        }
        if label == "__ignore__" { return LabelMask.ignored }
        if let names = classes.names {
            guard let index = names.firstIndex(of: label) else {
                throw wrong("its label \(label) is none of the classes \(names.joined(separator: ", "))")
            }
            return UInt8(truncatingIfNeeded: index)
        }
        guard let index = labels.firstIndex(of: label), index + 1 < classes.count else {
            throw wrong(
                "its label \(label) has no place among \(classes.count) classes without names; name them, the background "
                    + "first: --class-names background,...")
        }
        return UInt8(truncatingIfNeeded: index + 1)
    }
}
