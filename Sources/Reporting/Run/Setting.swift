import Yams

/// One setting of a recipe, for the table in the report: where it stands, its name, its value as the file writes it.
public struct Setting: Sendable, Equatable {
    /// The keys above it, joined by dots: "training.optimizer". Empty at the top.
    public var section: String
    /// Its own key: "learning_rate".
    public var key: String
    /// Its value on one line.
    public var value: String

    /// - Parameter section: the keys above it, joined by dots.
    public init(section: String, key: String, value: String) {
        (self.section, self.key, self.value) = (section, key, value)
    }

    /// - Parameter key: with the keys above it: "training.optimizer.learning_rate".
    package init(key: String, value: String) {
        let parts = key.split(separator: ".")
        self.init(
            section: parts.dropLast().joined(separator: "."), key: parts.last.map(String.init) ?? "", value: value)
    }

    /// With the keys above it: "training.optimizer.learning_rate".
    package var path: String { section.isEmpty ? key : "\(section).\(key)" }

    /// Aliases can make a small file large; no recipe has so many settings.
    private static let most = 1000

    /// The settings of a recipe's text (YAML), in the file's order.
    /// - Throws: `ReportError.badRecipe` where the text is not YAML with keys at the top.
    public static func list(of recipe: String, file: String) throws(ReportError) -> [Setting] {
        let root: Node?
        do {
            root = try Yams.compose(yaml: recipe)
        } catch {
            throw .badRecipe(file: file, reason: "\(error)")
        }
        guard let root else { return [] }
        guard case .mapping = root else {
            throw .badRecipe(file: file, reason: "wanted: keys with values at the top")
        }
        var settings: [Setting] = []
        collect(root, path: [], into: &settings)
        if settings.count > most { throw .badRecipe(file: file, reason: "it holds more than \(most) settings") }
        return settings
    }

    private static func collect(_ node: Node, path: [String], into settings: inout [Setting]) {
        if settings.count > most { return }
        if case .mapping(let mapping) = node, !mapping.isEmpty {
            for (key, value) in mapping { collect(value, path: path + [text(key)], into: &settings) }
        } else {
            let section = path.dropLast().joined(separator: ".")
            settings.append(Setting(section: section, key: path.last ?? "", value: text(node)))
        }
    }

    /// A value on one line: scalars as they are written, lists in brackets.
    private static func text(_ node: Node) -> String {
        switch node {
        case .scalar(let scalar): scalar.string
        case .sequence(let items):
            items.allSatisfy { $0.scalar != nil }
                ? "[" + items.map { $0.scalar?.string ?? "" }.joined(separator: ", ") + "]"
                : items.map { text($0) }.joined(separator: "; ")
        case .mapping(let mapping): mapping.map { "\(text($0.key)): \(text($0.value))" }.joined(separator: ", ")
        case .alias(let alias): "*\(alias.anchor)"
        }
    }
}
