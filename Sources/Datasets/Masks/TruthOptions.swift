/// What a command says of the meaning of masks; what it leaves to `auto` is decided by the masks' values.
public struct TruthOptions: Equatable, Sendable {
    /// Which values are foreground, where there is one class.
    public var foreground: ForegroundChoice
    /// Which value does not count.
    public var ignore: IgnoreChoice
    /// Whether foreground and background are exchanged, where there is one class.
    public var isInverted: Bool
    /// What to do with images whose files say that the camera was turned.
    public var orientation: OrientationChoice
    /// Whether masks of another size than their image are resized to it, by the nearest pixel. Otherwise they are refused.
    public var resizesMasks: Bool

    /// Without arguments: all is decided by the files.
    public init(
        foreground: ForegroundChoice = .auto, ignore: IgnoreChoice = .auto, isInverted: Bool = false,
        orientation: OrientationChoice = .auto, resizesMasks: Bool = false
    ) {
        (self.foreground, self.ignore, self.isInverted) = (foreground, ignore, isInverted)
        (self.orientation, self.resizesMasks) = (orientation, resizesMasks)
    }

    /// With several classes masks hold indices or colours.
    /// - Throws: `DatasetError.classes` where an option goes with one class alone.
    public func check(_ classes: Classes) throws(DatasetError) {
        guard classes.count > 1, foreground != .auto || isInverted else { return }
        throw .classes(
            "\(isInverted ? "--invert-mask" : "--foreground") goes with one class; of \(classes.count) classes each has "
                + "its own value")
    }
}

/// Which values of a mask are foreground. Written `auto`, `half`, `nonzero`, or values separated by commas.
public enum ForegroundChoice: Equatable, Sendable, CustomStringConvertible {
    /// Decided by the values of all masks of a set.
    case auto
    /// At least half of the set's full scale: masks with smoothed edges.
    case half
    /// Every value but 0: numbered objects.
    case nonzero
    /// These values; all others are background.
    case values([Double])

    /// Nil for a text of another kind.
    public init?(_ text: String) {
        switch text {
        case "auto": self = .auto
        case "half": self = .half
        case "nonzero": self = .nonzero
        default:
            let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
                Double(part.filter { !$0.isWhitespace })
            }
            let values = numbers.compactMap { $0 }.filter(\.isFinite)
            guard values.count == numbers.count, !values.isEmpty else { return nil }
            self = .values(values)
        }
    }

    /// As a command or a recipe writes it.
    public var description: String {
        switch self {
        case .auto: "auto"
        case .half: "half"
        case .nonzero: "nonzero"
        case .values(let values): values.map(\.asValue).joined(separator: ",")
        }
    }
}

/// Which value of a mask does not count. Written `auto`, `none`, or a value.
public enum IgnoreChoice: Equatable, Sendable, CustomStringConvertible {
    /// 255 beside class indices, and beside 0 and 1 alone.
    case auto
    /// Every pixel counts.
    case none
    /// Pixels of this value.
    case value(Double)

    /// Nil for a text of another kind.
    public init?(_ text: String) {
        switch text {
        case "auto": self = .auto
        case "none": self = .none
        default:
            guard let value = Double(text), value.isFinite else { return nil }
            self = .value(value)
        }
    }

    /// As a command or a recipe writes it.
    public var description: String {
        switch self {
        case .auto: "auto"
        case .none: "none"
        case .value(let value): value.asValue
        }
    }
}

/// What to do with an image whose file says that the camera was turned. Written `auto`, `apply` or `ignore`.
public enum OrientationChoice: String, Codable, Sendable, CaseIterable {
    /// Images are laid upright. A mask is turned with its image where its size shows that it was drawn on the stored
    /// pixels; where sizes do not show it (a square image, half a turn), as most masks of its set whose sizes do.
    case auto
    /// As `auto`, but where sizes do not show it the mask was drawn on the upright image.
    case apply
    /// Images are left as they are stored, unless a mask's size shows that it was drawn on the upright image.
    case ignore
}

extension ForegroundChoice: Codable {
    /// Reads what `encode` writes, and a number or a list of numbers.
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        // Each kind is tried in turn; what is none of them is refused below.
        if let number = try? value.decode(Double.self) {
            self = .values([number])
        } else if let numbers = try? value.decode([Double].self), !numbers.isEmpty {  // as above
            self = .values(numbers)
        } else if let choice = ForegroundChoice(try value.decode(String.self)) {
            self = choice
        } else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "it is auto, half, nonzero, or values such as 1,2"))
        }
    }

    /// Writes the description.
    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(description)
    }
}

extension IgnoreChoice: Codable {
    /// Reads what `encode` writes, and a number.
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        // A number is tried first; what is neither is refused below.
        if let number = try? value.decode(Double.self) {
            self = .value(number)
        } else if let choice = IgnoreChoice(try value.decode(String.self)) {
            self = choice
        } else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "it is auto, none, or a value such as 255"))
        }
    }

    /// Writes the description.
    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(description)
    }
}
