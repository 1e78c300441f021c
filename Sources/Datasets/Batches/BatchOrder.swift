import Files

/// Which images make up which batch, epoch by epoch.
public struct BatchOrder: Equatable, Sendable {
    /// Images in an epoch.
    public let count: Int
    /// Images in a batch; the last one may hold fewer.
    public let batchSize: Int
    /// The seed of the order; nil leaves the images as they lie.
    public let seed: UInt64?
    /// Whether an incomplete last batch is left out.
    public let dropLast: Bool

    /// - Parameters:
    ///   - batchSize: at least 1; smaller values count as 1.
    public init(count: Int, batchSize: Int, seed: UInt64?, dropLast: Bool = false) {
        (self.count, self.batchSize) = (max(count, 0), max(batchSize, 1))
        (self.seed, self.dropLast) = (seed, dropLast)
    }

    /// Batches in an epoch, the same in each.
    ///
    /// An incomplete last batch is kept, but for one: a training batch (with a seed) of a single image is left out where
    /// there are others, since BatchNorm's statistics of one image would disturb the weights.
    public var batches: Int {
        let whole = count / batchSize
        let rest = count % batchSize
        if rest == 0 || (dropLast && seed != nil) { return whole }
        return rest == 1 && whole > 0 && seed != nil ? whole : whole + 1
    }

    /// The order of an epoch: places from 0 to `count - 1`, each once. Each place's rank is a draw of (seed, epoch, place),
    /// so the order is no state that a resumed run would have to restore.
    public func order(epoch: Int) -> [Int] {
        guard let seed else { return Array(0..<count) }
        return (0..<count).map { place -> (rank: UInt64, place: Int) in
            var draws = RandomDraws(seed: seed, purpose: "order", epoch: epoch, index: place)
            return (draws.bits(), place)
        }
        .sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }
        .map(\.place)
    }

    /// The places of each batch of an epoch.
    public func places(epoch: Int) -> [[Int]] {
        let order = order(epoch: epoch)
        return (0..<batches).map { Array(order[$0 * batchSize..<min(($0 + 1) * batchSize, count)]) }
    }
}
