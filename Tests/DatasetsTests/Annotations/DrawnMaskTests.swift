import Foundation
import Imaging
import TestSupport
import Testing

@testable import Datasets

@Suite struct DrawnMaskTests {
    private struct Reference: Decodable {
        let size: [Int]
        let points: [[Double]]
        let coco: String, pil: String, cv2: String
    }

    /// The pixels of pycocotools and OpenCV, to the last one.
    @Test func polygonsAreTheReferences() throws {
        let file = Fixtures.tests.appending(path: "DatasetsTests/Fixtures/polygons.json")
        let references = try JSONDecoder().decode([Reference].self, from: Data(contentsOf: file))
        #expect(references.count == 60)
        var (away, area) = (0, 0)
        for reference in references {
            let size = PixelSize(height: reference.size[0], width: reference.size[1])
            let points = reference.points.map { Shape.Point(x: $0[0], y: $0[1]) }
            func text(_ form: Shape.Form) throws -> String {
                try Shape(label: "a", form: form).area(size, file: file).map { $0 ? "1" : "0" }.joined()
            }
            #expect(try text(.cocoPolygons([points])) == reference.coco)
            let own = try text(.polygon(points))
            #expect(own == reference.cv2)
            away += zip(own, reference.pil).count { $0 != $1 }
            area += reference.pil.count { $0 == "1" }
        }
        #expect(Double(away) / Double(area) < 0.06, "PIL's edges lie a pixel away here and there")
    }

    private func masks(_ name: String, _ classes: Classes = .one) throws -> [String: [UInt8]] {
        let pairs = try DataSet(PublicLayoutTests.folder.appending(path: name)).pairs
        return Dictionary(
            uniqueKeysWithValues: try pairs.map {
                ($0.image.lastPathComponent.stem, try $0.masks[0].decode(classes).bytes)
            })
    }

