import Foundation
import Imaging

extension Mask {
    /// Reads the mask of an image at its own size, several files joined (left and right lung).
    /// - Throws: `DatasetError.badFiles` with every file that is no mask; `.image` where ITK is missing.
    public init(of pair: Pair) throws(DatasetError) {
        let read = try MaskFiles(pair.masks)
        guard read.bad.isEmpty, let mask = read.mask else { throw .badFiles(read.bad) }
        self = mask
    }
}

/// The files of one mask, read.
struct MaskFiles: Sendable {
    /// The union; nil where a file is bad.
    private(set) var mask: Mask?
    /// Each file with its size and largest value, and the scale that its smoothed edges were cut by.
    private(set) var files: [File] = []
    private(set) var bad: [DatasetError.BadFile] = []

    struct File: Sendable {
        let path: String
        let size: PixelSize
        let maximum: UInt16
        let smoothedScale: MaskScale?
    }

    init(_ urls: [URL]) throws(DatasetError) {
        for url in urls { try add(url) }
        if !bad.isEmpty { mask = nil }
    }

    private mutating func add(_ url: URL) throws(DatasetError) {
        let image: Image
        do {
            image = try Codec.decode(url)
        } catch {
            bad.append(try error.badFile(url))
            return
        }
        do {
            let rule = try MaskRule(image)
            files.append(
                File(
                    path: url.path, size: rule.mask.size, maximum: rule.maximum, smoothedScale: rule.smoothedScale))
            guard let first = mask else {
                mask = rule.mask
                return
            }
            guard first.size == rule.mask.size else {
                bad.append(
                    .init(
                        file: url.path,
                        reason: "is \(rule.mask.size) pixels, the other half of the mask is \(first.size)"))
                return
            }
            mask = first.joined(with: rule.mask)
        } catch {
            bad.append(.init(file: url.path, reason: error.reason))
        }
    }
}

extension ImageError {
    /// This failure as a line in the list of bad files.
    /// - Throws: `DatasetError.image` where not the file is at fault.
    func badFile(_ url: URL) throws(DatasetError) -> DatasetError.BadFile {
        switch self {
        case .unavailable, .unwritable: throw .image(self)
        case .unreadable(_, let reason): .init(file: url.path, reason: "cannot be read: \(reason)")
        case .truncated(_, let reason): .init(file: url.path, reason: "is damaged or cut off: \(reason)")
        case .unsupported(_, let reason): .init(file: url.path, reason: "is not an image that Pleura reads: \(reason)")
        case .malformed(let reason): .init(file: url.path, reason: reason)
        }
    }
}
