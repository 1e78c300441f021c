import Evaluation
import Files
import Foundation
import Training
import Yams

/// A YAML of a study: settings that all arms share, and those that are varied.
///
///     recipe: {training: {epochs: 10}}
///     grid:
///       model.architecture: [unet, unetplusplus]
///       training.optimizer: [{name: adam}, {name: sgd, learning_rate: 0.05, momentum: 0.9}]
///     arms:
///       - {name: big, model: {encoder: resnet50}}
///
/// The grid's every combination is an arm; `arms` adds single ones. Keys are the recipe's.
public struct StudyGrid: Sendable {
    /// In the order of the file.
    public let arms: [Arm]

    /// - Parameter base: the settings under those of the file's `recipe`: its data, for example.
    /// - Throws: `StudyError.unreadable`, `RecipeError` for a setting that no recipe has or that cannot be used.
    public init(file: URL, over base: Recipe) throws {
        let keys = try Self.keys(of: file)
        guard let defaults = try Yams.compose(yaml: base.yaml) else {
            throw Self.wrong(file, "the base has no settings")
        }
        let shared = keys["recipe"].map { Self.laid($0, over: defaults) } ?? defaults
        let hasOwnThreads = keys["recipe"]?["threads"] != nil
        var arms: [Arm] = []
        if keys["grid"] != nil || keys["arms"] == nil {
            for (name, node) in try Self.combinations(of: keys["grid"], over: shared, file) {
                arms.append(
                    Arm(
                        name: name.isEmpty ? "grid" : name.joined(separator: "-"),
                        hasOwnThreads: hasOwnThreads || keys["grid"]?["threads"] != nil,
                        recipe: try Self.recipe(node, file)))
            }
        }
        for (name, settings) in try Self.singles(of: keys["arms"], file) {
            arms.append(
                Arm(
                    name: name, hasOwnThreads: hasOwnThreads || settings["threads"] != nil,
                    recipe: try Self.recipe(Self.laid(settings, over: shared), file)))
        }
        self.arms = arms
    }

    private static func wrong(_ file: URL, _ reason: String) -> StudyError {
        .unreadable(file: file.path, reason: reason)
    }

    /// The file's keys: recipe, grid and arms.
    private static func keys(of file: URL) throws(StudyError) -> Node.Mapping {
        let text: String
        do { text = try String(contentsOf: file, encoding: .utf8) } catch {
            throw wrong(file, "it does not exist, or is no text")
        }
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch { throw wrong(file, "it is not YAML: \(error)") }
        guard case .mapping(let keys)? = root else {
            throw wrong(file, "wanted: recipe, grid and arms, with settings below them")
        }
        for (key, _) in keys where !["recipe", "grid", "arms"].contains(key.string ?? "") {
            throw wrong(file, "it has '\(key.string ?? "")'; wanted are recipe, grid and arms")
        }
        return keys
    }

    /// Every combination of the grid's values, with the parts of its name: one for each setting of several values.
    private static func combinations(
        of grid: Node?, over shared: Node, _ file: URL
    ) throws(StudyError) -> [(name: [String], node: Node)] {
        guard let grid else { return [([], shared)] }
        guard case .mapping(let grid) = grid else {
            throw wrong(file, "grid holds no settings; wanted: key: [value, value]")
        }
        var combinations: [(name: [String], node: Node)] = [([], shared)]
        for (key, values) in grid {
            guard case .sequence(let values) = values, !values.isEmpty, let path = key.string else {
                throw wrong(file, "grid.\(key.string ?? "") is no list; wanted: [value, value]")
            }
            combinations = combinations.flatMap { combination in
                values.map { value in
                    let nested = path.split(separator: ".").reversed().reduce(value) { node, key in
                        Node.mapping(.init([(Node(String(key)), node)]))
                    }
                    let part = values.count > 1 ? [Self.part(path, value)] : []
                    return (combination.name + part, Self.laid(nested, over: combination.node))
                }
            }
        }
        return combinations
    }

    /// The single arms with their settings.
    private static func singles(of arms: Node?, _ file: URL) throws(StudyError) -> [(name: String, settings: Node)] {
        guard let arms else { return [] }
        guard case .sequence(let nodes) = arms else { throw wrong(file, "arms is no list") }
        var singles: [(name: String, settings: Node)] = []
        for node in nodes {
            guard case .mapping(var settings) = node, let name = settings["name"]?.string else {
                throw wrong(file, "an arm has no name; wanted: {name: NAME, settings}")
            }
            settings["name"] = nil
            singles.append((name, .mapping(settings)))
        }
        return singles
    }

    /// Strictly: `Recipe` names a key that it does not have.
    private static func recipe(_ node: Node, _ file: URL) throws -> Recipe {
        try Recipe(yaml: Yams.serialize(node: node), file: file.path)
    }

    /// The given settings in the places of the defaults. A list of optimiser settings replaces those it names.
    private static func laid(_ given: Node, over defaults: Node) -> Node {
        guard case .mapping(let given) = given, case .mapping(var result) = defaults else { return given }
        for (key, value) in given { result[key] = result[key].map { laid(value, over: $0) } ?? value }
        return .mapping(result)
    }

    /// What a value adds to an arm's name.
    private static func part(_ path: String, _ value: Node) -> String {
        let text: String
        switch value {
        case .scalar(let scalar):
            let isNumber = Double(scalar.string) != nil
            let key = path.split(separator: ".").last.map { $0.replacing("_", with: "-") } ?? ""
            text = isNumber ? key + scalar.string : scalar.string
        case .sequence(let items): text = items.compactMap(\.string).joined(separator: "-")
        case .mapping(let items):
            text = items.map { key, value in
                key.string == "name"
                    ? value.string ?? "" : (key.string ?? "").replacing("_", with: "-") + (value.string ?? "")
            }.joined(separator: "-")
        case .alias: text = ""
        }
        return FileName.ofSetting(text)
    }
}
