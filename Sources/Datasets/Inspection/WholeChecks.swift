/// What concerns all sets together.
enum WholeChecks {
    static func findings(_ sets: [InspectedSet], _ rules: InspectionRules) -> [Finding] {
        noForeground(sets) + wrongClasses(sets) + notInSplit(sets, rules.split)
    }

    /// No mask of any set has foreground.
    private static func noForeground(_ sets: [InspectedSet]) -> [Finding] {
        let masks = sets.flatMap(\.facts).compactMap(\.mask)
        guard !masks.isEmpty, masks.allSatisfy({ $0.foreground == 0 }) else { return [] }
        let items = sets.flatMap { set in set.facts.filter { $0.mask != nil }.flatMap { set.masks(of: $0) } }
        return [Finding(.noForeground, .error, set: sets.count == 1 ? sets[0].name : nil, items)]
    }

    /// Masks of 0 and 255 are read for several classes, of which 255 is none.
    private static func wrongClasses(_ sets: [InspectedSet]) -> [Finding] {
        let classes = sets.first?.classes ?? .one
        let files = sets.flatMap { set in
            set.facts.flatMap(\.maskFiles).map { (set, $0) }
        }
        let values = Set(files.flatMap { $0.1.values.counts.map(\.value) })
        let ignored = Double(LabelMask.ignored)
        guard classes.count > 1, classes.colours == nil, values.contains(ignored), values.isSubset(of: [0, ignored])
        else { return [] }
        let items = files.map { set, file in
            Finding.Item(set.name(of: file.url), .values(file.values.counts.map(\.value), hasMore: false))
        }
        return [Finding(.maskValues, .error, set: sets.count == 1 ? sets[0].name : nil, items)]
    }

    private static func notInSplit(_ sets: [InspectedSet], _ split: Split?) -> [Finding] {
        guard let split else { return [] }
        let known = Set(split.entries.map(\.key))
        return sets.flatMap { set in
            set.findings(
                .notInSplit, .error, set.facts.filter { !known.contains($0.key) }.map { set.image(of: $0) })
        }
    }
}
