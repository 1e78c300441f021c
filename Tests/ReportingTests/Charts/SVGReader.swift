import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The texts, ids and counts of elements of an SVG file that is well-formed.
final class SVGReader: NSObject, XMLParserDelegate {
    private(set) var texts: [String] = []
    private(set) var ids: [String] = []
    private(set) var polygons = 0
    private(set) var marks = 0

    init?(_ svg: String) {
        super.init()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = self
        guard parser.parse() else { return nil }
        texts = texts.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if texts.isEmpty { texts.append("") }
        texts[texts.count - 1] += string
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        texts.append("")
        if let id = attributes["id"] { ids.append(id) }
        if name == "polygon" { polygons += 1 }
        if name == "use", attributes["transform"]?.hasPrefix("translate") == true { marks += 1 }
    }
}
