import Torch

/// Some images with their truth, as a network takes them.
public struct Batch {
    /// (N, C, height, width) in float32, normalised, channels-last.
    public let images: Tensor
    /// (N, 1, height, width) in float32, 0 or 1; for several classes (N, height, width) in int64, a class from 0, or 255
    /// where a pixel is ignored.
    public let masks: Tensor
    /// Of one class, in the shape of `masks`: 1 where a pixel counts, 0 where it is ignored. Nil where all count.
    public let counted: Tensor?
    /// The images' indices in the store.
    public let indices: [Int]
}

/// The batches of a subset, epoch by epoch.
///
///     let source = BatchSource(store, indices: train, batchSize: 32, seed: 0, augmentation: .flips, device: .cpu)
///     for indices in source.batches(epoch: 0) {
///         let batch = try source.batch(of: indices, epoch: 0)
///     }
public struct BatchSource {
    /// The images that batches are made of.
    public let store: ImageStore
    /// The subset: indices of the store.
    public let indices: [Int]
    /// Which images make up which batch: places in `indices`.
    public let order: BatchOrder
    /// How images are changed where `order` has a seed.
    public let augmentation: Augmentation
    /// Where batches are made.
    public let device: Device

    /// - Parameters:
    ///   - indices: the subset, indices of the store.
    ///   - batchSize: images, at least 1; smaller values count as 1.
    ///   - seed: of order and augmentation; nil: the images as they lie and as they are, for evaluation.
    ///   - dropLast: leaves out an incomplete last batch; without a seed it is kept all the same.
    public init(
        _ store: ImageStore, indices: [Int], batchSize: Int, seed: UInt64?, augmentation: Augmentation = .none,
        dropLast: Bool = false, device: Device
    ) {
        self.store = store
        self.indices = indices
        order = BatchOrder(count: indices.count, batchSize: batchSize, seed: seed, dropLast: dropLast)
        self.augmentation = augmentation
        self.device = device
    }

    /// Batches in an epoch, the same number in each.
    public var batchesPerEpoch: Int { order.batches }

    /// The store indices of each batch of an epoch (from 0).
    public func batches(epoch: Int) -> [[Int]] { order.places(epoch: epoch).map { $0.map { indices[$0] } } }

    /// Makes a batch; each image is changed by a draw of (seed, epoch, index).
    /// - Throws: `DatasetError.torch`, `.badSize` where images keep their own sizes and these differ.
    public func batch(of indices: [Int], epoch: Int) throws(DatasetError) -> Batch {
        let flips = order.seed.map { seed in
            indices.map { augmentation.flip(seed: seed, epoch: epoch, index: $0) }
        }
        let images = indices.map { store.images[$0] }
        let truths = indices.map { store.truths[$0] }
        let preprocessing = store.preprocessing
        let own = images.map(\.own)
        return Batch(
            images: try preprocessing.batch(images, flips: flips ?? [], on: device),
            masks: try preprocessing.targets(truths, own: own, flips: flips ?? [], on: device),
            counted: try preprocessing.counted(truths, own: own, flips: flips ?? [], on: device),
            indices: indices)
    }
}
