/// Masks that do not lie where the edges of their image are: shifted, or belonging to another image (`MaskFit`).
enum FitCheck {
    /// Smaller images have too few edges.
    private static let smallest = 48

    /// - Parameter threads: that compare.
    static func findings(in set: InspectedSet, threads: Int) -> [Finding] {
        let candidates = parallelMap(set.facts, threads: threads, candidate)
        let misfits = MaskFit(candidates, threads: threads).misfits.sorted { $0.key < $1.key }
        var (shifted, foreign) = ([Finding.Item](), [Finding.Item]())
        for (place, misfit) in misfits {
            switch misfit {
            case .shifted(let x, let y): shifted += set.masks(of: set.facts[place], .shift(x: x, y: y))
            case .belongs(let other):
                let image = set.name(of: set.facts[other].pair.image)
                foreign += set.masks(of: set.facts[place], .fits(image: image))
            }
        }
        return set.findings(.shiftedMask, .warning, shifted) + set.findings(.maskOfAnother, .warning, foreign)
    }

    private static func candidate(_ facts: InspectedPair) -> MaskFit.Candidate? {
        guard let image = facts.image, let mask = facts.mask, image.size == mask.size,
            min(image.size.width, image.size.height) >= smallest, mask.foreground > 0.001, mask.foreground < 0.999,
            let edges = EdgeMap(image.copy), let outline = MaskOutline(mask.copy)
        else { return nil }
        return MaskFit.Candidate(edges: edges, outline: outline, size: image.size)
    }
}
