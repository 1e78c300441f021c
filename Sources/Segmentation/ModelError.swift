import Torch

/// Why a model cannot be made or used.
public enum ModelError: Error, Equatable, Sendable, CustomStringConvertible {
    case unknownEncoder(String, known: [String])
    case unknownArchitecture(String, known: [String])
    /// Height or width is no multiple of what the encoder divides by.
    case inputSize(height: Int, width: Int, multiple: Int)
    case torch(TorchError)

    public var description: String {
        switch self {
        case .unknownEncoder(let name, let known):
            "there is no encoder '\(name)'; these exist: \(known.joined(separator: ", "))"
        case .unknownArchitecture(let name, let known):
            "there is no architecture '\(name)'; these exist: \(known.joined(separator: ", "))"
        case .inputSize(let height, let width, let multiple):
            "an input of \(height) x \(width) pixels cannot be halved as often as the encoder does; "
                + "the next size that can is \(Self.up(height, multiple)) x \(Self.up(width, multiple))"
        case .torch(let error): error.description
        }
    }

    private static func up(_ size: Int, _ multiple: Int) -> Int { (size + multiple - 1) / multiple * multiple }
}
