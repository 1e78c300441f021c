import Torch

/// Why a model cannot be made or used.
public enum ModelError: Error, Equatable, Sendable, CustomStringConvertible {
    case unknownEncoder(String, known: [String])
    case unknownArchitecture(String, known: [String])
    /// Height or width is no multiple of what the encoder divides by.
    case inputSize(height: Int, width: Int, multiple: Int)
    /// Height or width is not of 1...`largest` pixels.
    case inputRange(height: Int, width: Int, largest: Int)
    /// The encoder cannot halve that often.
    case depth(Int, allowed: ClosedRange<Int>)
    /// Not one decoder width for each halving, or one that is out of range.
    case decoderWidths([Int], depth: Int, allowed: ClosedRange<Int>)
    /// A number of channels or classes that is out of range.
    case channels(what: String, Int, allowed: ClosedRange<Int>)
    case torch(TorchError)

    /// The message for people: what is wrong, and what is possible.
    public var description: String {
        switch self {
        case .unknownEncoder(let name, let known):
            "there is no encoder '\(name)'; these exist: \(known.joined(separator: ", "))"
        case .unknownArchitecture(let name, let known):
            "there is no architecture '\(name)'; these exist: \(known.joined(separator: ", "))"
        case .inputSize(let height, let width, let multiple):
            "an input of \(height) x \(width) pixels cannot be halved as often as the encoder does; "
                + "the next size that can is \(Self.up(height, multiple)) x \(Self.up(width, multiple))"
        case .inputRange(let height, let width, let largest):
            "an input of \(height) x \(width) pixels is out of range; 1 to \(largest) are possible each way"
        case .depth(let depth, let allowed):
            "the encoder cannot halve \(depth) times; \(allowed.lowerBound) to \(allowed.upperBound) times is possible"
        case .decoderWidths(let widths, let depth, let allowed):
            "the decoder's widths are \(widths); at depth \(depth) it has \(depth) of them, each of "
                + "\(allowed.lowerBound) to \(allowed.upperBound) channels"
        case .channels(let what, let count, let allowed):
            "\(count) \(what) are not possible; \(allowed.lowerBound) to \(allowed.upperBound) are"
        case .torch(let error): error.description
        }
    }

    /// The next multiple; the one below where the next exceeds the largest integer.
    private static func up(_ size: Int, _ multiple: Int) -> Int {
        let below = size - size % multiple
        return below == size || below > Int.max - multiple ? below : below + multiple
    }
}
