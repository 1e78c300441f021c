import Foundation
import Imaging

extension Mask {
    /// Reads the mask of an image at its own size, by the rule for one class, several files joined (left and right lung).
    /// - Throws: `DatasetError.badFiles` with every file that is no mask; `.image` where ITK is missing.
    public init(of pair: Pair) throws(DatasetError) {
        let read = try MaskFiles(pair.masks, .one)
        guard read.bad.isEmpty, case .mask(let mask) = read.truth else { throw .badFiles(read.bad) }
        self = mask
    }
}

/// The files of one mask, read.
struct MaskFiles: Sendable {
    /// The union; nil where a file is bad.
    private(set) var truth: Truth?
    /// Each file with its size; for one class with its largest value, and the scale that its smoothed edges were cut by.
    private(set) var files: [File] = []
    private(set) var bad: [DatasetError.BadFile] = []
    /// What was measured of each file that could be decoded; empty where nothing was asked for.
    private(set) var facts: [MaskFacts.File] = []

    struct File: Sendable {
        let path: String
        let size: PixelSize
        let maximum: UInt16
        let smoothedScale: MaskScale?
    }

    /// - Parameter measures: for an inspection.
    init(_ sources: [MaskSource], _ classes: Classes, measures: Bool = false) throws(DatasetError) {
        for source in sources { try add(source, classes, measures: measures) }
        if !bad.isEmpty { truth = nil }
    }

    private mutating func add(_ source: MaskSource, _ classes: Classes, measures: Bool) throws(DatasetError) {
        let url = source.file
        let image: Image
        do throws(ImageError) {
            image = try source.decode(classes)
            guard image.component.isUnsignedUpTo16Bits, [1, 3].contains(image.colourChannels) else {
                throw .malformed(
                    "is a mask of \(image.colourChannels) channel(s) of \(image.component); save it in grey with 8 or "
                        + "16 bits")
            }
        } catch {
            bad.append(try error.badFile(url))
            return
        }
        if measures { facts.append(MaskFacts.File(url, image)) }
        do {
            let part = try read(image, url, classes)
            guard let first = truth else {
                truth = part
                return
            }
            guard first.size == part.size else {
                bad.append(
                    .init(file: url.path, reason: "is \(part.size) pixels, the other half of the mask is \(first.size)", fault: .size))
                return
            }
            truth = try first.joined(with: part)
        } catch {
            bad.append(.init(file: url.path, reason: error.reason))
        }
    }

    private mutating func read(_ image: Image, _ url: URL, _ classes: Classes) throws(MaskFault) -> Truth {
        guard classes.count == 1 else {
            let mask = try LabelRule(image, classes).mask
            files.append(File(path: url.path, size: mask.size, maximum: 0, smoothedScale: nil))
            return .labels(mask)
        }
        let rule = try MaskRule(image)
        files.append(
            File(path: url.path, size: rule.mask.size, maximum: rule.maximum, smoothedScale: rule.smoothedScale))
        return .mask(rule.mask)
    }
}

extension ImageError {
    /// This failure as a line in the list of bad files.
    /// - Throws: `DatasetError.image` where not the file is at fault.
    func badFile(_ url: URL) throws(DatasetError) -> DatasetError.BadFile {
        switch self {
        case .unavailable, .unwritable: throw .image(self)
        case .unreadable(let file, let reason):
            .init(file: file, reason: "cannot be read: \(reason)", fault: .unreadable)
        case .truncated(let file, let reason):
            .init(file: file, reason: "is damaged or cut off: \(reason)", fault: .truncated)
        case .unsupported(let file, let reason):
            .init(file: file, reason: "is not an image that Pleura reads: \(reason)", fault: .unreadable)
        case .malformed(let reason): .init(file: url.path, reason: reason, fault: .unreadable)
        }
    }
}
