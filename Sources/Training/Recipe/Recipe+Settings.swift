import Evaluation
import Models
import Yams

extension Recipe {
    /// Every setting by its dotted key, "training.optimizer.learning_rate", with its value as the file writes it.
    func settings() throws -> [(key: String, value: String)] {
        guard let root = try Yams.compose(yaml: yaml) else { return [] }
        return Self.settings(root, under: [])
    }

    private static func settings(_ node: Node, under path: [String]) -> [(key: String, value: String)] {
        if case .mapping(let mapping) = node {
            return mapping.flatMap { settings($0.value, under: path + [$0.key.string ?? ""]) }
        }
        return [(path.joined(separator: "."), text(node))]
    }

    private static func text(_ node: Node) -> String {
        guard case .sequence(let items) = node else { return node.scalar?.string ?? "" }
        return "[" + items.map { $0.scalar?.string ?? "" }.joined(separator: ", ") + "]"
    }

    /// Settings that say where something is, or that a run's state keeps by itself: they do not change the result.
    private static let places: Set = ["data.sources", "split.file", "device", "threads"]

    /// How another recipe differs in what changes the result, setting by setting.
    ///
    /// The number of epochs counts only where the schedule depends on it.
    func differences(to other: Recipe) throws -> [ForcedChange] {
        let now = Dictionary(try other.settings().map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        return try settings().compactMap { key, old in
            let new = now[key] ?? ""
            guard old != new, !Self.places.contains(key) else { return nil }
            if key == "training.epochs", !training.schedule.dependsOnEpochs { return nil }
            // The same weights may lie elsewhere now; what they were is in the run's state.
            if key == "model.weights", startsFromModel, other.startsFromModel { return nil }
            return ForcedChange(name: key, old: old, new: new)
        }
    }

    /// Whether the first weights are those of a model, not fresh or ImageNet's.
    var startsFromModel: Bool { ![Self.fresh, Self.imageNet].contains(model.weights) }
}
