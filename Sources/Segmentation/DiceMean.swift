/// The mean Dice of a subset: over the images by class, then over the classes, as nnU-Net takes it.
///
/// Dice is undefined where both masks are empty. Such an image and class is left out and counted; so is a class that
/// no image has and none is predicted to have.
public struct DiceMean: Sendable {
    private var sums: [Double] = []
    private var defined: [Int] = []
    /// Masks (an image and a class each) that were left out, both being empty.
    public private(set) var leftOut = 0

    /// Of no image yet.
    public init() {}

    /// Adds the images of one batch.
    /// - Parameter batch: of each image the counts of its classes, every image with the same classes (`foregroundCounts`).
    public mutating func add(_ batch: [[OverlapCounts]]) {
        let classes = batch.map(\.count).max() ?? 0
        let missing = max(0, classes - sums.count)
        sums += [Double](repeating: 0, count: missing)
        defined += [Int](repeating: 0, count: missing)
        for c in 0..<classes {
            let counts = batch.compactMap { $0.indices.contains(c) ? $0[c] : nil }
            let values = counts.compactMap(\.dice)
            // A batch is summed by itself: one class without empty masks gives the bits of a plain mean.
            sums[c] += values.reduce(0, +)
            defined[c] += values.count
            leftOut += counts.count - values.count
        }
    }

    /// In [0, 1]; nil if Dice is defined for no image.
    public var value: Double? {
        let means = zip(sums, defined).filter { $1 > 0 }.map { $0 / Double($1) }
        return means.isEmpty ? nil : means.reduce(0, +) / Double(means.count)
    }
}
