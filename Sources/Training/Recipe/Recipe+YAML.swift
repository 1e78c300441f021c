import Evaluation
import Files
import Foundation
import Yams

extension Recipe {
    /// The recipe as YAML, which `init(yaml:file:)` reads.
    public var yaml: String {
        get throws {
            guard let node = try Yams.compose(yaml: YAMLEncoder().encode(self)) else { return "" }
            return try Yams.serialize(node: Self.readable(node))
        }
    }

    /// Numbers as people write them (0.2 for 2e-1), and lists on one line.
    private static func readable(_ node: Node) -> Node {
        switch node {
        case .scalar(let scalar):
            let isNumber = scalar.style == .any || scalar.style == .plain
            guard isNumber, scalar.string.contains("e"), let number = Double(scalar.string) else { return node }
            return Node("\(number)", node.tag, .plain)
        case .sequence(let list): return .sequence(.init(list.map(readable), list.tag, .flow))
        case .mapping(let mapping):
            return .mapping(.init(mapping.map { ($0.key, readable($0.value)) }, mapping.tag, mapping.style))
        case .alias: return node
        }
    }

    /// Reads a recipe strictly: every key must be one that exists; those left out have their defaults.
    /// - Parameter file: its name, for messages.
    /// - Throws: `RecipeError.unreadable` for a text that is no YAML of this shape, `.unknownKey`, and `.value` for the
    ///   first value that a training cannot use.
    public init(yaml: String, file: String) throws(RecipeError) {
        let node: Node
        do {
            guard let defaults = try Yams.compose(yaml: Recipe().yaml) else {
                throw RecipeError.unreadable(file: file, reason: "there are no defaults")
            }
            let given = try Yams.compose(yaml: yaml)
            node = try given.map { try Self.merged($0, over: defaults, path: [], file: file) } ?? defaults
        } catch let error as RecipeError {
            throw error
        } catch {
            throw .unreadable(file: file, reason: "it is not YAML: \(error)")
        }
        do {
            self = try YAMLDecoder().decode(Recipe.self, from: node)
        } catch {
            throw .unreadable(file: file, reason: decodingFault(error))
        }
        guard format == 1 else {
            throw .value(file: file, key: "format", reason: "is \(format); this version of Pleura reads 1")
        }
        do throws(RecipeError) { try check() } catch {
            guard case .value(_, let key, let reason) = error else { throw error }
            throw .value(file: file, key: key, reason: reason)
        }
    }

    /// Reads a file, as `init(yaml:file:)` does its text.
    /// - Throws: `RecipeError`; `.unreadable` where the file is not there or is not UTF-8.
    public init(file: URL) throws(RecipeError) {
        let text: String
        do throws(FileError) { text = try FileContents.text(of: file) } catch {
            throw .unreadable(file: file.path, reason: error.reason)
        }
        try self.init(yaml: text, file: file.path)
    }

    /// The defaults with the given values in their places. The defaults' tree is as deep as it gets, so that nothing
    /// is followed deeper than that.
    private static func merged(_ given: Node, over defaults: Node, path: [String], file: String) throws(RecipeError)
        -> Node
    {
        guard case .mapping(var result) = defaults else { return given }
        let name = path.joined(separator: ".")
        guard case .mapping(let given) = given else {
            throw .unreadable(
                file: file,
                reason: (path.isEmpty ? "it" : name) + " holds no settings; wanted: keys with values below it")
        }
        let known = Array(result.keys).compactMap(\.scalar?.string)
        for (key, value) in given {
            let text = key.scalar?.string ?? ""
            guard known.contains(text), let old = result[Node(text)] else {
                let nearest = Nearest.name(to: text, among: known).map { (path + [$0]).joined(separator: ".") }
                throw .unknownKey(file: file, key: (path + [text]).joined(separator: "."), nearest: nearest)
            }
            result[Node(text)] = try merged(value, over: old, path: path + [text], file: file)
        }
        return .mapping(result)
    }
}

/// What somebody may have meant.
enum Nearest {
    /// The known name with the fewest changes to `name`; nil where all need more than two, and more than a third of its
    /// length.
    static func name(to name: String, among known: [String]) -> String? {
        let near = known.map { ($0, distance(name, $0)) }.min { $0.1 < $1.1 }
        guard let near, near.1 <= max(2, name.count / 3) else { return nil }
        return near.0
    }

    /// Letters to insert, remove or replace (Levenshtein 1966).
    static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a), Array(b))
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let replaced = diagonal + (a[i] == b[j] ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[b.count]
    }
}
