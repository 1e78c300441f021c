/// Masks in files whose compression changes values.
enum LossyMaskCheck: SetCheck {
    static func findings(in set: InspectedSet) -> [Finding] {
        let files = set.facts.flatMap(\.maskFiles).filter(\.isLossy)
        return set.findings(.lossyMask, .warning, files.map { Finding.Item(set.name(of: $0.url)) })
    }
}

/// Masks that hold values which hardly any other mask of the set holds, in a few of their pixels.
///
/// A value is stray where at most one mask in ten has it and none has more than 1 % of its pixels in it. In sets with
/// smoothed edges there is no telling, so that sets count only where at most one mask in five has more than `ValueCounts.most`
/// values.
enum StrayValueCheck: SetCheck {
    private static let fewest = 4

    static func findings(in set: InspectedSet) -> [Finding] {
        let files = set.facts.filter { $0.mask != nil }.flatMap(\.maskFiles)
        let discrete = files.filter { $0.values.distinct <= ValueCounts.most }
        guard files.count >= fewest, 5 * discrete.count >= 4 * files.count else { return [] }
        let (holders, rare) = counted(discrete)
        let most = max(1, files.count / 10)
        let items = files.compactMap { file -> Finding.Item? in
            if file.isLossy { return nil }
            guard file.values.distinct <= ValueCounts.most else {
                return Finding.Item(
                    set.name(of: file.url), .values(file.values.counts.map(\.value).prefix(6) + [], hasMore: true))
            }
            let stray = file.values.counts.map(\.value).filter { (holders[$0] ?? 0) <= most && rare.contains($0) }
            // Where masks have objects by number, each has values of its own.
            guard !stray.isEmpty, stray.count < file.values.distinct else { return nil }
            return Finding.Item(set.name(of: file.url), .values(stray, hasMore: false))
        }
        // More than a few are no slips of a pen but what the set is like.
        return 5 * items.count <= files.count ? set.findings(.strayValues, .warning, items) : []
    }

    /// How many masks hold a value, and the values that fill more than 1 % of no mask.
    private static func counted(_ files: [MaskFacts.File]) -> (holders: [Double: Int], rare: Set<Double>) {
        var (holders, shares) = ([Double: Int](), [Double: Double]())
        for file in files {
            let pixels = Double(max(file.size.width * file.size.height, 1))
            for count in file.values.counts {
                holders[count.value, default: 0] += 1
                shares[count.value] = max(shares[count.value] ?? 0, Double(count.pixels) / pixels)
            }
        }
        return (holders, Set(shares.filter { $0.value <= 0.01 }.keys))
    }
}

/// Images of one value, and images with text or markers at full scale.
enum IntensityCheck: SetCheck {
    /// The share of pixels at full scale from which labels are named. Above the second it is more than labels.
    private static let shares = 0.005...0.15

    static func findings(in set: InspectedSet) -> [Finding] {
        let constant = set.facts.filter { facts in facts.image.map { $0.minimum == $0.maximum } == true }
        let labelled = set.facts.compactMap { facts -> Finding.Item? in
            guard let share = facts.image?.apartAtFullScale, shares.contains(share) else { return nil }
            return set.image(of: facts, .share(share))
        }
        return set.findings(.constantImage, .warning, constant.map { set.image(of: $0) })
            + set.findings(.burnedInLabel, .note, labelled)
    }
}
