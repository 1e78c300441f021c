import Imaging

/// Why a folder of phantoms was not made. Nothing is left half-written.
public enum PhantomError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No films were asked for, or more than a folder can sensibly hold.
    case count(Int)
    /// A size in pixels that cannot be drawn.
    case size(Int)
    /// The folder holds files already, or is a file.
    case exists(folder: String)
    /// The folder cannot be made or moved to its place.
    case unwritable(folder: String, reason: String)
    /// A film or mask could not be drawn or written.
    case image(ImageError)
    /// Somebody asked to stop.
    case interrupted

    /// The message for people: what is wrong, and the way out.
    public var description: String {
        switch self {
        case .count(let count):
            "\(count) phantoms cannot be made: ask for \(PhantomWriter.counts.lowerBound) to "
                + "\(PhantomWriter.counts.upperBound)"
        case .size(let size):
            "phantoms of \(size) pixels a side cannot be drawn: ask for \(ChestPhantom.sizes.lowerBound) to "
                + "\(ChestPhantom.sizes.upperBound)"
        case .exists(let folder):
            "\(folder) exists and is not an empty folder: name another one, or remove it"
        case .unwritable(let folder, let reason):
            "\(folder) cannot be made: \(reason)"
        case .image(let error):
            error.description
        case .interrupted:
            "stopped; nothing was written"
        }
    }
}
