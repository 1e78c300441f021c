/// Images that are equal or nearly equal, in all sets together, and whether a split puts them apart.
struct DuplicateCheck {
    /// Equal and nearly equal images.
    let findings: [Finding]

    private struct Entry {
        let set: InspectedSet
        let facts: InspectedPair
        var name: String { self.set.name(of: facts.pair.image) }
    }

    /// - Parameter split: nil: none was given.
    /// - Throws: `DatasetError.torch`.
    init(_ sets: [InspectedSet], split: Split?) throws(DatasetError) {
        let entries = sets.flatMap { set in
            set.facts.filter { $0.image != nil }.map { Entry(set: set, facts: $0) }
        }
        let copies = entries.compactMap { $0.facts.image?.copy }
        let twins = try Twins(
            copies: copies.map { ImageCopy($0, side: ImageCopy.side) }, digests: Self.digests(entries)
        ) { ImageCopy(copies[$0], side: ImageCopy.largeSide) }
        let (equal, near) = (twins.links.filter(\.isExact), twins.links.filter { !$0.isExact })
        findings =
            Self.finding(.exactDuplicate, entries, equal) { other, _ in .equals(other) }
            + Self.finding(.nearDuplicate, entries, near) { .isLike($0, correlation: $1) }
            + Self.leakage(entries, twins.links, split)
    }

    /// Equal where pixels are. Images of one value are equal and say nothing.
    private static func digests(_ entries: [Entry]) -> [[UInt8]] {
        entries.enumerated().map { place, entry in
            guard let image = entry.facts.image, image.minimum < image.maximum else {
                return Array("\(place)".utf8)
            }
            return withUnsafeBytes(of: image.digest) { Array($0) }
        }
    }

    /// One item for each image, with the one that it is most like.
    private static func finding(
        _ kind: Finding.Kind, _ entries: [Entry], _ matches: [Twins.Link],
        _ detail: (String, Double) -> Finding.Detail
    ) -> [Finding] {
        var best: [Int: (other: Int, correlation: Double)] = [:]
        for match in matches {
            for (own, other) in [(match.first, match.second), (match.second, match.first)]
            where match.correlation > best[own]?.correlation ?? 0 {
                best[own] = (other, match.correlation)
            }
        }
        let items = best.sorted { $0.key < $1.key }.map { own, match in
            Finding.Item(entries[own].name, detail(entries[match.other].name, match.correlation))
        }
        let sets = Set(best.keys.map { entries[$0].set.name })
        // Slices of one patient are alike, and stay in one subset.
        let isOnePatient = matches.allSatisfy {
            entries[$0.first].facts.pair.patient == entries[$0.second].facts.pair.patient
        }
        let severity: Finding.Severity = kind == .nearDuplicate && isOnePatient ? .note : .warning
        return items.isEmpty ? [] : [Finding(kind, severity, set: sets.count == 1 ? sets.first : nil, items)]
    }

    private static func leakage(
        _ entries: [Entry], _ matches: [Twins.Link], _ split: Split?
    ) -> [Finding] {
        guard let split else { return [] }
        let subsets = Dictionary(split.entries.map { ($0.key, $0.subset) }, uniquingKeysWith: { first, _ in first })
        let items = matches.flatMap { match -> [Finding.Item] in
            let (first, second) = (entries[match.first], entries[match.second])
            guard let own = subsets[first.facts.key], let other = subsets[second.facts.key], own != other,
                own != .unused, other != .unused
            else { return [] }
            return [
                Finding.Item(first.name, .subsets(own: own, other: second.name, otherSubset: other)),
                Finding.Item(second.name, .subsets(own: other, other: first.name, otherSubset: own)),
            ]
        }
        return items.isEmpty ? [] : [Finding(.leakage, .warning, set: nil, items)]
    }
}
