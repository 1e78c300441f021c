/// The tags of an XML text with their attributes, in their order. No tree, no text between tags: enough for OME's numbers
/// and names.
struct XMLTags {
    struct Tag: Equatable {
        /// Without its prefix: "Pixels" for "ome:Pixels".
        let name: String
        let attributes: [String: String]
    }

    let tags: [Tag]

    init(_ text: String) {
        var tags: [Tag] = []
        for part in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
            guard let first = part.first, first.isLetter else { continue }  // closing tags, comments, declarations
            let body = part.prefix { $0 != ">" }
            let name = body.prefix { !$0.isWhitespace && $0 != "/" }
            tags.append(
                Tag(
                    name: String(name.split(separator: ":").last ?? name),
                    attributes: Self.attributes(body.dropFirst(name.count))))
        }
        self.tags = tags
    }

    private static func attributes(_ text: Substring) -> [String: String] {
        var attributes: [String: String] = [:]
        var rest = text
        while let equals = rest.firstIndex(of: "=") {
            let name = rest[..<equals].filter { !$0.isWhitespace }
            rest = rest[rest.index(after: equals)...].drop { $0.isWhitespace }
            guard let quote = rest.first, quote == "\"" || quote == "'" else { break }
            rest = rest.dropFirst()
            guard let end = rest.firstIndex(of: quote) else { break }
            attributes[name] = unescaped(rest[..<end])
            rest = rest[rest.index(after: end)...]
        }
        return attributes
    }

    /// The five entities of XML, and numbered characters.
    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        var result = ""
        var rest = text
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            guard let end = rest.firstIndex(of: ";") else { break }
            let name = rest[rest.index(after: start)..<end]
            result += character(name) ?? String(rest[...end])
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func character(_ name: Substring) -> String? {
        if let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"][String(name)] { return known }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }
}
