import Files

extension ClassLegend {
    /// The legend as an SVG file: a line for each class with its colour, its index in masks and its name, then remarks.
    ///
    /// Overlays keep their image's size, so the legend lies beside them. Text is drawn by the viewer, in any script
    /// that it has a font for; the file names no font of its own and fetches nothing.
    /// - Parameter remarks: how the overlays are read, a line each.
    public func svg(remarks: [String] = []) -> String {
        let names = entries.map { "\($0.index)  \(OneLine.of($0.name))" }
        let remarks = remarks.map(OneLine.of)
        let row = 30
        let widest = max(
            52 + (names.map(Self.width).max() ?? 0), (remarks.map(Self.width).max() ?? 0))
        let (width, height) = (32 + widest, 16 + row * (names.count + remarks.count))
        var svg = """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)" font-family="sans-serif" font-size="16" fill="#1a1d21">
            <rect width="\(width)" height="\(height)" fill="#ffffff"/>

            """
        for (place, (entry, name)) in zip(entries, names).enumerated() {
            let y = 8 + row * place
            svg += "<rect x=\"16\" y=\"\(y + 4)\" width=\"36\" height=\"22\" fill=\"\(entry.colour.hex)\" "
            svg +=
                "stroke=\"#59626c\"/>\n<text x=\"68\" y=\"\(y + 21)\" xml:space=\"preserve\">\(name.escaped)</text>\n"
        }
        for (place, remark) in remarks.enumerated() {
            svg += "<text x=\"16\" y=\"\(8 + row * (names.count + place) + 21)\">\(remark.escaped)</text>\n"
        }
        return svg + "</svg>\n"
    }

    /// Pixels that hold a text in any sans-serif font, roughly: the viewer's font is not known here.
    private static func width(_ text: String) -> Int {
        // Latin letters are at most about as wide as 0.7 of the font's size in the mean, ideographs as wide as it.
        text.reduce(0) { sum, character in sum + (character.unicodeScalars.allSatisfy { $0.value < 0x1100 } ? 11 : 18) }
    }
}

extension String {
    /// As the content of an XML element.
    fileprivate var escaped: String {
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "<": text.append(contentsOf: "&lt;".unicodeScalars)
            case ">": text.append(contentsOf: "&gt;".unicodeScalars)
            case "&": text.append(contentsOf: "&amp;".unicodeScalars)
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}
