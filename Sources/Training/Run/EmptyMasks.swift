import Datasets

/// Masks without a foreground pixel at their own size, counted for each subset of a training.
public struct EmptyMasks: Codable, Equatable, Sendable {
    /// Numbers of masks.
    public let train, validation, test: Int

    /// Whether any mask is empty.
    public var isAny: Bool { train + validation + test > 0 }
}

/// The masks of a training by subset: with or without foreground, at their own size and at the network's.
struct SubsetMasks {
    /// Images of the subset.
    let images: Int
    /// Masks without foreground, as the files are.
    let empty: Int
    /// Masks that have foreground in the file and none at the network's size.
    let vanished: Int

    init(_ subset: Subset, of split: Split, in store: ImageStore) throws(DatasetError) {
        let indices = try split.indices(of: subset, in: store.pairs)
        images = indices.count
        empty = indices.count { !store.hasForeground[$0] }
        vanished = indices.count { store.hasForeground[$0] && !store.truths[$0].hasForeground }
    }

    /// Whether there are images, and the network sees no foreground in any of them.
    var isEmpty: Bool { images > 0 && empty + vanished == images }
}
