import Datasets
import Foundation

/// The data of a new run, read, and their split: images of one patient, and images that are nearly equal, in one subset.
struct SplitData {
    /// With the groups that the split has.
    let inventory: Inventory
    /// Whole: images of a split's file that are not there are in it.
    let split: Split
    /// The split of the images that are there.
    let present: Split
    let store: ImageStore
    let digests: DataDigests
    /// What the inspection found.
    let findings: FindingCounts?

    /// Draws the split, or takes its file; reads the images that it uses; and, where images are found to be nearly equal,
    /// draws it again with these together. A split of a file stays as it is: what leaks is named.
    init(
        _ recipe: Recipe, _ inventory: Inventory, isInterrupted: () -> Bool, _ tell: Run.Listener,
        _ loading: @escaping (Int, Int) -> Void
    ) throws {
        let drawn = try Self.split(recipe.split, of: inventory.pairs)
        var measured: MeasuredPairs?
        var (store, present) = try Run.store(
            of: recipe, drawn, inventory.pairs, isInterrupted: isInterrupted, tell, loading,
            inspect: { measured = $0 })
        findings = try Run.findings(recipe, inventory, measured, drawn, tell)
        // The pictures that were compared take memory that training needs.
        measured = nil
        let digests = try DataDigests(of: inventory.pairs, threads: recipe.threads, isInterrupted: isInterrupted)
        let twins = try store.twins(digests.of(store.pairs))
        guard recipe.split.file == nil else {
            Self.warn(twins, store.pairs, present, tell)
            let pairs = present.grouped(inventory.pairs)
            (self.inventory, split) = (inventory.regrouped(pairs), drawn)
            (self.present, self.store, self.digests) = (present, store, digests)
            return
        }
        var (split, joined) = (drawn, inventory)
        if let line = twins.line(of: store.pairs) {
            tell(line)
            store.regroup(twins.joined(store.pairs))
            joined = inventory.regrouped(Self.pairs(inventory.pairs, like: store.pairs))
            split = try Self.split(recipe.split, of: joined.pairs)
            present = split.present(in: joined.pairs)
            try Run.requireBatches(present.count(.train), recipe.training)
        }
        Self.warn(leftOut: split.leftOut(of: joined.pairs), tell)
        (self.inventory, self.split, self.present) = (joined, split, present)
        (self.store, self.digests) = (store, digests)
    }

    /// The split of a file, or a drawn one.
    private static func split(_ settings: Recipe.Split, of pairs: [Pair]) throws -> Split {
        if let file = settings.file { return try Split(file: URL(filePath: file)) }
        return try Split(of: pairs, seed: settings.seed, test: settings.test, validation: settings.validation)
    }

    /// The pairs with the groups of those that were read.
    private static func pairs(_ pairs: [Pair], like read: [Pair]) -> [Pair] {
        let known = Dictionary(read.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        return pairs.map { known[$0.key] ?? $0 }
    }

    /// Names the images that are alike and lie in different subsets.
    private static func warn(_ twins: Twins, _ pairs: [Pair], _ split: Split, _ tell: Run.Listener) {
        let subsets = Dictionary(split.entries.map { ($0.key, $0.subset) }, uniquingKeysWith: { first, _ in first })
        let leaks = twins.links { subsets[pairs[$0].key]?.rawValue }
        guard !leaks.isEmpty else { return }
        func name(_ place: Int) -> String { "\(pairs[place].key) (\(subsets[pairs[place].key]?.rawValue ?? ""))" }
        let named = leaks.prefix(8).map { "\(name($0.first)) \($0.isExact ? "=" : "~") \(name($0.second))" }
        tell(
            "warning: \(leaks.count) image\(leaks.count == 1 ? "" : "s") of the split \(leaks.count == 1 ? "is" : "are") equal "
                + "(=) or nearly equal (~) to one in another subset: \(named.joined(separator: ", "))"
                + (leaks.count > 8 ? " and \(leaks.count - 8) more" : ""))
    }

    private static func warn(leftOut keys: [ImageKey], _ tell: Run.Listener) {
        guard !keys.isEmpty else { return }
        let named = keys.prefix(8).map(\.description).joined(separator: ", ")
        tell(
            "warning: \(keys.count) image\(keys.count == 1 ? " is" : "s are") left out of training, since the set's own test or "
                + "validation images show the same patient or nearly the same image: \(named)"
                + (keys.count > 8 ? " and \(keys.count - 8) more" : ""))
    }
}
