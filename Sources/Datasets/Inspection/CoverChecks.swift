/// Masks without foreground, and masks with nothing else.
enum EmptyMaskCheck: SetCheck {
    static func findings(in set: InspectedSet) -> [Finding] {
        let masks = set.facts.filter { $0.mask != nil }
        func items(_ condition: (MaskFacts) -> Bool) -> [Finding.Item] {
            masks.flatMap { facts in facts.mask.map(condition) == true ? set.masks(of: facts) : [] }
        }
        // Images without what is looked for are a part of many sets.
        let empty = masks.count { $0.mask?.foreground == 0 }
        return set.findings(.emptyMask, 2 * empty >= masks.count ? .warning : .note, items { $0.foreground == 0 })
            + set.findings(.fullMask, .warning, items { $0.foreground + $0.ignored >= 0.999 && $0.foreground > 0 })
    }
}

/// Masks whose background and foreground seem exchanged, and those that touch all borders, each where the set's other
/// masks are not so.
///
/// Inverted: at least 60 % of the borders and at least half of all pixels are foreground, where the borders of the set's
/// median mask are so to 25 % at most. In a set whose masks nearly all have foreground on most of their borders it is said
/// once: the masks may all be inverted, or the foreground may be what surrounds objects.
enum BorderCheck: SetCheck {
    private static let fewest = 4

    static func findings(in set: InspectedSet) -> [Finding] {
        let masks = set.facts.filter { ($0.mask?.foreground ?? 0) > 0 && ($0.mask?.foreground ?? 1) < 0.999 }
        guard masks.count >= fewest else { return [] }
        let borders = masks.compactMap { $0.mask?.borders }.sorted()
        func names(_ condition: (MaskFacts) -> Bool) -> [InspectedPair] {
            masks.filter { $0.mask.map(condition) == true }
        }
        let filled = names { $0.borders >= 0.6 && $0.foreground >= 0.5 }
        if 10 * filled.count >= 9 * masks.count {
            return set.findings(.foregroundOnBorders, .note, filled.flatMap { set.masks(of: $0) })
        }
        let inverted = borders[borders.count / 2] <= 0.25 ? filled : []
        let touching = names(\.touchesAllBorders)
        let isRare = 5 * touching.count <= masks.count
        let known = Set(inverted.map(\.key))
        return set.findings(
            .invertedMask, .warning,
            inverted.flatMap { set.masks(of: $0, .share($0.mask?.foreground ?? 0)) })
            + set.findings(
                .touchesBorders, .warning,
                isRare ? touching.filter { !known.contains($0.key) }.flatMap { set.masks(of: $0) } : [])
    }
}
