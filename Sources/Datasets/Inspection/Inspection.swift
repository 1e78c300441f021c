import Files
import Foundation
import Imaging

/// What is in some data sets, and what is wrong with them.
///
///     let inventory = try Inventory(folders)
///     let facts = try Inspection.facts(of: inventory.pairs)
///     let inspection = Inspection(of: inventory, facts)
///     for line in inspection.findings.flatMap(\.lines) { print(line) }
public struct Inspection: Sendable {
    /// The sets, in the inventory's order.
    public let sets: [SetSummary]
    /// What was found, the worst first.
    public let findings: [Finding]
    /// What was measured of each pair, in the inventory's order.
    public let pairs: [InspectedPair]

    private let byName: [String: InspectedSet]

    /// The files of a pair as findings name them: the image's, then the mask's.
    public func files(of pair: InspectedPair) -> [String] {
        guard let set = byName[pair.pair.set] else { return [] }
        return (pair.pair.images + pair.pair.maskFiles).map { set.name(of: $0) }
    }

    /// Whether training would take the data.
    public var isTrainable: Bool { !findings.contains { $0.severity == .error } }

    /// Runs all checks on what was measured.
    /// - Parameters:
    ///   - facts: of the inventory's pairs, or of those that a split uses.
    ///   - threads: that compare images.
    public init(
        of inventory: Inventory, _ facts: [InspectedPair], rules: InspectionRules = InspectionRules(),
        threads: Int = Processors.current.count
    ) {
        let inspected = inventory.sets.map { set in
            InspectedSet(
                name: set.name, root: set.root, facts: facts.filter { $0.pair.set == set.name },
                imagesWithoutMask: set.imagesWithoutMask, masksWithoutImage: set.masksWithoutImage,
                otherPictures: set.otherPictures, rules: rules)
        }
        let perSet = inspected.flatMap { set in
            Self.checks.flatMap { $0.findings(in: set) } + FitCheck.findings(in: set, threads: threads)
        }
        let found =
            perSet + WholeChecks.findings(inspected, rules)
            + DuplicateCheck(inspected, split: rules.split, threads: threads).findings
        let order = Dictionary(uniqueKeysWithValues: Finding.Kind.allCases.enumerated().map { ($0.element, $0.offset) })
        findings = found.enumerated().sorted { a, b in
            (a.element.severity, order[a.element.kind] ?? 0, a.offset)
                < (b.element.severity, order[b.element.kind] ?? 0, b.offset)
        }.map(\.element)
        sets = zip(inventory.sets, inspected).map { SetSummary($0, $1) }
        pairs = facts
        byName = Dictionary(inspected.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Each looks at one set.
    private static let checks: [any SetCheck.Type] = [
        FaultCheck.self, PartnerCheck.self, SizeCheck.self, EmptyMaskCheck.self, BorderCheck.self,
        LossyMaskCheck.self, StrayValueCheck.self, IntensityCheck.self, OrientationCheck.self, MixtureCheck.self,
    ]

    /// Decodes and measures all pairs; a chunk of twice the threads lies in memory at its own size at once.
    /// - Parameters:
    ///   - classes: what the masks tell apart.
    ///   - threads: that decode.
    ///   - progress: is told, on the calling thread, how many of how many pairs are done.
    ///   - isInterrupted: asked on the calling thread every few pairs; true stops the reading.
    /// - Throws: `DatasetError.interrupted`; `.image` where ITK is missing. Bad files are findings.
    public static func facts(
        of pairs: [Pair], classes: Classes = .one, threads: Int = Processors.current.count,
        progress: ((_ done: Int, _ total: Int) -> Void)? = nil, isInterrupted: () -> Bool = { false }
    ) throws(DatasetError) -> [InspectedPair] {
        var facts: [InspectedPair] = []
        let side = copySide(pairs: pairs.count)
        let chunk = 2 * max(threads, 1)
        for start in stride(from: 0, to: pairs.count, by: chunk) {
            if isInterrupted() { throw .interrupted }
            let part = Array(pairs[start..<min(start + chunk, pairs.count)])
            let measured = parallelMap(part, threads: threads) { pair in
                Swift.Result { () throws(DatasetError) in try InspectedPair(reading: pair, classes, copySide: side) }
            }
            for result in measured { facts.append(try result.get()) }
            progress?(start + part.count, pairs.count)
        }
        return facts
    }

    /// Pixels a side of images' copies: large sets keep smaller ones, so that 10,000 pairs take 0.4 GB.
    static func copySide(pairs: Int) -> Int { pairs > 4000 ? 128 : ImageFacts.copySide }
}
