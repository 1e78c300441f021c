import Files
import Foundation
import Imaging

/// COCO's JSON, a file for many images: polygons, and runs of pixels in numbers or compressed.
struct COCOFile {
    private struct Content: Decodable {
        struct Picture: Decodable {
            let id: Int
            let fileName: String
            let width: Int, height: Int

            enum CodingKeys: String, CodingKey {
                case id, width, height
                case fileName = "file_name"
            }
        }
        struct Category: Decodable {
            let id: Int
            let name: String
        }
        struct Annotation: Decodable {
            let imageID: Int, categoryID: Int
            let segmentation: Segmentation?

            enum CodingKeys: String, CodingKey {
                case segmentation
                case imageID = "image_id"
                case categoryID = "category_id"
            }
        }

        let images: [Picture]
        let annotations: [Annotation]
        let categories: [Category]
    }

    /// Polygons, or runs.
    private enum Segmentation: Decodable {
        case polygons([[Double]])
        case runs([Int])
        case compressed(String)

        private struct Runs: Decodable {
            let counts: JSONValue
        }

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let polygons = try? value.decode([[Double]].self) {  // else it is of the other kind
                self = .polygons(polygons)
                return
            }
            switch try value.decode(Runs.self).counts {
            case .text(let text): self = .compressed(text)
            case .list(let list):
                self = .runs(
                    try list.map { item in
                        guard case .integer(let run) = item, let run = Int(exactly: run) else {
                            throw DecodingError.dataCorruptedError(
                                in: value, debugDescription: "a run is no whole number")
                        }
                        return run
                    })
            default:
                throw DecodingError.dataCorruptedError(
                    in: value, debugDescription: "counts are neither a list nor text")
            }
        }
    }

    /// The shapes of an image and its size, by its file's name as the JSON has it.
    let images: [String: (shapes: [Shape], size: PixelSize)]
    /// The categories' names, in the order of their numbers.
    let labels: [String]
    let file: URL

    /// Whether a file looks like one, without its numbers.
    static func isOne(_ file: URL) -> Bool {
        struct Marks: Decodable {
            struct Anything: Decodable { init(from decoder: any Decoder) {} }
            let images: [Anything], annotations: [Anything], categories: [Anything]
        }
        guard let data = try? FileContents.data(of: file) else { return false }  // it annotates nothing
        return (try? JSONDecoder().decode(Marks.self, from: data)) != nil  // another JSON is none
    }

    /// - Throws: `DatasetError.file` where it does not hold what it must.
    init(_ file: URL) throws(DatasetError) {
        self.file = file
        func wrong(_ reason: String) -> DatasetError { .file(file.path, reason: reason) }
        let content: Content
        do { content = try JSONDecoder().decode(Content.self, from: try FileContents.data(of: file)) } catch {
            throw wrong("is not COCO's JSON: \((error as? FileError)?.reason ?? decodingFault(error))")
        }
        let categories = content.categories.sorted { $0.id < $1.id }
        labels = categories.map(\.name)
        let names = Dictionary(categories.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        var shapes: [Int: [Shape]] = [:]
        for annotation in content.annotations {
            guard let label = names[annotation.categoryID] else {
                throw wrong(
                    "an annotation has the category \(annotation.categoryID), which is not among its categories")
            }
            guard
                let form = try annotation.segmentation.map({ part throws(DatasetError) in
                    try Self.form(part, label, wrong)
                })
            else { continue }
            shapes[annotation.imageID, default: []].append(Shape(label: label, form: form))
        }
        var images: [String: (shapes: [Shape], size: PixelSize)] = [:]
        for picture in content.images {
            do throws(ImageError) {
                let size = try AnnotationSize.checked(picture.height, picture.width, file)
                images[picture.fileName] = (shapes[picture.id] ?? [], size)
            } catch { throw wrong("\(picture.fileName): \(error)") }
        }
        self.images = images
    }

    private static func form(
        _ part: Segmentation, _ label: String, _ wrong: (String) -> DatasetError
    ) throws(DatasetError) -> Shape.Form {
        switch part {
        case .runs(let runs): return .runs(runs)
        case .compressed(let text):
            guard let runs = RunLengths.runs(compressed: text) else {
                throw wrong("the compressed runs of \(label) are damaged")
            }
            return .runs(runs)
        case .polygons(let polygons):
            var result: [[Shape.Point]] = []
            for numbers in polygons {
                guard numbers.count >= 6, numbers.count.isMultiple(of: 2) else {
                    throw wrong("an outline of \(label) has \(numbers.count) numbers; three points or more are wanted")
                }
                result.append(
                    stride(from: 0, to: numbers.count, by: 2).map { Shape.Point(x: numbers[$0], y: numbers[$0 + 1]) })
            }
            return .cocoPolygons(result)
        }
    }
}
