import Datasets
import Foundation
import Imaging
import Testing

@testable import Reporting

struct ClassPictureTests {
    private let classes = try? Classes(count: 3, names: ["none", "disc", "square"])

    @Test func coloursAreTheTablesOrThePalettes() throws {
        let legend = ClassLegend(try #require(classes))
        #expect(legend.entries.map(\.name) == ["disc", "square"])
        #expect(legend.entries.map(\.colour) == Array(ClassLegend.palette.prefix(2)))
        let own = try Classes(count: 2, colours: [MaskColour(0, 0, 0), MaskColour(1, 2, 3)])
        #expect(ClassLegend(own).entries == [.init(index: 1, name: "1", colour: Overlay.Colour(1, 2, 3))])
        let many = ClassLegend(try Classes(count: 255)).entries.map { "\($0.colour)" }
        #expect(Set(many.prefix(60)).count == 60, "no colour twice among many")
    }

    /// A film of one grey; class 1 on the left, class 2 on the right, a column that counts for nothing between them.
    @Test func predictionsAreFilledAndTruthsOutlined() throws {
        let legend = ClassLegend(try #require(classes))
        let film = try Image(grey: [UInt8](repeating: 100, count: 81), width: 9, height: 9)
        let truth = try Image(
            grey: (0..<81).map { $0 % 9 < 4 ? 1 : $0 % 9 == 4 ? 255 : 0 }, width: 9, height: 9)
        let prediction = try Image(grey: (0..<81).map { $0 % 9 < 5 ? 1 : 2 }, width: 9, height: 9)
        let picture = try Overlay.classes(film: film, prediction: prediction, truth: truth, legend: legend)
        func pixel(_ x: Int, _ y: Int) -> Overlay.Colour {
            let i = 3 * (9 * y + x)
            return Overlay.Colour(picture.bytes[i], picture.bytes[i + 1], picture.bytes[i + 2])
        }
        let (one, two) = (legend.entries[0].colour, legend.entries[1].colour)
        #expect(pixel(0, 4) == one && pixel(3, 4) == one, "the line of the truth")
        #expect(pixel(1, 4) == Overlay.blend(100, one, Overlay.classOpacity), "found")
        #expect(pixel(4, 4) == Overlay.Colour(100, 100, 100), "counts for nothing")
        #expect(pixel(7, 4) == Overlay.blend(100, two, Overlay.classOpacity), "false")
        let alone = try Overlay.classes(film: film, prediction: prediction, legend: legend)
        #expect(alone.bytes[3 * 36] == Overlay.blend(100, one, Overlay.classOpacity).red)
        #expect(throws: OverlayError.self) {
            try Overlay.classes(
                film: film, prediction: Image(grey: [0], width: 1, height: 1), legend: legend)
        }
    }

    @Test func theLegendLiesBelowThePicture() throws {
        let legend = ClassLegend(try #require(classes))
        let bytes = [UInt8](repeating: 7, count: 3 * 140 * 20)
        let picture = try Image(width: 140, height: 20, channels: 3, bytes: bytes)
        let drawn = try legend.drawn(below: picture, remarks: ["a b"])
        // Letters of 8 pixels: margins of 5, two lines of 13.
        #expect(drawn.width == 140 && drawn.height == 20 + 2 * 5 + 2 * 13)
        #expect(Array(drawn.bytes.prefix(bytes.count)) == bytes)
        let strip = Set(
            stride(from: bytes.count, to: drawn.bytes.count, by: 3).map { Array(drawn.bytes[$0..<$0 + 3]) })
        for colour in legend.entries.map(\.colour) { #expect(strip.contains([colour.red, colour.green, colour.blue])) }
        #expect(
            strip.contains([Canvas.ink.red, Canvas.ink.green, Canvas.ink.blue]) && strip.contains([255, 255, 255]))
        // A small picture gets a strip that holds the longest word.
        let small = try Image(width: 4, height: 4, channels: 3, bytes: [UInt8](repeating: 7, count: 48))
        var font = StrokeFont(capitals: 8)
        #expect(try legend.drawn(below: small).width == 10 + 14 + font.width(of: "square"))
        #expect(throws: OverlayError.self) { try legend.drawn(below: Image(grey: [0], width: 1, height: 1)) }
    }

    /// Right, a wrong class, missed, said where nothing is, nothing, and a pixel that counts for nothing.
    @Test func agreementIsOfTheRightClass() throws {
        func image(_ labels: [UInt8]) throws -> Image { try Image(grey: labels, width: labels.count, height: 1) }
        let (truth, prediction) = (try image([1, 1, 2, 0, 0, 255]), try image([1, 2, 0, 1, 0, 1]))
        let pictures = ReportInput.Pictures(film: truth, truth: truth, prediction: prediction)
        let agreeing = try pictures.agreeing()
        #expect(agreeing.truth.bytes == [1, 0, 1, 0, 0, 0] && agreeing.prediction.bytes == [1, 1, 0, 1, 0, 0])
        let joined = try pictures.agreeing(joined: true)
        #expect(joined.truth.bytes == [1, 1, 1, 0, 0, 0] && joined.prediction.bytes == [1, 1, 0, 1, 0, 0])
    }

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
                input.pictures[scored.id] = .init(film: mask, truth: mask, prediction: mask)
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
            #expect(figures.count == 6, "three images, two sheets, a contact sheet")
        }
    }
}
