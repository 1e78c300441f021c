import Files

extension Split {
    /// K splits that between them test every image once (cross-validation; Stone 1974).
    ///
    /// The groups of each set lie in the order that `init(of:seed:test:validation:)` draws them in; fold i (from 0) tests
    /// those whose place leaves the remainder i by `count`. So the folds of a set differ by one group at most, and
    /// a group is never cut. Test images that a set brings along are unused in every fold: they stay unread.
    /// - Parameters:
    ///   - count: at least 2, at most the groups of the largest set.
    ///   - validation: a share of each fold's other groups, at least 0, below 1.
    ///   - split: tells each image's group, and which images are unused: they are so in every fold. Its other subsets
    ///     play no part. Nil: the pairs' own groups.
    ///   - joined: the pairs with groups joined that are to stay together, since their images are alike.
    /// - Throws: `DatasetError.split` for numbers out of range, for images that `split` does not hold, and where a fold
    ///   would have nothing to train with.
    public static func folds(
        of pairs: [Pair], count: Int, seed: UInt64, validation: Double = 0.1, groups split: Split? = nil,
        joined: ([Pair]) throws(DatasetError) -> [Pair] = { $0 }
    ) throws(DatasetError) -> [Split] {
        guard let split else {
            return try folds(of: joined(pairs), count: count, seed: seed, validation: validation)
        }
        let grouped = try joined(split.used(of: pairs))
        let present = Swift.Set(pairs.map(\.key))
        let unused = split.entries.filter { $0.subset == .unused && present.contains($0.key) }
        var folds: [Split] = []
        for fold in try Self.folds(of: grouped, count: count, seed: seed, validation: validation) {
            folds.append(Split(entries: fold.entries + unused))
        }
        return folds
    }

    private static func folds(
        of pairs: [Pair], count: Int, seed: UInt64, validation: Double
    ) throws(DatasetError) -> [Split] {
        guard count >= 2 else { throw .split("\(count) folds are asked for; at least 2 are wanted") }
        guard validation >= 0 && validation < 1 else {
            throw .split("the validation share is \(validation); it is at least 0 and below 1 (0.1: a tenth)")
        }
        let sets = Dictionary(grouping: pairs, by: \.home).mapValues { members -> ([Pair], Swift.Set<String>) in
            let tested = Swift.Set(members.filter { $0.subset == .test }.map(\.group))
            let free = members.filter { $0.subset != .unused && !tested.contains($0.group) }
            return (members, Swift.Set(free.map(\.group)))
        }
        let most = sets.values.map(\.1.count).max() ?? 0
        guard count <= most else {
            throw .split(
                "\(count) folds are asked for, and the largest set has \(most) group\(most == 1 ? "" : "s"); ask for at "
                    + "most \(most)")
        }
        var splits: [Split] = []
        for fold in 0..<count {
            var entries: [Entry] = []
            for (set, (members, groups)) in sets {
                let ordered = ordered(groups, of: set, seed: seed)
                let rest = ordered.enumerated().filter { $0.offset % count != fold }.map(\.element)
                let validated = Swift.Set(rest.prefix(taken(validation, of: rest.count)))
                let trained = Swift.Set(rest)
                let kept = Swift.Set(members.filter { $0.subset == .test }.map(\.group))
                entries += members.map { pair in
                    let takesNoPart = pair.subset == .unused || kept.contains(pair.group)
                    let subset: Subset =
                        takesNoPart
                        ? .unused
                        : validated.contains(pair.group)
                            ? .validation : trained.contains(pair.group) ? .train : .test
                    return Entry(key: pair.key, subset: subset, group: pair.group)
                }
            }
            let split = Split(entries: entries)
            guard split.count(.train) > 0 else {
                throw .split("fold \(fold + 1) of \(count) has no image to train with")
            }
            splits.append(split)
        }
        return splits
    }

    /// The split for choices that are made before the test: the test images are unused. Where no image validates, a
    /// share of each set's training groups does, the first in their drawn order.
    /// - Parameter validation: above 0, below 1.
    /// - Throws: `DatasetError.split` where no image is left to train or to validate with.
    public func withoutTest(validation: Double = 0.1, seed: UInt64) throws(DatasetError) -> Split {
        var validated: Swift.Set<ImageKey> = []  // a group of a set
        if count(.validation) == 0 {
            for (set, members) in Dictionary(grouping: entries.filter { $0.subset == .train }, by: \.key.set) {
                let ordered = Self.ordered(Swift.Set(members.map(\.group)), of: set, seed: seed)
                for group in ordered.prefix(Self.taken(validation, of: ordered.count)) {
                    validated.insert(Self.patient(group, of: set))
                }
            }
        }
        let split = Split(
            entries: entries.map { entry in
                let isTaken = validated.contains(Self.patient(entry.group, of: entry.key.set))
                let subset: Subset =
                    entry.subset == .test ? .unused : entry.subset == .train && isTaken ? .validation : entry.subset
                return Entry(key: entry.key, subset: subset, group: entry.group)
            })
        guard split.count(.train) > 0, split.count(.validation) > 0 else {
            throw .split("\(count(.train)) images to train with are too few to choose by some of them; add images")
        }
        return split
    }

    /// A group, wherever it is: one that was joined across sets is the same in all of them.
    static func patient(_ group: String, of set: String) -> ImageKey {
        ImageKey(set: JoinedGroup.first(of: group) == nil ? set : "", name: group)
    }
}
