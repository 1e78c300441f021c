import Foundation
import Imaging

extension Mask {
    /// Reads the mask of an image at its own size, by the rules for one class, several files joined (left and right lung),
    /// by what these files alone tell.
    /// - Throws: `DatasetError.badFiles` with every file that is no mask; `.masks` where its values have several meanings;
    ///   `.image` where ITK is missing.
    public init(of pair: Pair) throws(DatasetError) {
        guard case .mask(let mask) = try Truth(of: pair, .one) else { throw .badFiles([]) }
        self = mask
    }
}

/// The files of one mask, decoded, before it is decided what their values mean.
struct MaskFiles: Sendable {
    private(set) var files: [File] = []
    private(set) var bad: [DatasetError.BadFile] = []

    struct File: Sendable {
        let path: String
        var content: Content
        /// Whether the file's own tag has laid it upright, so that its image's tag does not concern it.
        let isUpright: Bool

        var size: PixelSize {
            switch content {
            case .values(let mask): mask.size
            case .labels(let mask): mask.size
            }
        }
    }

    enum Content: Sendable {
        case values(MaskValues)
        /// By colours, or drawn: each pixel's class is known.
        case labels(LabelMask)
    }

    /// - Parameter orientation: `ignore`: a mask with a tag of its own is left as it is stored.
    init(_ sources: [MaskSource], _ classes: Classes, _ orientation: OrientationChoice) throws(DatasetError) {
        for source in sources {
            do throws(ImageError) {
                files.append(try Self.decoded(source, classes, orientation))
            } catch {
                bad.append(try error.badFile(source.file, malformed: .values))
            }
        }
    }

    private static func decoded(
        _ source: MaskSource, _ classes: Classes, _ orientation: OrientationChoice
    ) throws(ImageError) -> File {
        let path = source.file.path
        guard case .file(let url) = source, classes.colours == nil else {
            let image = try source.decode(classes)
            return File(
                path: path,
                content: try fault { () throws(MaskFault) in
                    if classes.colours != nil { return .labels(try LabelRule(image, classes).mask) }
                    if classes.count == 1 { return .values(try MaskValues(image, classes)) }
                    return .labels(LabelMask(width: image.width, height: image.height, labels: image.bytes))
                }, isUpright: false)
        }
        let stored = try Codec.decodeStored(url)
        let turn = orientation == .ignore ? .upright : stored.orientation
        return File(
            path: path,
            content: try fault { () throws(MaskFault) in
                .values(try MaskValues(stored, classes).turned(by: turn))
            }, isUpright: turn != .upright)
    }

    /// What is wrong with a mask as what is wrong with an image: both are lines in the list of bad files.
    private static func fault(_ content: () throws(MaskFault) -> Content) throws(ImageError) -> Content {
        do { return try content() } catch { throw .malformed(error.reason) }
    }

    /// Lays the files as their image needs them.
    mutating func turn(by orientation: Orientation) {
        guard orientation != .upright else { return }
        for i in files.indices where !files[i].isUpright {
            switch files[i].content {
            case .values(let mask): files[i].content = .values(mask.turned(by: orientation))
            case .labels(let mask): files[i].content = .labels(mask.turned(by: orientation))
            }
        }
    }

    /// Brings files of another size to this one, each pixel taking what lies at its centre.
    /// - Returns: how many were.
    mutating func resize(to size: PixelSize) -> Int {
        var resized = 0
        for i in files.indices where files[i].size != size {
            resized += 1
            switch files[i].content {
            case .values(let mask): files[i].content = .values(mask.resized(to: size))
            case .labels(let mask): files[i].content = .labels(mask.resized(to: size))
            }
        }
        return resized
    }

    /// What the files tell of their set.
    func evidence(_ classes: Classes, ignoring ignored: [Double]) -> [MaskEvidence] {
        files.compactMap { file in
            guard case .values(let mask) = file.content else { return nil }
            return MaskEvidence(file.path, mask, ignoring: ignored, looks: classes.count == 1)
        }
    }

    /// The mask, its files joined.
    /// - Throws: `DatasetError.badFiles` for files of different sizes, and for classes that overlap.
    func truth(_ reading: TruthReading, _ classes: Classes) throws(DatasetError) -> Truth {
        var (result, bad): (Truth?, [DatasetError.BadFile]) = (nil, self.bad)
        for file in files {
            do throws(MaskFault) {
                let part = try Self.truth(file.content, reading, classes)
                guard let first = result else {
                    result = part
                    continue
                }
                guard first.size == part.size else {
                    throw MaskFault(
                        reason: "is \(part.size) pixels, the other part of the mask is \(first.size)")
                }
                result = try first.joined(with: part)
            } catch {
                bad.append(.init(file: file.path, reason: error.reason))
            }
        }
        guard bad.isEmpty, let result else { throw .badFiles(bad) }
        return result
    }

    private static func truth(
        _ content: Content, _ reading: TruthReading, _ classes: Classes
    ) throws(MaskFault) -> Truth {
        switch content {
        case .labels(let mask): .labels(mask)
        case .values(let mask) where classes.count > 1: .labels(try LabelMask(mask, reading, classes))
        case .values(let mask): .mask(Mask(mask, reading))
        }
    }
}

extension ImageError {
    /// This failure as a line in the list of bad files.
    /// - Parameter malformed: what kind of fault pixels have that are not what they should be.
    /// - Throws: `DatasetError.image` where not the file is at fault.
    func badFile(
        _ url: URL, malformed: DatasetError.BadFile.Fault = .unreadable
    ) throws(DatasetError) -> DatasetError.BadFile {
        switch self {
        case .unavailable, .unwritable: throw .image(self)
        case .unreadable(let file, let reason):
            .init(file: file, reason: "cannot be read: \(reason)", fault: .unreadable)
        case .truncated(let file, let reason):
            .init(file: file, reason: "is damaged or cut off: \(reason)", fault: .truncated)
        case .unsupported(let file, let reason):
            .init(file: file, reason: "is not an image that Pleura reads: \(reason)", fault: .unreadable)
        case .malformed(let reason): .init(file: url.path, reason: reason, fault: malformed)
        }
    }
}
