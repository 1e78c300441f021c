/// A table for a paper: LaTeX with the package booktabs.
struct LaTeXTable {
    /// Of the columns: `l` (left) or `r` (right), one each.
    let alignment: String
    /// Plain text; what LaTeX would take for a command is escaped.
    let caption: String
    /// Plain text, one for each column.
    let header: [String]
    /// Groups of rows, divided by a rule; a cell for each column.
    let rows: [[[Cell]]]

    /// A field of a table.
    enum Cell {
        /// Escaped.
        case plain(String)
        /// LaTeX as it is.
        case code(String)

        var latex: String {
            switch self {
            case .plain(let text): LaTeXTable.escaped(text)
            case .code(let code): code
            }
        }
    }

    /// The table as a float, ready for `\input`.
    var latex: String {
        let body = rows.filter { !$0.isEmpty }.map { group in
            group.map { $0.map(\.latex).joined(separator: " & ") + " \\\\\n" }.joined()
        }
        return """
            % Made by Pleura. Needs \\usepackage{booktabs}.
            \\begin{table}
            \\caption{\(Self.escaped(caption))}
            \\begin{tabular}{\(alignment)}
            \\toprule
            \(header.map(Self.escaped).joined(separator: " & ")) \\\\
            \\midrule
            \(body.joined(separator: "\\midrule\n"))\\bottomrule
            \\end{tabular}
            \\end{table}

            """
    }

    /// A text in which LaTeX finds no command, whatever it holds.
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { latex, scalar in
            switch scalar {
            case "\\": latex += "\\textbackslash{}"
            case "~": latex += "\\textasciitilde{}"
            case "^": latex += "\\textasciicircum{}"
            case "<": latex += "\\textless{}"
            case ">": latex += "\\textgreater{}"
            case "|": latex += "\\textbar{}"
            case "\"": latex += "\\textquotedbl{}"
            case "&", "%", "$", "#", "_", "{", "}": latex += "\\\(scalar)"
            case "−": latex += "$-$"
            case "±": latex += "$\\pm$"
            case "–": latex += "--"
            case "∞": latex += "$\\infty$"
            case "†": latex += "\\textdagger{}"
            // A line's end could end the paragraph within an argument, which LaTeX refuses.
            case _ where scalar.properties.generalCategory == .control: latex += " "
            default: latex.unicodeScalars.append(scalar)
            }
        }
    }
}
