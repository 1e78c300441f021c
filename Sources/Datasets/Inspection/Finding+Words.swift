import Foundation

extension Finding {
    /// The finding for a terminal: a line that says what it is and of how many files, then a line for each file.
    public var lines: [String] {
        let of = set.map { " in \($0)" } ?? ""
        return ["\(severity.rawValue): \(kind.title)\(of) (\(items.count)). \(kind.advice)"]
            + items.map { "  \($0.line)" }
    }

    /// The finding in one line, with the first files of many.
    public func line(files limit: Int = 3) -> String {
        let named = items.prefix(limit).map(\.line).joined(separator: ", ")
        let more = items.count > limit ? " and \(items.count - limit) more" : ""
        return "\(severity.rawValue): \(kind.title) (\(items.count)): \(named)\(more)"
    }
}

extension Finding.Item {
    /// The file, with what is the matter with it.
    public var line: String { detail.map { "\(file): \($0.words)" } ?? file }
}

extension Finding.Kind {
    /// What was found, in a few words.
    public var title: String {
        switch self {
        case .unreadable: "Files that cannot be read"
        case .truncated: "Files that are damaged or cut off"
        case .missingPartner: "Files without a partner"
        case .unusedPicture: "Pictures that are neither image nor mask"
        case .sizeMismatch: "Masks of another size than their image"
        case .maskValues: "Masks whose values cannot be read"
        case .noForeground: "No mask has foreground"
        case .notInSplit: "Images that the split does not hold"
        case .emptyMask: "Masks without foreground"
        case .fullMask: "Masks with foreground alone"
        case .invertedMask: "Masks that look inverted"
        case .touchesBorders: "Masks that touch all four borders, as few others do"
        case .foregroundOnBorders: "Most of the borders is foreground in nearly all masks"
        case .lossyMask: "Masks in JPEG files"
        case .strayValues: "Masks with values that others do not have"
        case .constantImage: "Images of one value"
        case .exactDuplicate: "Images that are equal"
        case .nearDuplicate: "Images that are nearly equal"
        case .leakage: "Equal or nearly equal images in different subsets"
        case .orientation: "Images with an orientation tag"
        case .undecidedOrientation: "Images with an orientation tag, whose masks may lie otherwise"
        case .mixedSpacing: "Pixel spacings differ"
        case .mixedDepth: "Number types of pixels differ"
        case .mixedChannels: "Numbers of channels differ"
        case .shiftedMask: "Masks that seem shifted against their image"
        case .maskOfAnother: "Masks that seem to belong to another image"
        case .burnedInLabel: "Images with bright labels"
        }
    }

    /// What it means or what to do, in one or two sentences.
    public var advice: String {
        switch self {
        case .unreadable: "Replace or remove them."
        case .truncated: "Fetch or save them again."
        case .missingPartner: "They are left out; --strict refuses them."
        case .unusedPicture: "They are not used; --strict refuses them."
        case .sizeMismatch: "Give --resize-masks to resize them to their images, unless they belong to other images."
        case .maskValues: "Save them again, or say how they are read."
        case .noForeground: "There is nothing to learn; check the mask files."
        case .notInSplit: "Add lines for them."
        case .emptyMask: "If they should hold something, check the files."
        case .fullMask: "A network learns nothing of a border from them."
        case .invertedMask: "Background and foreground seem exchanged, compared with the other masks."
        case .touchesBorders: "An inverted mask or one with a frame does so."
        case .foregroundOnBorders: "If foreground and background are exchanged, use --invert-mask."
        case .lossyMask: "JPEG changes values at edges. Save masks as PNG."
        case .strayValues: "A few wrong pixels, or another meaning of the values."
        case .constantImage: "They show nothing."
        case .exactDuplicate: "They count twice; keep one of each."
        case .nearDuplicate: "They may be one image, saved twice."
        case .leakage: "The test knows images of the training. Give them one subset."
        case .orientation: "They are laid upright, and their masks as sizes and tags tell."
        case .undecidedOrientation:
            "Sizes do not tell how the masks lie: look at them, and say --orientation apply or ignore."
        case .mixedSpacing: "One object has different sizes in pixels."
        case .mixedDepth: "Intensities may not be comparable."
        case .mixedChannels: "All become the network's number of channels."
        case .shiftedMask: "Outlines and edges agree better elsewhere."
        case .maskOfAnother: "Outlines agree with the edges of the other image, not with their own."
        case .burnedInLabel: "Text or markers at full scale: a network may learn them, and they may name a patient."
        }
    }
}

extension Finding.Detail {
    /// The detail in English.
    public var words: String {
        switch self {
        case .reason(let reason): return reason
        case .sizes(let mask, let image):
            let relation = SizeRelation(mask: mask, image: image)
            return "mask \(mask), image \(image)\(relation.words.isEmpty ? "" : ", \(relation.words)")"
        case .share(let share): return String(format: "%.1f %% of the pixels", 100 * share)
        case .values(let values, let hasMore):
            return "values \(values.map(\.asValue).joined(separator: ", "))\(hasMore ? ", ..." : "")"
        case .shift(let x, let y):
            let across = String(format: "%.0f %% %@", 100 * abs(x), x < 0 ? "to the left" : "to the right")
            let down = String(format: "%.0f %% %@", 100 * abs(y), y < 0 ? "up" : "down")
            return "about \(across), \(down)"
        case .fits(let image): return "fits \(image)"
        case .equals(let other): return "equals \(other)"
        case .isLike(let other, let correlation): return String(format: "like %@, correlation %.3f", other, correlation)
        case .subsets(let own, let other, let otherSubset):
            return "\(own.rawValue); \(other) is \(otherSubset.rawValue)"
        case .orientation(let tag): return "orientation \(tag)"
        case .spacing(let spacing):
            return spacing.map { $0.map { String(format: "%.4g", $0) }.joined(separator: " x ") + " mm" }
                ?? "not stated"
        case .depth(let name): return name
        case .channels(let count): return "\(count)"
        }
    }
}

/// How the size of a mask and that of its image go together.
public enum SizeRelation: Sendable, Equatable {
    /// Width and height are exchanged.
    case transposed
    /// Both sides by the same factor, mask to image, but for rounding.
    case scaled(Double)
    /// Nothing that is known.
    case unrelated

    /// The relation of two different sizes.
    public init(mask: PixelSize, image: PixelSize) {
        if mask.width == image.height, mask.height == image.width {
            self = .transposed
            return
        }
        let (x, y) = (Double(image.width) / Double(mask.width), Double(image.height) / Double(mask.height))
        // Rounding moves a side by less than a pixel.
        let tolerance = 1 / Double(min(mask.width, mask.height, image.width, image.height))
        self = abs(x / y - 1) <= 2 * tolerance ? .scaled((x * y).squareRoot()) : .unrelated
    }

    /// In English; empty where nothing is known.
    public var words: String {
        switch self {
        case .transposed: "transposed"
        case .scaled(let factor): String(format: "resized by %.4g", 1 / factor)
        case .unrelated: ""
        }
    }
}
