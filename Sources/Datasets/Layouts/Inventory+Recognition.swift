/// What an earlier training knew its data sets by.
public struct KnownSets: Sendable {
    /// The sets' names, in the order in which the training read them.
    let names: [String]
    /// Of each set: what its images' files held, by their names; nil where only the names are known.
    let images: [String: [String: DataDigests.Entry?]]

    /// - Parameters:
    ///   - digests: what the files held; nil where the training did not keep that.
    ///   - split: names every image.
    public init(names: [String], digests: DataDigests?, split: Split) {
        self.names = names
        let pairs =
            digests.map { $0.entries.map { ($0.key, DataDigests.Entry?.some($0)) } }
            ?? split.entries.map { ($0.key, nil) }
        images = Dictionary(grouping: pairs, by: \.0.set).mapValues { members in
            Dictionary(members.map { ($0.0.name, $0.1) }, uniquingKeysWith: { first, _ in first })
        }
    }
}

extension Inventory {
    /// The same data under the names and in the order of an earlier training, whatever their folders are called now.
    ///
    /// A set is the known one with which it shares most images of the same name and content; then most names; then its
    /// own name. A set that shares nothing with any known one is left out.
    /// - Parameter digests: of all pairs of this inventory.
    /// - Returns: the sets that were recognised, their digests, and the sets that were not.
    public func recognised(
        as known: KnownSets, by digests: DataDigests
    ) -> (inventory: Inventory, digests: DataDigests, others: [DataSet]) {
        let entries = Dictionary(grouping: digests.entries, by: \.key.set)
        var likenesses: [(Likeness, name: Int, set: Int)] = []
        for (i, name) in known.names.enumerated() {
            for (j, set) in sets.enumerated() {
                let likeness = Likeness(
                    entries[set.name] ?? [], known.images[name] ?? [:], hasName: set.name == name)
                if likeness.isAny { likenesses.append((likeness, i, j)) }
            }
        }
        // Best first; among equals in the order of the names, then of the folders.
        likenesses.sort { $0.0 == $1.0 ? ($0.name, $0.set) < ($1.name, $1.set) : $0.0 > $1.0 }
        var places: [Int: Int] = [:]
        for (_, name, set) in likenesses where places[name] == nil && !places.values.contains(set) {
            places[name] = set
        }
        let matched = places.sorted { $0.key < $1.key }.map { (name: known.names[$0.key], set: sets[$0.value]) }
        let own = matched.flatMap { name, set in
            (entries[set.name] ?? []).map { entry in
                DataDigests.Entry(
                    key: ImageKey(set: name, name: entry.key.name), image: entry.image, masks: entry.masks)
            }
        }
        return (
            Inventory(sets: matched.map { $0.set.renamed($0.name) }), DataDigests(entries: own),
            sets.indices.filter { !places.values.contains($0) }.map { sets[$0] }
        )
    }

    /// The same sets under other names, in their order; nil where there are not as many names.
    public func renamed(_ names: [String]) -> Inventory? {
        guard names.count == sets.count else { return nil }
        return Inventory(sets: zip(sets, names).map { $0.renamed($1) })
    }

    /// The sets that earlier ones are, by the names of their images alone.
    public func recognised(as names: [String], by split: Split) -> Inventory {
        let unread = pairs.map { DataDigests.Entry(key: $0.key, image: [], masks: []) }
        return recognised(
            as: KnownSets(names: names, digests: nil, split: split), by: DataDigests(entries: unread)
        ).inventory
    }
}

/// How much a set is like a known one.
private struct Likeness: Comparable {
    /// Images of the same name and content, and images of the same name.
    let same: Int, named: Int
    let hasName: Bool

    init(_ entries: [DataDigests.Entry], _ known: [String: DataDigests.Entry?], hasName: Bool) {
        let shared = entries.filter { known[$0.key.name] != nil }
        same = shared.count { entry in
            known[entry.key.name].flatMap { $0 }.map { $0.image == entry.image && $0.masks == entry.masks } ?? false
        }
        named = shared.count
        self.hasName = hasName
    }

    var isAny: Bool { named > 0 || hasName }

    static func < (a: Likeness, b: Likeness) -> Bool {
        (a.same, a.named, a.hasName ? 1 : 0) < (b.same, b.named, b.hasName ? 1 : 0)
    }
}
