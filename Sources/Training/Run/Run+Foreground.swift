import Datasets

extension Run {
    /// Refuses masks from which nothing is learnt or no epoch can be chosen, and counts the empty ones.
    /// - Parameters:
    ///   - isResumed: the split is the run's own and cannot be drawn again.
    ///   - tell: hears how many masks of each subset are empty, and which classes no mask has.
    /// - Throws: `DatasetError.noForeground` where all masks of training, or all of validation, are empty;
    ///   `.classes` where masks of one class are read for several.
    static func requireForeground(
        _ store: ImageStore, _ split: Split, isResumed: Bool = false, _ tell: Listener
    ) throws(DatasetError) -> EmptyMasks {
        try store.requireForeground()
        let train = try SubsetMasks(.train, of: split, in: store)
        let validation = try SubsetMasks(.validation, of: split, in: store)
        let test = try SubsetMasks(.test, of: split, in: store)
        let absent = store.absentClasses.map { store.classes.name($0) }
        if !absent.isEmpty {
            tell("warning: no mask has the class\(absent.count == 1 ? "" : "es") \(absent.joined(separator: ", "))")
        }
        report([("train", train), ("validation", validation), ("test", test)], store, tell)
        let start = isResumed ? "Start a new run with another split" : "Draw another split"
        let ways = "\(start) (--split-seed N), or name your own (--split FILE)"
        if train.isEmpty {
            throw .noForeground("\(allEmpty("training", train, store)): there is nothing to learn. \(ways)")
        }
        if validation.isEmpty {
            throw .noForeground(
                "\(allEmpty("validation", validation, store)): no epoch can be chosen by them. \(ways), validate on more "
                    + "images (--validation SHARE), or keep the last epoch (--validation 0)")
        }
        return EmptyMasks(train: train.empty, validation: validation.empty, test: test.empty)
    }

    private static func allEmpty(_ name: String, _ masks: SubsetMasks, _ store: ImageStore) -> String {
        let number = masks.images == 1 ? "the only mask" : "all \(masks.images) masks"
        let subset = "\(number) of the \(name) subset \(masks.images == 1 ? "is" : "are") empty"
        guard masks.vanished > 0 else { return "\(subset) (without a foreground pixel)" }
        return "\(subset) at the network's \(size(of: store)) (\(masks.vanished) have foreground at their own size: "
            + "a larger --size keeps it)"
    }

    private static func size(of store: ImageStore) -> String {
        store.preprocessing.size.map { "\($0.height) x \($0.width) pixels" } ?? "size"
    }

    /// "empty masks: 3 of 24 train, 1 of 6 test", where there are any; a warning where half of a subset or more is empty.
    private static func report(_ subsets: [(name: String, masks: SubsetMasks)], _ store: ImageStore, _ tell: Listener) {
        func list(_ count: (SubsetMasks) -> Int) -> String {
            subsets.filter { count($0.masks) > 0 }.map { "\(count($0.masks)) of \($0.masks.images) \($0.name)" }
                .joined(separator: ", ")
        }
        if subsets.contains(where: { $0.masks.empty > 0 }) {
            let isMost = subsets.contains { $0.masks.empty > 0 && 2 * $0.masks.empty >= $0.masks.images }
            tell("\(isMost ? "warning: " : "")empty masks: \(list(\.empty))")
        }
        if subsets.contains(where: { $0.masks.vanished > 0 }) {
            tell(
                "warning: masks whose foreground is lost at \(size(of: store)): \(list(\.vanished)); a larger --size "
                    + "keeps it")
        }
    }
}
