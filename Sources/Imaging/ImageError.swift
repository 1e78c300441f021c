/// What can go wrong between an image file and its pixels. Every message names the file, what was found and the way out.
public enum ImageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// libpleura-itk could not be opened; the text says why and what to do.
    case unavailable(String)
    /// The file cannot be opened or read at all (missing, no permission).
    case unreadable(file: String, reason: String)
    /// The file ends before its pixels do, or is damaged.
    case truncated(file: String, reason: String)
    /// Not an image of a format that Pleura reads, or a pixel type that it does not take.
    case unsupported(file: String, reason: String)
    /// Pixels that do not fit the sizes that were said, inside the program.
    case malformed(String)
    /// An image could not be written (a full disk, no permission); nothing is left half-written.
    case unwritable(file: String, reason: String)

    /// The file, what is wrong and the way out.
    public var description: String {
        switch self {
        case .unavailable(let text), .malformed(let text): text
        case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
        case .truncated(let file, let reason): "\(file) is damaged or cut off: \(reason)"
        case .unsupported(let file, let reason): "\(file) is not an image that Pleura reads: \(reason)"
        case .unwritable(let file, let reason): "\(file) cannot be written: \(reason)"
        }
    }
}
