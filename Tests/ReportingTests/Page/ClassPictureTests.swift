import Datasets
import Evaluation
import Foundation
import Imaging
import TestSupport
import Testing

@testable import Reporting

struct ClassPictureTests {
    private let classes = try? Classes(count: 3, names: ["none", "disc", "square"])

    @Test func theReportNamesTheClasses() async throws {
        try await withFolder { folder in
            var input = Sample.input()
            input.classes = try #require(classes)
            input.test = ["disc", "square"].flatMap { name in
                (0..<3).map { i in
                    TestRow(
                        image: "\(i).png", set: "s", className: name,
                        figures: ["dice": name == "disc" ? 0.9 : 0.5, "iou": 0.4, "tp": Double(i), "fn": 0])
                }
            }
            let side = 24
            let labels = (0..<side * side).map { UInt8($0 % 3) }
            let mask = try Image(grey: labels, width: side, height: side)
            for scored in input.extremes.all {
                #expect(scored.dice == 0.7, "the mean over the classes")
                input.pictures[scored.id] = .init(image: mask, reference: mask, prediction: mask)
            }
            try await Report.write(input, to: folder, gnuplot: nil)
            let html = try String(contentsOf: folder.appending(path: "report.html"), encoding: .utf8)
            #expect(html.contains("<caption>By class</caption>"))
            #expect(
                html.contains("<th scope=\"row\">disc</th><td class=\"number\">2</td><td class=\"number\">0.9000</td>"))
            #expect(html.contains("A pixel is correct where prediction and reference have the same class"))
            #expect(html.contains("<dt>Mean Dice</dt><dd>0.700</dd>"))
            let figures = try FileManager.default.contentsOfDirectory(
                atPath: folder.appending(path: "figures").path)
            #expect(figures.sorted() == ["best-1-0.png", "best-2-1.png", "legend.svg", "worst-1-2.png"])
            for name in figures where name.hasSuffix(".png") {
                let overlay = try Codec.decode(folder.appending(path: "figures/\(name)"))
                #expect(overlay.width == side && overlay.height == side, "the image's own size")
            }
            let legend = try String(contentsOf: folder.appending(path: "figures/legend.svg"), encoding: .utf8)
            #expect(legend.contains("#e69f00") && legend.contains("1  disc") && legend.contains("2  square"))
        }
    }
}
