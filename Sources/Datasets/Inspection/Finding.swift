/// Something in a data set that somebody should know of, with every file that it is about.
public struct Finding: Equatable, Sendable {
    /// How bad a finding is, the worst first.
    public enum Severity: String, Codable, Sendable, CaseIterable, Comparable {
        /// Training refuses the data.
        case error
        /// Training works, but its result may not mean what it seems to.
        case warning
        /// Worth knowing.
        case note

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

        /// The worse one comes first.
        public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    }

    /// What was found.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        case unreadable, truncated
        case missingPartner = "missing_partner"
        case unusedPicture = "unused_picture"
        case sizeMismatch = "size_mismatch"
        case maskValues = "mask_values"
        case noForeground = "no_foreground"
        case notInSplit = "not_in_split"
        case emptyMask = "empty_mask"
        case fullMask = "full_mask"
        case invertedMask = "inverted_mask"
        case touchesBorders = "touches_borders"
        case foregroundOnBorders = "foreground_on_borders"
        case lossyMask = "lossy_mask"
        case strayValues = "stray_values"
        case constantImage = "constant_image"
        case exactDuplicate = "exact_duplicate"
        case nearDuplicate = "near_duplicate"
        case leakage
        case orientation
        case undecidedOrientation = "undecided_orientation"
        case mixedSpacing = "mixed_spacing"
        case mixedDepth = "mixed_depth"
        case mixedChannels = "mixed_channels"
        case shiftedMask = "shifted_mask"
        case maskOfAnother = "mask_of_another"
        case burnedInLabel = "burned_in_label"
    }

    /// One file, and what is the matter with it.
    public struct Item: Equatable, Sendable {
        /// "SET/PATH", the path relative to the set's root.
        public let file: String
        /// What was measured; nil: the finding's name says it.
        public let detail: Detail?

        /// - Parameter file: "SET/PATH".
        public init(_ file: String, _ detail: Detail? = nil) { (self.file, self.detail) = (file, detail) }
    }

    /// What was found.
    public let kind: Kind
    /// How bad it is.
    public let severity: Severity
    /// The set that it is about; nil: several.
    public let set: String?
    /// At least one, in the order of the images.
    public let items: [Item]

    /// - Parameter items: at least one.
    public init(_ kind: Kind, _ severity: Severity, set: String?, _ items: [Item]) {
        (self.kind, self.severity, self.set, self.items) = (kind, severity, set, items)
    }
}

extension Finding {
    /// What was measured of a file.
    public enum Detail: Equatable, Sendable {
        /// Why the file cannot be used, in words.
        case reason(String)
        /// Two sizes that should be one.
        case sizes(mask: PixelSize, image: PixelSize)
        /// From 0 to 1: foreground, or pixels at full scale.
        case share(Double)
        /// Values of pixels, and whether there are more.
        case values([Double], hasMore: Bool)
        /// How far the mask lies from where it fits, in shares of the sides, to the right and down.
        case shift(x: Double, y: Double)
        /// The image that the mask fits.
        case fits(image: String)
        /// The file that this one equals.
        case equals(String)
        /// The file that this one is like, and the correlation of their small copies.
        case isLike(String, correlation: Double)
        /// Two images that are one, and their subsets.
        case subsets(own: Subset, other: String, otherSubset: Subset)
        /// EXIF's number of the image's orientation.
        case orientation(Int)
        /// Millimetres between pixel centres along x and y; nil: not stated.
        case spacing([Double]?)
        /// "uint16"
        case depth(String)
        /// Without alpha.
        case channels(Int)
    }
}
