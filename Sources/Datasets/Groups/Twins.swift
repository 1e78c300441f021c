import Imaging
import Torch

/// Images that are one and the same, or nearly so: they never fall into different subsets, or the test would know what was
/// trained on.
///
/// Exact: the same bytes in the file. Near: the correlation of copies of 16 x 16 is at least 0.99, and that of copies of 256 x 256
/// too. Simple hashes will not do: they match thousands of chest films that have nothing to do with each other. (Of the 352 films
/// of Shenzhen and Montgomery the two most alike have 0.977 at 16 x 16 and 0.950 at 256 x 256.)
public struct Twins: Equatable, Sendable {
    /// Two images that are alike.
    public struct Link: Equatable, Sendable {
        /// Their places in the list of pairs, the first below the second.
        public let first: Int, second: Int
        /// Whether the files hold the same bytes.
        public let isExact: Bool
        /// At 256 x 256 pixels; 1 where they are exact.
        public let correlation: Double
    }

    /// The least correlation of two images that are nearly the same.
    public static let least = 0.99

    /// At least so many that all images that are alike hang together; not every two of them.
    public let links: [Link]
    /// The images whose likeness was asked for.
    public let count: Int

    /// - Parameter links: places below `count`.
    init(links: [Link], count: Int) { (self.links, self.count) = (links, count) }

    /// - Parameters:
    ///   - copies: small ones, one for each image.
    ///   - digests: of the bytes of each image's file; nil: only what is near is found.
    ///   - large: reads the copy of 256 x 256 of the image at a place.
    /// - Throws: what `large` throws; `DatasetError.torch`.
    init(
        copies: [ImageCopy], digests: [[UInt8]]?, large: @escaping (Int) throws(DatasetError) -> ImageCopy
    ) throws(DatasetError) {
        var (joined, links) = (UnionFind(count: copies.count), [Link]())
        var known: [[UInt8]: Int] = [:]
        for (place, digest) in (digests ?? []).enumerated() {
            if let first = known[digest] {
                joined.join(first, place)
                links.append(Link(first: first, second: place, isExact: true, correlation: 1))
            } else {
                known[digest] = place
            }
        }
        var cache = LargeCopies(read: large)
        for (a, b) in try Self.candidates(copies) where joined.root(a) != joined.root(b) {
            let correlation = try cache.copy(a).correlation(to: cache.copy(b))
            guard correlation >= Self.least else { continue }
            joined.join(a, b)
            links.append(Link(first: a, second: b, isExact: false, correlation: correlation))
        }
        self.init(links: links, count: copies.count)
    }

    /// The places of two images whose small copies are alike, in ascending order. Blocks of a matrix product: for
    /// 20,000 images 10^11 operations.
    private static func candidates(_ copies: [ImageCopy]) throws(DatasetError) -> [(Int, Int)] {
        guard let width = copies.first?.values.count, copies.count > 1 else { return [] }
        // Float32 rounds: what lies this close is looked at again.
        let least = Self.least - 1e-4
        var found: [(Int, Int)] = []
        do throws(TorchError) {
            let all = try Tensor(copies.flatMap(\.values), shape: [copies.count, width])
            let step = 512
            for start in stride(from: 0, to: copies.count, by: step) {
                let rows = min(step, copies.count - start)
                let rest = try all.narrowed(axis: 0, start: start, length: copies.count - start)
                let block = try all.narrowed(axis: 0, start: start, length: rows)
                let places: [Int64] = try (block.matmul(rest.transposed(0, 1)) >= least).nonzero().array()
                for i in stride(from: 0, to: places.count, by: 2) where places[i] < places[i + 1] {
                    found.append((start + Int(places[i]), start + Int(places[i + 1])))
                }
            }
        } catch { throw .torch(error) }
        return found.sorted { $0 < $1 }
    }

    /// The links between images of different groups of places: the places of those that `key` tells apart.
    public func links(between key: (Int) -> String?) -> [Link] {
        links.filter { link in
            guard let a = key(link.first), let b = key(link.second) else { return false }
            return a != b
        }
    }
}

/// Copies of 256 x 256, the last ones kept: 256 KiB each.
private struct LargeCopies {
    let read: (Int) throws(DatasetError) -> ImageCopy
    private var kept: [Int: ImageCopy] = [:]
    private var order: [Int] = []

    init(read: @escaping (Int) throws(DatasetError) -> ImageCopy) { self.read = read }

    mutating func copy(_ place: Int) throws(DatasetError) -> ImageCopy {
        if let copy = kept[place] { return copy }
        let copy = try read(place)
        if order.count >= 256 { kept[order.removeFirst()] = nil }
        order.append(place)
        kept[place] = copy
        return copy
    }
}
