/// Pairs of images that show nearly the same: the correlation of their small copies is at least 0.99, at 64 x 64 pixels
/// and at the copies' own size.
///
/// Simple hashes match thousands of chest films that have nothing to do with each other, since all are bright in the same
/// places; so whole copies are correlated. Copies of 16 x 16 come first: what is equal at 64 x 64 is so there, and most
/// pairs are told apart by them.
public enum NearDuplicates {
    /// The least correlation of near duplicates.
    public static let leastCorrelation: Float = 0.99
    /// At 16 x 16, where details count for less.
    private static let leastCoarse: Float = 0.97

    /// Two images, by their places in the list.
    public struct Match: Equatable, Sendable {
        /// Places, the smaller first.
        public let first: Int, second: Int
        /// At the copies' own size.
        public let correlation: Double
    }

    /// All matches, in the order of `first`, then of `second`.
    /// - Parameters:
    ///   - copies: of one size, a multiple of 64; nil: an image that takes no part.
    ///   - threads: that compare.
    public static func matches(of copies: [SmallCopy?], threads: Int = 1) -> [Match] {
        let coarse = parallelMap(copies, threads: threads) { $0?.reduced(to: 16).normalised() }
        let rows = parallelMap(Array(copies.indices), threads: threads) { i -> [Int] in
            guard let own = coarse[i] else { return [] }
            return (i + 1..<copies.count).filter { j in
                guard let other = coarse[j] else { return false }
                return product(own, other) >= leastCoarse
            }
        }
        let candidates = rows.enumerated().flatMap { i, others in others.map { (i, $0) } }
        return parallelMap(candidates, threads: threads) { i, j -> Match? in
            guard let first = copies[i], let second = copies[j],
                let small = correlation(first.reduced(to: 64), second.reduced(to: 64)), small >= leastCorrelation,
                let own = correlation(first, second), own >= leastCorrelation
            else { return nil }
            return Match(first: i, second: j, correlation: Double(own))
        }.compactMap { $0 }
    }

    /// Pearson's correlation; nil where all values of one are equal.
    static func correlation(_ a: SmallCopy, _ b: SmallCopy) -> Float? {
        guard let a = a.normalised(), let b = b.normalised(), a.count == b.count else { return nil }
        return product(a, b)
    }

    private static func product(_ a: [Float], _ b: [Float]) -> Float {
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                var sum: Float = 0
                for i in 0..<min(a.count, b.count) { sum += a[i] * b[i] }
                return sum
            }
        }
    }
}
