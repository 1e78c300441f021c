import Files
import Foundation
import Imaging

/// LabelMe's JSON, a file an image: polygons, rectangles and circles by their labels.
enum LabelMeFile {
    private struct Content: Decodable {
        struct Shape: Decodable {
            let label: String
            let points: [[Double]]
            let shapeType: String?

            enum CodingKeys: String, CodingKey {
                case label, points
                case shapeType = "shape_type"
            }
        }

        let shapes: [Shape]
        let imageHeight: Int, imageWidth: Int
    }

    /// - Throws: `ImageError` where it cannot be read, or holds a shape that is no area.
    static func read(_ file: URL) throws(ImageError) -> (shapes: [Shape], size: PixelSize) {
        let data: Data
        do throws(FileError) { data = try FileContents.data(of: file) } catch {
            throw .unreadable(file: file.path, reason: error.reason)
        }
        let content: Content
        do { content = try JSONDecoder().decode(Content.self, from: data) } catch {
            throw .unsupported(file: file.path, reason: "it is not LabelMe's JSON: \(decodingFault(error))")
        }
        let size = try AnnotationSize.checked(content.imageHeight, content.imageWidth, file)
        var shapes: [Shape] = []
        for shape in content.shapes { shapes.append(Shape(label: shape.label, form: try form(shape, file))) }
        return (shapes, size)
    }

    private static func form(_ shape: Content.Shape, _ file: URL) throws(ImageError) -> Shape.Form {
        func wrong(_ reason: String) -> ImageError { .unsupported(file: file.path, reason: reason) }
        let points = shape.points.filter { $0.count == 2 }.map { Shape.Point(x: $0[0], y: $0[1]) }
        guard points.count == shape.points.count else { throw wrong("a point of \(shape.label) has not two numbers") }
        switch (shape.shapeType ?? "polygon", points.count) {
        case ("polygon", 3...): return .polygon(points)
        case ("rectangle", 2): return .rectangle(points[0], points[1])
        case ("circle", 2): return .circle(points[0], points[1])
        case (let kind, let count):
            throw wrong(
                "its shape \(shape.label) is a \(kind) of \(count) points; areas are wanted: polygons of three points or "
                    + "more, rectangles and circles of two")
        }
    }

    /// Whether a file looks like one: an object with shapes and the image's size.
    static func isOne(_ file: URL) -> Bool {
        guard let data = try? FileContents.data(of: file) else { return false }  // its image is named as without a mask
        struct Marks: Decodable {
            struct Anything: Decodable { init(from decoder: any Decoder) {} }
            let shapes: [Anything]
            let imagePath: String?
        }
        return (try? JSONDecoder().decode(Marks.self, from: data)) != nil  // another JSON is none
    }

    /// The labels of a file, each once, in their order.
    static func labels(of file: URL) throws(ImageError) -> [String] {
        var seen: Set<String> = []
        return try read(file).shapes.map(\.label).filter { seen.insert($0).inserted }
    }
}

/// The size that an annotation file states.
enum AnnotationSize {
    /// - Throws: `ImageError.unsupported` for sides that no image has.
    static func checked(_ height: Int, _ width: Int, _ file: URL) throws(ImageError) -> PixelSize {
        guard (1...65_535).contains(height), (1...65_535).contains(width) else {
            throw .unsupported(file: file.path, reason: "it says that its image is \(width) x \(height) pixels")
        }
        return PixelSize(height: height, width: width)
    }
}
