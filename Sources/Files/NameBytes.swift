import Foundation

/// Names of files and folders as bytes.
public enum NameBytes {
    /// Bytes that a name has at most on the file systems of today (`NAME_MAX`).
    public static let longest = 255

    /// The beginning of a name of at most so many bytes of UTF-8; no character is cut.
    public static func prefix(_ name: String, bytes limit: Int) -> String {
        var (count, end) = (0, name.startIndex)
        for index in name.indices {
            count += name[index].utf8.count
            guard count <= limit else { break }
            end = name.index(after: index)
        }
        return String(name[..<end])
    }

    /// A name that is not UTF-8 in letters: what is neither UTF-8 nor printable becomes `\xe9`.
    public static func escaped(_ bytes: [UInt8]) -> String {
        var text = ""
        var rest = bytes[...]
        while let first = rest.first {
            let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
            if first >= 0x20, first != 0x7F, let part = String(validating: rest.prefix(length), as: UTF8.self) {
                text += part
                rest = rest.dropFirst(length)
            } else {
                text += "\\x" + (first < 16 ? "0" : "") + String(first, radix: 16)
                rest = rest.dropFirst()
            }
        }
        return text
    }

    /// What is wrong with such a name, and the way out: goes on from the escaped name.
    public static let notUTF8 = "has a name that is not UTF-8; rename it (the program convmv does so for whole folders)"
}
