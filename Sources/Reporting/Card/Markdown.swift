/// Pieces of a Markdown text (GitHub's, with tables).
enum Markdown {
    /// A text in which Markdown and HTML find nothing to act on, on one line.
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~": result += "\\\(scalar)"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case _ where scalar.properties.generalCategory == .control: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
    }

    /// A table; its cells are Markdown already.
    /// - Parameter rows: as many cells each as `header` has.
    static func table(_ header: [String], _ rows: [[String]]) -> String {
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
        return line(header) + line(header.map { _ in "---" }) + rows.map(line).joined()
    }
}
