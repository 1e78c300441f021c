/// What is wrong with a recipe. `key` is its path, such as "training.batch_size".
public enum RecipeError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file is not there, or is no YAML.
    case unreadable(file: String, reason: String)
    /// There is no such key; `nearest` is what may have been meant, nil where nothing is near.
    case unknownKey(file: String, key: String, nearest: String?)
    /// A value that the key cannot have; `file` is nil where the value did not come from one.
    case value(file: String?, key: String, reason: String)
    /// The name is neither a file nor a preset; `known` are those that exist.
    case unknownPreset(String, known: [String])

    /// The message for people: what is wrong, and the way out.
    public var description: String {
        switch self {
        case .unreadable(let file, let reason): "\(file) is no recipe: \(reason)"
        case .unknownKey(let file, let key, let nearest):
            "\(file): there is no setting \(key)" + (nearest.map { "; did you mean \($0)?" } ?? "")
        case .value(let file, let key, let reason): (file.map { "\($0): " } ?? "") + "\(key) \(reason)"
        case .unknownPreset(let name, let known):
            "there is no file and no preset '\(name)'; the presets are \(known.joined(separator: ", "))"
        }
    }
}
