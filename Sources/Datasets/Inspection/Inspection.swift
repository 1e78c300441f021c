import Files
import Foundation
import Imaging

/// What is in some data sets, and what is wrong with them.
///
///     let inventory = try Inventory(folders)
///     let inspection = try Inspection(of: inventory, try MeasuredPairs(of: inventory.pairs))
///     for line in inspection.findings.flatMap(\.lines) { print(line) }
public struct Inspection: Sendable {
    /// The sets, in the inventory's order.
    public let sets: [SetSummary]
    /// What was found, the worst first.
    public let findings: [Finding]
    /// What was measured of each pair, and how masks are read.
    public let measured: MeasuredPairs
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
    ///   - measured: of the inventory's pairs, or of those that a split uses.
    ///   - threads: that compare images.
    /// - Throws: `DatasetError.torch` where images cannot be compared.
    public init(
        of inventory: Inventory, _ measured: MeasuredPairs, rules: InspectionRules = InspectionRules(),
        threads: Int = Processors.current.count
    ) throws(DatasetError) {
        let inspected = InspectedSet.all(inventory, measured, rules)
        let perSet = inspected.flatMap { set in
            Self.checks.flatMap { $0.findings(in: set) } + FitCheck.findings(in: set, threads: threads)
        }
        let copies = try DuplicateCheck(inspected, split: rules.split).findings
        let found = perSet + WholeChecks.findings(inspected, rules) + copies
        let kinds = Dictionary(uniqueKeysWithValues: zip(Finding.Kind.allCases, 0...))
        findings = found.enumerated().sorted { a, b in
            (a.element.severity, kinds[a.element.kind] ?? 0, a.offset)
                < (b.element.severity, kinds[b.element.kind] ?? 0, b.offset)
        }.map(\.element)
        sets = zip(inventory.sets, inspected).map { SetSummary($0, $1) }
        self.measured = measured
        byName = Dictionary(inspected.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Each looks at one set.
    private static let checks: [any SetCheck.Type] = [
        FaultCheck.self, PartnerCheck.self, SizeCheck.self, EmptyMaskCheck.self, BorderCheck.self,
        LossyMaskCheck.self, StrayValueCheck.self, IntensityCheck.self, OrientationCheck.self, MixtureCheck.self,
    ]

    /// Pixels a side of images' copies: large sets keep smaller ones, so that 10,000 pairs take 0.4 GB.
    static func copySide(pairs: Int) -> Int { pairs > 4000 ? 128 : ImageFacts.copySide }
}