    @Test func labelsBecomeClasses() throws {
        let labelMe = try DataSet(PublicLayoutTests.folder.appending(path: "labelme"))
        #expect(try labelMe.labels() == ["cell", "nucleus"] && labelMe.otherPictures.isEmpty)
        let classes = try Classes(count: 3, names: ["background", "cell", "nucleus"])
        let found = try masks("labelme", classes)
        #expect(Set(found["a"] ?? []) == [0, 2] && Set(found["b"] ?? []) == [0, 1, 2])
        #expect(Set(try #require(try masks("labelme")["b"])) == [0, 255])
        // The rectangle from (2.2, 3.7) to (6.9, 9.1), corners cut, both in it.
        #expect(try #require(found["b"]).count { $0 == 1 } == 5 * 7)
        let few = try Classes(count: 2, names: ["background", "cell"])
        #expect(
            faultMessage { _ = try masks("labelme", few) }.contains(
                "its label nucleus is none of the classes background, cell"))
        let nameless = try Classes(count: 3)
        #expect(
            faultMessage { _ = try masks("labelme", nameless) }.contains("has no place among 3 classes without names"))
    }

    @Test func cocoHoldsPolygonsAndRuns() throws {
        let set = try DataSet(PublicLayoutTests.folder.appending(path: "coco"))
        #expect(try set.labels() == ["tool", "polyp"], "by the categories' numbers")
        let found = try masks("coco", Classes(count: 3))
        // Rows 3 to 8, columns 5 to 16: compressed for b, in numbers for c; d has no object.
        for (name, value) in [("b", UInt8(1)), ("c", 2)] {
            let pixels = try #require(found[name])
            for i in pixels.indices {
                let isInside = (3..<9).contains(i / 24) && (5..<17).contains(i % 24)
                #expect(pixels[i] == (isInside ? value : 0))
            }
        }
        #expect(Set(found["d"] ?? []) == [0] && Set(found["a"] ?? []) == [0, 2])
        #expect(try Truth(of: set.pairs[1], .one).hasForeground)
    }

    @Test func yoloIsDrawnAtItsImagesSize() throws {
        let set = try DataSet(PublicLayoutTests.folder.appending(path: "yolo"))
        #expect(try set.labels() == ["crack", "pore"])
        #expect(set.pairs.map(\.subset) == [.train, .train, .validation, .validation])
        let found = try masks("yolo", Classes(count: 3, names: ["background", "crack", "pore"]))
        #expect(found.values.allSatisfy { $0.count == 24 * 20 && $0.contains(1) })
        #expect(try #require(found["train-b"]).contains(2))
    }

    @Test func nnUNetNamesItsClasses() throws {
        let set = try DataSet(PublicLayoutTests.folder.appending(path: "nnunet/Dataset007_Cells"))
        #expect(try set.labels() == ["left", "right"])
        #expect(try set.ignoredValue == 3)
        #expect(try DataSet(PublicLayoutTests.folder.appending(path: "busi")).labels().isEmpty)
    }

    @Test func compressedRuns() {
        #expect(RunLengths.runs(compressed: "") == [])
        #expect(RunLengths.runs(compressed: "\u{1}") == nil)
        #expect(RunLengths.runs(compressed: "o") == nil, "more is to follow")
        let size = PixelSize(height: 2, width: 2)
        #expect(RunLengths.pixels([1, 2, 1], size) == [false, true, true, false])
        #expect(RunLengths.pixels([1, 2], size) == nil && RunLengths.pixels([1, 9], size) == nil)
    }

    @Test(arguments: [
        (
            "a.json",
            #"{"shapes": [{"label": "x", "points": [[1, 1], [2, 2]], "shape_type": "line"}], "imageHeight": 4, "imageWidth": 4}"#,
            "its shape x is a line of 2 points; areas are wanted"
        ),
        (
            "a.json", #"{"shapes": [{"label": "x", "points": [[1, 1], [2]]}], "imageHeight": 4, "imageWidth": 4}"#,
            "has not two numbers"
        ),
        ("a.json", #"{"shapes": [], "imageHeight": 0, "imageWidth": 4}"#, "it says that its image is 4 x 0 pixels"),
        (
            "a.json",
            #"{"shapes": [{"label": "x", "points": [[1, 1], [2, 2], [1e9, 3]]}], "imageHeight": 4, "imageWidth": 4}"#,
            "lies in no image"
        ),
        ("a.txt", "0 0.5 0.5 0.2 0.2\n", "line 1 is a box, not an outline"),
        ("a.txt", "0 0.1 0.1 0.2 0.2 0.3 0.3\n0 1 1 2 2 3\n", "line 2 has 5 numbers behind its class"),
    ])
    func faultsOfFilesAreNamed(name: String, text: String, reason: String) throws {
        try withTemporaryFolder { root in
            try FileManager.default.createDirectory(
                at: root.appending(path: "images"), withIntermediateDirectories: true)
            try Codec.write(
                Image(grey: [UInt8](repeating: 9, count: 16), width: 4, height: 4),
                to: root.appending(path: "images/a.png"))
            try Data(text.utf8).write(to: root.appending(path: "images/\(name)"))
            let message = faultMessage { _ = try Truth(of: DataSet(root).pairs[0], .one) }
            #expect(message.contains(reason) && message.contains(name), "\(message)")
        }
    }

    @Test(arguments: [
        (
            #"{"images": [{"id": 1, "file_name": "a.png", "width": 4}], "annotations": [], "categories": []}"#,
            "is not COCO's JSON"
        ),
        (
            #"{"images": [], "annotations": [{"image_id": 1, "category_id": 2, "segmentation": []}], "categories": []}"#,
            "an annotation has the category 2, which is not among its categories"
        ),
        (
            #"{"images": [], "annotations": [{"image_id": 1, "category_id": 2, "segmentation": [[1, 2, 3]]}], "categories": [{"id": 2, "name": "x"}]}"#,
            "an outline of x has 3 numbers"
        ),
        (
            #"{"images": [], "annotations": [{"image_id": 1, "category_id": 2, "segmentation": {"counts": "o", "size": [1, 1]}}], "categories": [{"id": 2, "name": "x"}]}"#,
            "the compressed runs of x are damaged"
        ),
    ])
    func faultsOfCOCOAreNamed(text: String, reason: String) throws {
        try withTemporaryFolder { root in
            let file = root.appending(path: "coco.json")
            try Data(text.utf8).write(to: file)
            let message = faultMessage { _ = try COCOFile(file) }
            #expect(message.contains(reason) && message.contains("coco.json"), "\(message)")
        }
    }
}
