/// Names of images as names of files.
enum FileName {
    /// An image's name without its ending, with every character but ASCII letters, digits, '.', '_' and '-' as '_', at
    /// most 80 long, never beginning with a dot. Two names can become one: put a number before it.
    static func safe(_ name: String) -> String {
        let stem = name.lastIndex(of: ".").map { dot in
            name[dot...].contains("/") || dot == name.startIndex ? name[...] : name[..<dot]
        }
        let kept = (stem ?? name[...]).unicodeScalars.map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                || "._-".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
        }
        let text = String(kept.suffix(80).drop { $0 == "." })
        return text.isEmpty ? "image" : text
    }
}
