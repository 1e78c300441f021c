/// A user's name (of a file, a set, a class) as one line of text, for charts, pictures and tables.
package enum OneLine {
    /// Line ends and control characters become spaces, several spaces one; marks that turn the direction of writing and
    /// code points that no XML file may hold are left out. The joiners that Persian, Indic scripts and emoji need stay.
    package static func of(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: line.unicodeScalars.append(" ")
            case .format where scalar != "\u{200C}" && scalar != "\u{200D}": continue
            case .unassigned, .privateUse: continue
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line.split(separator: " ").joined(separator: " ")
    }
}
