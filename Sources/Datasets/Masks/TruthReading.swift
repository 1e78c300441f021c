/// What the values of a set's masks mean: decided once for the whole set, by the values that all its masks hold, or by
/// what a command says. The run folder keeps it.
public struct TruthReading: Equatable, Sendable {
    /// Which values are foreground, or classes.
    public enum Rule: Equatable, Sendable {
        /// One class: these values are foreground, all others are background.
        case values([Double])
        /// One class: every value but 0 is foreground.
        case nonzero
        /// One class: at least half of this full scale, 1, 255 or 65535, is foreground.
        case half(Double)
        /// Several classes: a value is the index of its class; `first` is that of the background, 0 or 1.
        case indices(first: Int)
        /// Several classes, each with its colour, or drawn.
        case colours
    }

    /// Which values are foreground, or classes.
    public let rule: Rule
    /// Values that do not count, ascending.
    public let ignored: [Double]
    /// Whether foreground and background are exchanged.
    public let isInverted: Bool
    /// By what it was decided: "the values of 24 masks", or flags.
    public let basis: String
    /// What a reader should know besides: that stored values count and not a tag, for example. Nil where there is
    /// nothing.
    public let note: String?

    init(
        _ rule: Rule, ignored: [Double] = [], isInverted: Bool = false, basis: String = "", note: String? = nil
    ) {
        (self.rule, self.ignored, self.isInverted) = (rule, ignored, isInverted)
        (self.basis, self.note) = (basis, note)
    }

    /// In one line: "foreground: 1; 255 is ignored; by the values of 24 masks".
    public var line: String {
        var parts = [words]
        if !ignored.isEmpty {
            parts.append(
                "\(ignored.map(\.asValue).joined(separator: " and ")) \(ignored.count == 1 ? "is" : "are") ignored")
        }
        if isInverted { parts.append("foreground and background exchanged") }
        if let note { parts.append(note) }
        if !basis.isEmpty { parts.append("by \(basis)") }
        return parts.joined(separator: "; ")
    }

    private var words: String {
        switch rule {
        case .values(let values): "foreground: \(values.map(\.asValue).joined(separator: ", "))"
        case .nonzero: "foreground: every value but 0"
        case .half(let scale): "foreground: at least half of \(scale.asValue) (grey edges)"
        case .indices(first: 0): "classes: stored as 0, 1, ..."
        case .indices(let first): "classes: stored as \(first), \(first + 1), ... (labels begin at \(first))"
        case .colours: "classes: each has its colour"
        }
    }

    /// Foreground at a scale: what smoothed edges were cut by, as older run folders name it.
    var scale: MaskScale {
        switch rule {
        case .half(let scale): MaskScale(maximum: scale)
        case .values(let values): MaskScale(maximum: values.max() ?? 0)
        case .nonzero: .byte
        case .indices, .colours: .one
        }
    }

    // MARK: - From values to truth

    /// Of one class: 0 to 255, how much of a pixel of this value is foreground (`Mask.soft`); nil where it does not count.
    func foreground(_ value: Double) -> UInt8? {
        if ignored.contains(value) { return nil }
        let soft: UInt8
        switch rule {
        case .values(let values): soft = values.contains(value) ? 255 : 0
        case .half(let scale): soft = Self.share(value, of: scale)
        case .nonzero, .indices, .colours: soft = value != 0 ? 255 : 0
        }
        return isInverted ? 255 - soft : soft
    }

    /// Of several classes: the class of a value; nil where it is none.
    func label(_ value: Double, _ classes: Classes) -> UInt8? {
        if ignored.contains(value) { return LabelMask.ignored }
        guard case .indices(let first) = rule, let index = Int(exactly: value),
            (0..<classes.count).contains(index - first)
        else { return nil }
        return UInt8(index - first)
    }

    private static func share(_ value: Double, of scale: Double) -> UInt8 {
        // Whole values by whole numbers: what is a half is so on every machine.
        if scale > 1, let whole = Int(exactly: value) {
            let (full, half) = (Int(scale), Int(scale) / 2)
            return UInt8(clamping: (min(max(whole, 0), full) * 255 + half) / full)
        }
        return UInt8(clamping: Int((min(max(value / scale, 0), 1) * 255 + 0.5).rounded(.down)))
    }

    /// Whether both give every value the same meaning, whatever they were decided by.
    public func means(_ other: TruthReading) -> Bool {
        (rule, ignored, isInverted) == (other.rule, other.ignored, other.isInverted)
    }

    /// Whether both give every value of a file the same meaning.
    func agrees(with other: TruthReading, on file: MaskEvidence, _ classes: Classes) -> Bool {
        if means(other) { return true }
        if file.isCut { return false }
        return classes.count == 1
            ? file.values.allSatisfy { foreground($0) == other.foreground($0) }
            : file.values.allSatisfy { label($0, classes) == other.label($0, classes) }
    }
}

extension TruthReading.Rule {
    fileprivate var name: String {
        switch self {
        case .values: "values"
        case .nonzero: "nonzero"
        case .half: "half"
        case .indices: "indices"
        case .colours: "colours"
        }
    }
}

extension TruthReading: Codable {
    enum CodingKeys: String, CodingKey {
        case rule, foreground, scale, first, ignored, basis, note
        case isInverted = "inverted"
    }

    /// Reads what `encode` writes.
    /// - Throws: `DecodingError` for an unknown rule.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        switch try values.decode(String.self, forKey: .rule) {
        case "values": rule = .values(try values.decode([Double].self, forKey: .foreground))
        case "nonzero": rule = .nonzero
        case "half": rule = .half(try values.decode(Double.self, forKey: .scale))
        case "indices": rule = .indices(first: try values.decode(Int.self, forKey: .first))
        case "colours": rule = .colours
        case let name:
            throw DecodingError.dataCorruptedError(
                forKey: .rule, in: values, debugDescription: "\(name) is no rule of masks")
        }
        ignored = try values.decode([Double].self, forKey: .ignored)
        isInverted = try values.decode(Bool.self, forKey: .isInverted)
        basis = try values.decode(String.self, forKey: .basis)
        note = try values.decodeIfPresent(String.self, forKey: .note)
    }

    /// One object.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(rule.name, forKey: .rule)
        switch rule {
        case .values(let list): try values.encode(list, forKey: .foreground)
        case .half(let scale): try values.encode(scale, forKey: .scale)
        case .indices(let first): try values.encode(first, forKey: .first)
        case .nonzero, .colours: break
        }
        try values.encode(ignored, forKey: .ignored)
        try values.encode(isInverted, forKey: .isInverted)
        try values.encode(basis, forKey: .basis)
        try values.encodeIfPresent(note, forKey: .note)
    }
}
