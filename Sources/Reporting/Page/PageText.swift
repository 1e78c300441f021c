import Foundation
import Mustache

/// Text in a page. Everything that comes from files goes through here.
///
/// Mustache's own escaping looks at characters as people see them, and a quote with a combining accent is none of its
/// five: it would close an attribute. This one looks at each scalar.
struct PageText: MustacheContentType {
    /// The name by which templates ask for this escaping: `{{% CONTENT_TYPE: PAGE}}`.
    static let register: Void = MustacheContentTypes.register(PageText(), named: "PAGE")

    func escapeText(_ text: String) -> String { Self.escape(text) }

    /// A fixed text as HTML: escaped, and what stands in backticks, the name of a file, as code.
    static func html(_ text: String) -> String {
        escape(text).split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .map { $0.offset % 2 == 1 ? "<code>\($0.element)</code>" : String($0.element) }.joined()
    }

    /// For element content and for attributes in quotes. Control characters that neither HTML nor XML allows become
    /// U+FFFD.
    static func escape(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            case "\n", "\t", "\r": escaped.append(scalar)
            case _ where scalar.properties.generalCategory == .control: escaped.append("\u{FFFD}")
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
