/// The subsets that a set's makers gave its images, as far as a draw has to keep them.
struct OwnSubsets {
    /// Of each group that holds test or validation images: test goes before validation.
    private var fixed: [String: Subset] = [:]
    /// Groups that are free to be drawn.
    private(set) var drawn: Swift.Set<String> = []

    /// - Parameter pairs: of one set.
    init(_ pairs: [Pair]) {
        for pair in pairs where pair.subset == .validation { fixed[pair.group] = .validation }
        for pair in pairs where pair.subset == .test { fixed[pair.group] = .test }
        for pair in pairs where pair.subset != .unused && fixed[pair.group] == nil { drawn.insert(pair.group) }
    }

    /// Whether the set has such images of its own.
    func has(_ subset: Subset) -> Bool { fixed.values.contains(subset) }

    /// The subset of an image that is not drawn; nil: its group is. An image that was meant for another subset than the
    /// fixed one of its group is unused.
    func subset(of pair: Pair) -> Subset? {
        if pair.subset == .unused { return .unused }
        guard let fixed = fixed[pair.group] else { return nil }
        return pair.subset == nil || pair.subset == fixed ? fixed : .unused
    }
}
