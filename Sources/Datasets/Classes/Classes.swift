/// What a network tells apart: how many classes, what they are called, and how masks show them.
///
/// One class is foreground against background (`TruthReading`). Several are indices from 0, of which 0 is the background: it
/// takes part in the loss, and not in Dice and the other figures, as is usual (nnU-Net, MONAI).
public struct Classes: Equatable, Sendable {
    /// Channels of the network's logits: 1, or from 2 to 255 with the background.
    public let count: Int
    /// One for each class, all different; nil: they are called by their indices.
    public let names: [String]?
    /// One for each class, all different: how masks show them. Nil: masks hold indices.
    public let colours: [MaskColour]?
    /// In masks with colours: the colour of ignored pixels. In others that is the value 255.
    public let ignoredColour: MaskColour?

    /// Foreground against background.
    public static let one = Classes()
    /// The counts that there can be: labels are bytes, and 255 is no class.
    public static let possible = 1...255

    private init() { (count, names, colours, ignoredColour) = (1, nil, nil, nil) }

    /// - Throws: `DatasetError.classes` for a number, names or colours that cannot be.
    public init(
        count: Int, names: [String]? = nil, colours: [MaskColour]? = nil, ignoredColour: MaskColour? = nil
    ) throws(DatasetError) {
        guard Self.possible.contains(count) else {
            throw .classes("\(count) classes are not possible; \(Self.possible.lowerBound) to 255 are")
        }
        if count == 1 {
            guard names == nil, colours == nil, ignoredColour == nil else {
                throw .classes("one class has no names and no colours; name the background too: that makes two")
            }
        }
        try Self.check(names, count)
        if let colours {
            guard colours.count == count else {
                throw .classes("\(colours.count) colours do not fit \(count) classes; name one for each")
            }
        } else if ignoredColour != nil {
            throw .classes("ignored pixels have a colour only where the classes have colours")
        }
        let all = (colours ?? []) + [ignoredColour].compactMap(\.self)
        if let twice = Self.twice(all) { throw .classes("the colour \(twice) stands for two classes") }
        (self.count, self.names, self.colours, self.ignoredColour) = (count, names, colours, ignoredColour)
    }

    /// What a class is called: by its name, or its index.
    public func name(_ index: Int) -> String {
        guard let names, names.indices.contains(index) else { return "\(index)" }
        return names[index]
    }

    /// The indices that figures are given of: all but the background's.
    public var foreground: Range<Int> { 1..<max(count, 2) }

    /// The same names, with masks that hold indices.
    public var withoutColours: Classes { Classes(self, colours: nil, ignoredColour: nil) }

    private init(_ other: Classes, colours: [MaskColour]?, ignoredColour: MaskColour?) {
        (count, names, self.colours, self.ignoredColour) = (other.count, other.names, colours, ignoredColour)
    }

    private static func check(_ names: [String]?, _ count: Int) throws(DatasetError) {
        guard let names else { return }
        guard names.count == count else {
            throw .classes("\(names.count) names do not fit \(count) classes; name each, the background first")
        }
        for name in names {
            let isPlain = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
            guard isPlain, name.contains(where: { !$0.isWhitespace }), name.count <= 100 else {
                throw .classes("'\(name)' is no name of a class; 1 to 100 characters on one line are wanted")
            }
        }
        if let twice = twice(names) { throw .classes("two classes are called \(twice)") }
    }

    private static func twice<Item: Hashable>(_ items: [Item]) -> Item? {
        var seen: Set<Item> = []
        return items.first { !seen.insert($0).inserted }
    }
}

// MARK: - Coding

extension Classes: Codable {
    enum CodingKeys: String, CodingKey {
        case count, names, colours
        case ignoredColour = "ignored_colour"
    }

    /// Reads what `encode` writes.
    /// - Throws: `DecodingError`, or `DatasetError.classes` for values that `init` refuses.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            count: values.decode(Int.self, forKey: .count),
            names: values.decodeIfPresent([String].self, forKey: .names),
            colours: values.decodeIfPresent([MaskColour].self, forKey: .colours),
            ignoredColour: values.decodeIfPresent(MaskColour.self, forKey: .ignoredColour))
    }
}
