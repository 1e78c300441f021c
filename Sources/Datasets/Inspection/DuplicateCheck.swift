/// Images that are equal or nearly equal, in all sets together, and whether a split puts them apart.
struct DuplicateCheck {
    /// Equal and nearly equal images.
    let findings: [Finding]

    private struct Entry {
        let set: InspectedSet
        let facts: InspectedPair
        var name: String { self.set.name(of: facts.pair.image) }
    }

    /// - Parameters:
    ///   - split: nil: none was given.
    ///   - threads: that compare.
    init(_ sets: [InspectedSet], split: Split?, threads: Int) {
        let entries = sets.flatMap { set in set.facts.map { Entry(set: set, facts: $0) } }
        let equal = Self.equal(entries)
        let known = Set(equal.map { [$0.first, $0.second] })
        // Images that are equal need no second look: one of each goes on.
        let copies = entries.enumerated().map { place, entry in
            equal.contains { $0.second == place } ? nil : entry.facts.image?.copy
        }
        let near = NearDuplicates.matches(of: copies, threads: threads).filter {
            !known.contains([$0.first, $0.second])
        }
        findings =
            Self.finding(.exactDuplicate, entries, equal) { other, _ in .equals(other) }
            + Self.finding(.nearDuplicate, entries, near) { .isLike($0, correlation: $1) }
            + Self.leakage(entries, equal + near, split)
    }

    /// Each image that equals an earlier one, with that.
    private static func equal(_ entries: [Entry]) -> [NearDuplicates.Match] {
        var first: [UInt64: Int] = [:]
        return entries.enumerated().compactMap { place, entry in
            // Images of one value are equal and say nothing.
            guard let image = entry.facts.image, image.minimum < image.maximum else { return nil }
            guard let earlier = first[image.digest] else {
                first[image.digest] = place
                return nil
            }
            return NearDuplicates.Match(first: earlier, second: place, correlation: 1)
        }
    }

    /// One item for each image, with the one that it is most like.
    private static func finding(
        _ kind: Finding.Kind, _ entries: [Entry], _ matches: [NearDuplicates.Match],
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
        _ entries: [Entry], _ matches: [NearDuplicates.Match], _ split: Split?
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
