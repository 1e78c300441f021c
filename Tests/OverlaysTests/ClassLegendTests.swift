import Datasets
import Foundation
import Imaging
import Testing

@testable import Overlays

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct ClassLegendTests {
    private let classes = try? Classes(count: 3, names: ["none", "disc", "square"])

    @Test func coloursAreTheTablesOrThePalettes() throws {
        let legend = ClassLegend(try #require(classes))
        #expect(legend.entries.map(\.name) == ["disc", "square"])
        #expect(legend.entries.map(\.colour) == ClassLegend.palette.prefix(2).map(\.colour))
        #expect(legend.entries.map(\.words) == ["disc: orange (#e69f00)", "square: sky blue (#56b4e9)"])
        let own = try Classes(count: 2, colours: [MaskColour(0, 0, 0), MaskColour(1, 2, 3)])
        #expect(
            ClassLegend(own).entries
                == [.init(index: 1, name: "1", colour: Overlay.Colour(1, 2, 3), colourName: nil)])
        #expect(ClassLegend(own).entries.map(\.words) == ["1: #010203"])
        let many = ClassLegend(try Classes(count: 255)).entries.map { "\($0.colour)" }
        #expect(Set(many.prefix(60)).count == 60, "no colour twice among many")
    }

    /// A film of one grey; class 1 on the left, class 2 on the right, an ignored column between them.
    @Test func predictionsAreFilledAndTruthsOutlined() throws {
        let legend = ClassLegend(try #require(classes))
        let film = try Image(grey: [UInt8](repeating: 100, count: 81), width: 9, height: 9)
        let truth = try Image(
            grey: (0..<81).map { $0 % 9 < 4 ? 1 : $0 % 9 == 4 ? 255 : 0 }, width: 9, height: 9)
        let prediction = try Image(grey: (0..<81).map { $0 % 9 < 5 ? 1 : 2 }, width: 9, height: 9)
        let picture = try Overlay.classes(image: film, prediction: prediction, reference: truth, legend: legend)
        func pixel(_ x: Int, _ y: Int) -> Overlay.Colour {
            let i = 3 * (9 * y + x)
            return Overlay.Colour(picture.bytes[i], picture.bytes[i + 1], picture.bytes[i + 2])
        }
        let (one, two) = (legend.entries[0].colour, legend.entries[1].colour)
        #expect(pixel(0, 4) == one && pixel(3, 4) == one, "the line of the truth")
        #expect(pixel(1, 4) == Overlay.blend(100, one, Overlay.classOpacity), "found")
        #expect(pixel(4, 4) == Overlay.Colour(100, 100, 100), "ignored")
        #expect(pixel(7, 4) == Overlay.blend(100, two, Overlay.classOpacity), "false")
        let alone = try Overlay.classes(image: film, prediction: prediction, legend: legend)
        #expect(alone.bytes[3 * 36] == Overlay.blend(100, one, Overlay.classOpacity).red)
        #expect(throws: OverlayError.self) {
            try Overlay.classes(
                image: film, prediction: Image(grey: [0], width: 1, height: 1), legend: legend)
        }
    }

    @Test func theLegendIsAFileOfItsOwnInAnyScript() throws {
        let names = ["none", "肺 <b>&\"x\"' ]]>", "Πνεύμονας \u{202E} łódź"]
        let svg = ClassLegend(try Classes(count: 3, names: names)).svg(remarks: ["filled: <prediction>"])
        let texts = try #require(SVGTexts(svg), "well-formed")
        #expect(texts.all == ["1  肺 <b>&\"x\"' ]]>", "2  Πνεύμονας łódź", "filled: <prediction>"])
        #expect(svg.contains("fill=\"#e69f00\"") && svg.contains("fill=\"#56b4e9\""))
        // As wide as its texts need, and a line for each.
        #expect(texts.height == 16 + 3 * 30 && texts.width >= 68 + 15 * 8)
        let many = try #require(SVGTexts(ClassLegend(try Classes(count: 255)).svg()))
        #expect(many.all.count == 254 && many.height > 254 * 20)
    }

    /// Right, a wrong class, missed, said where nothing is, nothing, and an ignored pixel.
    @Test func agreementIsOfTheRightClass() throws {
        func image(_ labels: [UInt8]) throws -> Image { try Image(grey: labels, width: labels.count, height: 1) }
        let (truth, prediction) = (try image([1, 1, 2, 0, 0, 255]), try image([1, 2, 0, 1, 0, 1]))
        let pictures = SegmentedImage(image: truth, reference: truth, prediction: prediction)
        let agreeing = try pictures.agreeing()
        #expect(agreeing.reference.bytes == [1, 0, 1, 0, 0, 0])
        #expect(agreeing.prediction?.bytes == [1, 1, 0, 1, 0, 0])
        let joined = try pictures.agreeing(joined: true)
        #expect(joined.reference.bytes == [1, 1, 1, 0, 0, 0] && joined.prediction?.bytes == [1, 1, 0, 1, 0, 0])
    }
}

/// The texts of an SVG file that is well-formed, and its size in pixels.
private final class SVGTexts: NSObject, XMLParserDelegate {
    private(set) var all: [String] = []
    private(set) var width = 0, height = 0
    private var isInText = false

    init?(_ svg: String) {
        super.init()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = self
        guard parser.parse() else { return nil }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        isInText = name == "text"
        if isInText { all.append("") }
        if name == "svg" {
            width = attributes["width"].flatMap { Int($0) } ?? 0
            height = attributes["height"].flatMap { Int($0) } ?? 0
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if isInText { all[all.count - 1] += string }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        isInText = false
    }
}
