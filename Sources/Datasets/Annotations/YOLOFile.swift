import Files
import Foundation
import Imaging

/// YOLO's text, a file an image: a line an object, `CLASS x y x y ...`, in shares of the image's width and height.
enum YOLOFile {
    /// - Parameter names: of the classes by their numbers; others are called by their numbers.
    /// - Throws: `ImageError` naming the line that is wrong.
    static func shapes(in file: URL, size: PixelSize, names: [String]) throws(ImageError) -> [Shape] {
        let text: String
        do throws(FileError) { text = try FileContents.text(of: file) } catch {
            throw .unreadable(file: file.path, reason: error.reason)
        }
        var shapes: [Shape] = []
        for (i, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            func wrong(_ reason: String) -> ImageError {
                .unsupported(file: file.path, reason: "line \(i + 1) \(reason)")
            }
            let words = line.split(separator: " ")
            guard let first = words.first else { continue }
            guard let number = Int(first), number >= 0 else {
                throw wrong("begins with \(first), not a class's number")
            }
            let values = words.dropFirst().compactMap { Double($0) }
            guard values.count == words.count - 1 else { throw wrong("holds something else than numbers") }
            guard values.count != 4 else {
                throw wrong("is a box, not an outline; masks are drawn from outlines: CLASS x y x y x y ...")
            }
            guard values.count >= 6, values.count.isMultiple(of: 2) else {
                throw wrong(
                    "has \(values.count) numbers behind its class; three points or more are wanted, two numbers each")
            }
            let points = stride(from: 0, to: values.count, by: 2).map {
                Shape.Point(x: values[$0] * Double(size.width), y: values[$0 + 1] * Double(size.height))
            }
            shapes.append(
                Shape(label: names.indices.contains(number) ? names[number] : "\(number)", form: .polygon(points)))
        }
        return shapes
    }

    /// The classes' names from `data.yaml` (`names:` as a list in brackets, with hyphens, or by numbers) or `classes.txt`
    /// (a line each) in the root; empty where neither is there.
    static func names(in root: URL) -> [String] {
        for name in ["data.yaml", "data.yml", "dataset.yaml"] {
            guard let text = try? FileContents.text(of: root.appending(path: name)) else { continue }  // names nothing
            let found = names(yaml: text)
            if !found.isEmpty { return found }
        }
        let text = (try? FileContents.text(of: root.appending(path: "classes.txt"))) ?? ""  // names nothing
        return text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }.filter {
            !$0.isEmpty
        }
    }

    private static func names(yaml text: String) -> [String] {
        let lines = text.split(whereSeparator: \.isNewline)
        guard let start = lines.firstIndex(where: { $0.hasPrefix("names:") }) else { return [] }
        func plain(_ text: Substring) -> String { text.trimmingCharacters(in: CharacterSet(charactersIn: " \t'\"")) }
        let inline = lines[start].dropFirst("names:".count).trimmingCharacters(in: .whitespaces)
        if inline.hasPrefix("["), inline.hasSuffix("]") {
            return inline.dropFirst().dropLast().split(separator: ",").map(plain)
        }
        var names: [String] = []
        for line in lines[(start + 1)...] {
            if let match = line.wholeMatch(of: /\s*(?:-|[0-9]+:)\s+(.+)/) {
                names.append(plain(match.1))
            } else {
                break
            }
        }
        return names
    }

    /// Whether a text file looks like one: its first line is a class's number and numbers, or it is empty.
    static func isOne(_ file: URL) -> Bool {
        guard let text = try? FileContents.text(of: file) else { return false }  // its image is named as without a mask
        guard let line = text.split(whereSeparator: \.isNewline).first else { return true }
        let words = line.split(separator: " ")
        return words.count >= 5 && words.first.flatMap { Int($0) } != nil && words.allSatisfy { Double($0) != nil }
    }
}
