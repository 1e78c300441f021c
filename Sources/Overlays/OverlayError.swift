/// Images that cannot be laid over each other.
public enum OverlayError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The image and a mask are of different sizes (width, height in pixels).
    case sizesDiffer(what: String, found: [Int], image: [Int])
    /// A mask of more than one channel.
    case notAMask(what: String, channels: Int)
    /// An image could not be built from its pixels.
    case malformed(String)

    /// The message for people; the caller adds which image it is about.
    public var description: String {
        switch self {
        case .sizesDiffer(let what, let found, let image):
            "the \(what) is \(text(found)) where the image is \(text(image)); bring both to one size first"
        case .notAMask(let what, let channels):
            "the \(what) has \(channels) channels; wanted: one channel, 0 for background"
        case .malformed(let reason): reason
        }
    }

    private func text(_ size: [Int]) -> String { size.map(String.init).joined(separator: " x ") }
}
