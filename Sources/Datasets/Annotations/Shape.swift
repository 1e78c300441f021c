import Foundation
import Imaging

/// One object of an annotation file.
public struct Shape: Hashable, Sendable {
    /// How it is given, in pixels from the image's upper left corner: (0.5, 0.5) is the centre of the first pixel.
    enum Form: Hashable, Sendable {
        /// Corners, drawn as pycocotools does; several polygons are one object: their union.
        case cocoPolygons([[Point]])
        /// Corners, drawn as OpenCV does: cut to whole pixels, the outline's own pixels among them.
        case polygon([Point])
        /// Two opposite corners, both of them in the area.
        case rectangle(Point, Point)
        /// The centre and a point of the circle.
        case circle(Point, Point)
        /// Runs of background and foreground in turn, column by column.
        case runs([Int])
    }

    struct Point: Hashable, Sendable {
        let x: Double, y: Double
    }

    /// The name of its class.
    let label: String
    let form: Form

    /// The pixels of the object, row by row.
    /// - Throws: `ImageError.unsupported` for numbers that are no places, and runs that do not fill the image.
    func area(_ size: PixelSize, file: URL) throws(ImageError) -> [Bool] {
        func wrong(_ reason: String) -> ImageError { .unsupported(file: file.path, reason: reason) }
        for point in points where !(abs(point.x) < 1e6 && abs(point.y) < 1e6) {
            throw wrong("an outline of \(label) has the point \(point.x), \(point.y), which lies in no image")
        }
        switch form {
        case .polygon(let points): return PolygonFill(points, size).pixels
        case .rectangle(let a, let b):
            let corners = [a, Point(x: b.x, y: a.y), b, Point(x: a.x, y: b.y)]
            return PolygonFill(corners, size).pixels
        case .circle(let centre, let edge): return Self.circle(centre, edge, size)
        case .cocoPolygons(let polygons):
            var area = [Bool](repeating: false, count: size.height * size.width)
            for polygon in polygons {
                let one = COCOOutline.pixels(polygon, size)
                for i in area.indices where one[i] { area[i] = true }
            }
            return area
        case .runs(let runs):
            guard let area = RunLengths.pixels(runs, size) else {
                throw wrong("the runs of \(label) do not fill \(size) pixels")
            }
            return area
        }
    }

    private var points: [Point] {
        switch form {
        case .polygon(let points): points
        case .rectangle(let a, let b), .circle(let a, let b): [a, b]
        case .cocoPolygons(let polygons): polygons.flatMap { $0 }
        case .runs: []
        }
    }

    /// Pixels whose centres lie within the circle.
    private static func circle(_ centre: Point, _ edge: Point, _ size: PixelSize) -> [Bool] {
        let square = (edge.x - centre.x) * (edge.x - centre.x) + (edge.y - centre.y) * (edge.y - centre.y)
        return (0..<size.height * size.width).map { i in
            let (x, y) = (Double(i % size.width) - centre.x, Double(i / size.width) - centre.y)
            return x * x + y * y <= square
        }
    }
}
