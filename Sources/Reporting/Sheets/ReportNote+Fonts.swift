import Foundation

extension ReportNote {
    /// One line about the characters that the PNG files cannot show, and the package that has them; none where the fonts
    /// have all.
    /// - Parameter texts: all that is drawn into PNG files.
    package static func fonts(_ fonts: FontCoverage, for texts: [String]) -> [ReportNote] {
        if case .unknown(let reason) = fonts {
            // Every font has these.
            let odd = texts.contains { $0.unicodeScalars.contains { $0.value > 0x17F && $0.properties.isAlphabetic } }
            guard odd else { return [] }
            return [
                ReportNote(
                    "Whether this machine has fonts for all names in figures/*.png is not known: \(reason). Look at "
                        + "them; in report.html and in SVG files names are drawn by the reader's fonts.")
            ]
        }
        let missing = fonts.missing(in: texts)
        if missing.isEmpty { return [] }
        let scripts = Dictionary(grouping: missing, by: script)
        let named = scripts.keys.sorted().map { script in
            let characters = scripts[script] ?? []
            return "\(script) " + characters.prefix(5).map(words).joined(separator: ", ")
                + (characters.count > 5 ? " and \(characters.count - 5) more" : "")
        }
        let packages = Set(scripts.keys.map(package)).sorted().joined(separator: " ")
        return [
            ReportNote(
                "No font of this machine has these characters, so figures/*.png shows a box in their place: "
                    + named.joined(separator: "; ") + ". Install fonts that have them (Debian, Ubuntu: apt-get install "
                    + "\(packages)), then make the report again. In report.html and in SVG files names are drawn by the "
                    + "reader's fonts.")
        ]
    }

    /// "中 (U+4E2D)": the terminal may lack the font too.
    private static func words(_ character: Character) -> String {
        let points = character.unicodeScalars.map { scalar in
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }
        return "\(character) (\(points.joined(separator: " ")))"
    }

    /// "Devanagari": Unicode's names of letters begin with the script; "emoji" and "other" are none.
    private static func script(_ character: Character) -> String {
        guard let scalar = character.unicodeScalars.first else { return "other" }
        if scalar.properties.isEmojiPresentation { return "emoji" }
        guard scalar.properties.isAlphabetic || scalar.properties.isIdeographic,
            let word = scalar.properties.name?.split(separator: " ").first
        else { return "other" }
        return word == "CJK" ? "Chinese" : String(word.prefix(1) + word.dropFirst().lowercased())
    }

    /// Debian's package of fonts for a script.
    private static func package(for script: String) -> String {
        switch script {
        case "Chinese", "Hiragana", "Katakana", "Hangul", "Bopomofo", "Ideographic", "Fullwidth", "Halfwidth":
            "fonts-noto-cjk"
        case "Latin", "Greek", "Cyrillic": "fonts-dejavu-core"
        case "emoji": "fonts-noto-color-emoji"
        default: "fonts-noto-core"
        }
    }
}
