/// Which masks fit their images, judged by how their outlines lie on edges, compared with the set's other pairs.
///
/// Nothing is said of sets in which outlines tell nothing: most masks must agree best with their own image where they are,
/// and better than nine in ten of the other masks. Where noise hides the edges nothing is said either. Thresholds were set on 352 chest films, 75 images of nuclei, 30 of
/// membranes and 120 phantoms: no clean pair comes near them, and all but a few in ten thousand swaps of two masks and all
/// shifts by 8 % were found.
struct MaskFit {
    /// A mask that fits elsewhere.
    enum Misfit: Equatable {
        /// So far from where it fits, in shares of the sides, to the right and down.
        case shifted(x: Double, y: Double)
        /// It fits the image at this place of the list.
        case belongs(to: Int)
    }

    /// An image and a mask by their edges, and the size that both have.
    struct Candidate: Sendable {
        let edges: EdgeMap
        let outline: MaskOutline
        let size: PixelSize
    }

    /// By the places of the list.
    private(set) var misfits: [Int: Misfit] = [:]

    private let candidates: [Candidate?]
    private let threads: Int

    /// Pixels of `EdgeMap.side` that masks are moved by, at most: 16 %.
    private static let reach = 20
    /// Moved by as many a mask is shifted (4 %); by fewer than `still` it is not.
    private static let shifted = 5, still = 3

    /// - Parameter candidates: nil: takes no part.
    init(_ candidates: [Candidate?], threads: Int) {
        (self.candidates, self.threads) = (candidates, threads)
        for places in Dictionary(grouping: candidates.indices.filter { candidates[$0] != nil }, by: size).values {
            findSwaps(places.sorted())
        }
        findShifts()
    }

    private func size(_ place: Int) -> PixelSize? { candidates[place]?.size }

    private func agreement(image: Int, mask: Int) -> Float {
        guard let edges = candidates[image]?.edges, let outline = candidates[mask]?.outline else { return 0 }
        return outline.agreement(with: edges)
    }

    // MARK: - Masks of other images

    /// Fewer images of one size give no ranks.
    private static let fewestToSwap = 8
    /// So many are compared with each other at once: the agreements of 1500 take 9 MB.
    private static let mostToSwap = 1500

    private mutating func findSwaps(_ places: [Int]) {
        for start in stride(from: 0, to: places.count, by: Self.mostToSwap) {
            let part = Array(places[start..<min(start + Self.mostToSwap, places.count)])
            guard part.count >= Self.fewestToSwap else { continue }
            let this = self
            // Rows are images, columns masks.
            let table = parallelMap(part, threads: threads) { image in
                part.map { this.agreement(image: image, mask: $0) }
            }
            findSwaps(AgreementTable(table), part)
        }
    }

    private mutating func findSwaps(_ table: AgreementTable, _ places: [Int]) {
        if table.telling(offset: 0) < 0.6 {
            // All masks may belong to the next image or to the one before.
            for offset in [1, -1] where table.telling(offset: offset) >= 0.8 {
                for i in table.indices where table.indices.contains(i + offset) {
                    misfits[places[i + offset]] = .belongs(to: places[i])
                }
            }
            return
        }
        for (i, j) in table.swaps + table.strays { misfits[places[j]] = .belongs(to: places[i]) }
    }

    // MARK: - Shifts

    private static let fewestToShift = 5

    private mutating func findShifts() {
        let places = candidates.indices.filter { candidates[$0] != nil && misfits[$0] == nil }
        guard places.count >= Self.fewestToShift else { return }
        let all = candidates
        let best = parallelMap(places, threads: threads) { place -> (x: Int, y: Int, agreement: Float) in
            all[place].map { $0.outline.best(on: $0.edges, reach: Self.reach) } ?? (0, 0, 0)
        }
        let own = places.map { agreement(image: $0, mask: $0) }
        let isStill = best.map { max(abs($0.x), abs($0.y)) < Self.still }
        guard 5 * isStill.count(where: { $0 }) >= 3 * places.count else { return }
        let usual = own.sorted()[own.count / 2]
        let moved = places.indices.filter { i in
            max(abs(best[i].x), abs(best[i].y)) >= Self.shifted && best[i].agreement >= 1.3 * own[i]
                && best[i].agreement >= 0.4 * usual
        }
        // In noise outlines agree best anywhere, and most of them hardly better there.
        let unclear = isStill.count { !$0 } - moved.count
        guard unclear <= max(moved.count / 2, places.count / 20) else { return }
        for i in moved {
            let (place, found) = (places[i], best[i])
            // The outline fits where it is moved to: the mask lies the other way.
            misfits[place] = .shifted(
                x: -Double(found.x) / Double(EdgeMap.side), y: -Double(found.y) / Double(EdgeMap.side))
        }
    }
}

/// How well each mask of some pairs agrees with each image: rows are images, columns masks.
private struct AgreementTable {
    private let rows: [[Float]]
    /// The median agreement of an image with its own mask.
    private let usual: Float

    init(_ rows: [[Float]]) {
        self.rows = rows
        usual = rows.indices.map { rows[$0][$0] }.sorted()[rows.count / 2]
    }

    var indices: Range<Int> { rows.indices }

    private static let mostPartners = 3

    /// The share of images for which the mask so many places further agrees better than nine in ten of the masks.
    func telling(offset: Int) -> Double {
        let told = rows.indices.filter { rows.indices.contains($0 + offset) }
        let good = told.count { i in
            let own = rows[i][i + offset]
            return own > 0 && 10 * rows[i].count { $0 >= own } <= rows.count + 10
        }
        return Double(good) / Double(max(told.count, 1))
    }

    /// Images with the other's mask: exchanged, the two agree better by a tenth.
    var swaps: [(image: Int, mask: Int)] {
        var found: [(gain: Float, i: Int, j: Int)] = []
        for i in rows.indices {
            for j in i + 1..<rows.count {
                let (own, crossed) = (rows[i][i] + rows[j][j], rows[i][j] + rows[j][i])
                if crossed >= 1.1 * own, crossed >= 1.2 * usual, crossed > own { found.append((crossed - own, i, j)) }
            }
        }
        // A mask that is better off with many images is noise; a swapped one has one image that it fits.
        var partners: [Int: Int] = [:]
        for pair in found {
            partners[pair.i, default: 0] += 1
            partners[pair.j, default: 0] += 1
        }
        found.removeAll { max(partners[$0.i] ?? 0, partners[$0.j] ?? 0) > Self.mostPartners }
        var taken: Set<Int> = []
        return found.sorted { $0.gain > $1.gain }.flatMap { _, i, j -> [(image: Int, mask: Int)] in
            guard !taken.contains(i), !taken.contains(j) else { return [] }
            taken.formUnion([i, j])
            return [(i, j), (j, i)]
        }
    }

    /// Masks that fit another image by far better than that image's own does, and than they fit their own: parts of longer
    /// exchanges.
    var strays: [(image: Int, mask: Int)] {
        let swapped = Set(swaps.map(\.image))
        return rows.indices.filter { !swapped.contains($0) }.compactMap { i in
            let others = rows.indices.filter { $0 != i && !swapped.contains($0) }
            guard let j = others.max(by: { rows[i][$0] < rows[i][$1] }) else { return nil }
            let found = rows[i][j]
            return found >= 1.5 * rows[i][i] && found >= 1.5 * rows[j][j] && found >= 0.8 * usual ? (i, j) : nil
        }
    }
}
