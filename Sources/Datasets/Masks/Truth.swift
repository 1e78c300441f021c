/// The truth of one image, whatever the number of classes.
public enum Truth: Equatable, Sendable {
    /// Of one class: how much of each pixel is foreground.
    case mask(Mask)
    /// Of several classes: the class of each pixel.
    case labels(LabelMask)

    /// Reads the truth of an image at its own size, several files joined, by what these files alone tell. `Readings` reads
    /// it as the masks of its whole set are meant.
    /// - Throws: `DatasetError.badFiles` with every file that is no such mask; `.masks` where its values have several
    ///   meanings; `.image` where ITK is missing.
    public init(of pair: Pair, _ classes: Classes) throws(DatasetError) {
        self = try Readings(classes: classes, options: TruthOptions(), sets: [:]).truth(of: pair)
    }

    /// Height and width in pixels.
    public var size: PixelSize {
        switch self {
        case .mask(let mask): mask.size
        case .labels(let mask): mask.size
        }
    }

    /// Row by row: 1 for foreground and 0 for background, or the class, or 255 where a pixel is ignored.
    public var values: [UInt8] {
        switch self {
        case .mask(let mask):
            mask.ignored.map { zip(mask.binary, $0).map { $1 == 1 ? LabelMask.ignored : $0 } } ?? mask.binary
        case .labels(let mask): mask.labels
        }
    }

    /// For pictures, row by row: 1 for foreground and 0 for all else, or the class, or 255 where of several classes a pixel
    /// is ignored.
    public var pictured: [UInt8] {
        switch self {
        case .mask(let mask): mask.binary
        case .labels(let mask): mask.labels
        }
    }

    /// A prediction of one class without the pixels that are ignored; of several classes as it is.
    /// - Parameter prediction: of the same size.
    public func counting(_ prediction: [UInt8]) -> [UInt8] {
        guard case .mask(let mask) = self, let ignored = mask.ignored else { return prediction }
        return zip(prediction, ignored).map { $1 == 1 ? 0 : $0 }
    }

    /// Whether any pixel is foreground: of one class at least half of it, of several of a class above 0. Ignored pixels
    /// are not.
    public var hasForeground: Bool {
        switch self {
        case .mask(let mask): mask.soft.contains { $0 >= Mask.cut }
        case .labels(let mask): mask.labels.contains { $0 != 0 && $0 != LabelMask.ignored }
        }
    }

    /// Bytes in memory.
    var byteCount: Int {
        switch self {
        case .mask(let mask): mask.soft.count + (mask.ignored?.count ?? 0)
        case .labels(let mask): mask.labels.count
        }
    }

    func resized(to target: PixelSize) throws(DatasetError) -> Truth {
        switch self {
        case .mask(let mask): .mask(try mask.resized(to: target))
        case .labels(let mask): .labels(mask.resized(to: target))
        }
    }

    /// Both parts of one mask in one. They have the same size and kind.
    func joined(with other: Truth) throws(MaskFault) -> Truth {
        switch (self, other) {
        case (.mask(let a), .mask(let b)): .mask(a.joined(with: b))
        case (.labels(let a), .labels(let b)): .labels(try a.joined(with: b))
        default: throw MaskFault(reason: "is read by another rule than the other part of the mask")
        }
    }
}
