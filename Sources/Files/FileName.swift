/// Texts as names of files that every file system and every program takes.
public enum FileName {
    /// The text with ASCII letters and digits, and what else is kept, every other character being replaced.
    /// - Parameters:
    ///   - marks: other characters that are kept.
    ///   - replacement: of every character that is not kept.
    public static func plain(_ text: some StringProtocol, keeping marks: String, replacement: Character) -> String {
        String(
            text.unicodeScalars.map { scalar in
                scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                    || marks.unicodeScalars.contains(scalar) ? Character(scalar) : replacement
            })
    }

    /// An image's name without its ending, with every character but ASCII letters, digits, '.', '_' and '-' as '_', at
    /// most 80 long, never beginning with a dot. Two names can become one: put a number before it.
    public static func ofImage(_ name: String) -> String {
        let stem = name.lastIndex(of: ".").map { dot in
            name[dot...].contains("/") || dot == name.startIndex ? name[...] : name[..<dot]
        }
        let text = String(plain(stem ?? name[...], keeping: "._-", replacement: "_").suffix(80).drop { $0 == "." })
        return text.isEmpty ? "image" : text
    }

    /// The name of an arm or a setting: every character but ASCII letters, digits, '.' and '_' as '-', several '-' as one
    /// and none at the ends, at most 60 long.
    public static func ofSetting(_ text: some StringProtocol) -> String {
        let kept = plain(text, keeping: "._", replacement: "-")
        let name = kept.split(separator: "-", omittingEmptySubsequences: true).joined(separator: "-")
        return name.isEmpty ? "x" : String(name.prefix(60))
    }

    /// The name of a chart, as the stem of its files and of the ids in its SVG: ASCII letters, digits, '-' and '_' alone,
    /// at most 60 long.
    public static func ofChart(_ name: String) -> String {
        let text = String(plain(name, keeping: "_", replacement: "-").prefix(60))
        return text.isEmpty ? "chart" : text
    }
}
