import Files

/// What an image is used for.
public enum Subset: String, Codable, Sendable, CaseIterable {
    /// Its gradients train the weights.
    case train
    /// It chooses the best epoch.
    case validation
    /// It is read once, after training, and chooses nothing.
    case test
    /// It takes no part: nothing reads it.
    case unused

    /// Those that take part, in the order in which they are shown.
    public static let used = [Subset.train, .validation, .test]
}

/// Which image belongs to which subset.
public struct Split: Equatable, Sendable {
    /// One image's place.
    public struct Entry: Equatable, Sendable {
        /// The image's set, and its name in the set.
        public let key: ImageKey
        /// What the image is used for.
        public let subset: Subset
        /// The patient (or what else must stay together).
        public let group: String

        /// - Parameter group: all images of one set and group have one subset.
        public init(key: ImageKey, subset: Subset, group: String) {
            (self.key, self.subset, self.group) = (key, subset, group)
        }
    }

    /// Sorted by set and image, in byte order.
    public let entries: [Entry]

    init(entries: [Entry]) { self.entries = entries.sorted { $0.key < $1.key } }

    /// Draws a split: `test` is a share of each set's groups, `validation` a share of the rest.
    ///
    /// The groups of a set lie in an order that is a function of (seed, set, group) alone, whatever the order of files and
    /// the machine. The first `round(share * count)` (halves go up) are taken; a set with two groups or more gives at least
    /// one where the share is above 0, and always keeps one for training (test goes before validation where there is
    /// not enough for both). A set with one group trains.
    ///
    /// A set that has test images of its own (`Pair.subset`) keeps them, and no others are drawn; so for validation. Images of
    /// the other subsets that are of one group with them take no part (`leftOut(of:)`).
    ///
    /// - Parameters:
    ///   - test: at least 0, below 1.
    ///   - validation: at least 0, below 1.
    /// - Throws: `DatasetError.split` for shares out of range, and where a subset with a share above 0, or the training
    ///   subset, would be empty.
    public init(of pairs: [Pair], seed: UInt64, test: Double = 0.2, validation: Double = 0.1) throws(DatasetError) {
        for (name, share) in [("test", test), ("validation", validation)] where !(share >= 0 && share < 1) {
            throw .split("the \(name) share is \(share); it is at least 0 and below 1 (0.2: a fifth)")
        }
        var entries: [Entry] = []
        for (set, members) in Dictionary(grouping: pairs, by: \.home) {
            let own = OwnSubsets(members)
            let ordered = Self.ordered(own.drawn, of: set, seed: seed)
            let tested = own.has(.test) ? 0 : Self.taken(test, of: ordered.count)
            let validated = own.has(.validation) ? 0 : Self.taken(validation, of: ordered.count - tested)
            var subsets: [String: Subset] = [:]
            for (i, group) in ordered.enumerated() {
                subsets[group] = i < tested ? .test : i < tested + validated ? .validation : .train
            }
            for pair in members {
                let subset = own.subset(of: pair) ?? subsets[pair.group] ?? .train
                entries.append(Entry(key: pair.key, subset: subset, group: pair.group))
            }
        }
        self.init(entries: entries)
        for (subset, share) in [(Subset.train, 1), (.validation, validation), (.test, test)]
        where share > 0 && count(subset) == 0 {
            throw .split(
                "\(pairs.count) image\(pairs.count == 1 ? " is" : "s are") too few: none is left for the "
                    + "\(subset.rawValue) subset. Add images, or ask for fewer subsets (--validation 0, --test 0)")
        }
    }

    /// Images that take no part although their set's makers gave them a subset: an image of the same group, or one that is
    /// nearly equal, lies in the set's test or validation images.
    public func leftOut(of pairs: [Pair]) -> [ImageKey] {
        let given = Dictionary(pairs.map { ($0.key, $0.subset) }, uniquingKeysWith: { first, _ in first })
        return entries.filter { entry in
            guard entry.subset == .unused, let subset = given[entry.key] else { return false }
            return subset != .unused
        }.map(\.key)
    }

    /// The pairs with the groups of the split's entries; those that it does not hold keep theirs.
    public func grouped(_ pairs: [Pair]) -> [Pair] {
        let groups = Dictionary(entries.map { ($0.key, $0.group) }, uniquingKeysWith: { first, _ in first })
        return pairs.map { pair in
            guard let group = groups[pair.key], group != pair.group else { return pair }
            var pair = pair
            pair.group = group
            // A group that was joined across sets is drawn with its first set.
            pair.home = JoinedGroup.first(of: group)?.set ?? pair.set
            return pair
        }
    }

    /// How many of `count` groups a share takes.
    static func taken(_ share: Double, of count: Int) -> Int {
        guard share > 0, count > 1 else { return 0 }
        let rounded = Int((share * Double(count)).rounded(.toNearestOrAwayFromZero))
        return min(max(rounded, 1), count - 1)
    }

    static func ordered(_ groups: Swift.Set<String>, of set: String, seed: UInt64) -> [String] {
        groups.map { group -> (key: UInt64, group: String) in
            var draws = RandomDraws(seed: seed, purpose: "split/\(set)/\(group)")
            return (draws.bits(), group)
        }
        .sorted { $0.key == $1.key ? $0.group.precedesByBytes($1.group) : $0.key < $1.key }
        .map(\.group)
    }

    /// Images in a subset.
    public func count(_ subset: Subset) -> Int { entries.count { $0.subset == subset } }

    /// The indices of the pairs that belong to a subset, ascending.
    /// - Throws: `DatasetError.split` naming every image that the split does not hold.
    public func indices(of subset: Subset, in pairs: [Pair]) throws(DatasetError) -> [Int] {
        let subsets = try subsets(of: pairs)
        return subsets.indices.filter { subsets[$0] == subset }
    }

    /// The subset of each pair.
    /// - Throws: `DatasetError.split` naming every image that the split does not hold.
    public func subsets(of pairs: [Pair]) throws(DatasetError) -> [Subset] {
        let known = Dictionary(entries.map { ($0.key, $0.subset) }, uniquingKeysWith: { first, _ in first })
        let missing = pairs.filter { known[$0.key] == nil }
        guard missing.isEmpty else {
            throw .split(
                "the split does not say where \(missing.count == 1 ? "this image belongs" : "these images belong"); "
                    + "add lines for: \(missing.map(\.key.description).joined(separator: ", "))")
        }
        return pairs.compactMap { known[$0.key] }
    }

    /// The pairs that take part, with the groups that the split names.
    /// - Throws: `DatasetError.split` naming every image that the split does not hold.
    public func used(of pairs: [Pair]) throws(DatasetError) -> [Pair] {
        grouped(zip(pairs, try subsets(of: pairs)).filter { $0.1 != .unused }.map(\.0))
    }

    /// The split of the images that the data hold.
    public func present(in pairs: [Pair]) -> Split {
        let present = Swift.Set(pairs.map(\.key))
        return Split(entries: entries.filter { present.contains($0.key) })
    }

    /// Images that the split holds and the data do not: no mistake, but worth a warning.
    public func absent(from pairs: [Pair]) -> [ImageKey] {
        let present = Swift.Set(pairs.map(\.key))
        return entries.map(\.key).filter { !present.contains($0) }
    }
}
