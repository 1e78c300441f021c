import Datasets
import Foundation

extension Run {
    /// Findings that are told, at most.
    private static let mostTold = 10
    /// What the run says in other lines.
    private static let saidElsewhere: Set<Finding.Kind> = [
        .missingPartner, .unusedPicture, .orientation, .undecidedOrientation, .emptyMask, .exactDuplicate,
        .nearDuplicate, .leakage,
    ]

    /// Runs the checks of `pleura inspect` on what was read, and tells the worst findings.
    /// - Parameters:
    ///   - measured: nil: nothing was measured.
    ///   - split: the run's; leaks are looked for where it was given in a file.
    /// - Returns: how many findings there are.
    /// - Throws: `DatasetError.torch`.
    static func findings(
        _ recipe: Recipe, _ inventory: Inventory, _ measured: MeasuredPairs?, _ split: Split, _ tell: Listener
    ) throws(DatasetError) -> FindingCounts? {
        guard let measured else { return nil }
        var rules = InspectionRules()
        rules.split = recipe.split.file == nil ? nil : split
        let found = try Inspection(of: inventory, measured, rules: rules, threads: recipe.threads).findings
        let told = found.filter { !saidElsewhere.contains($0.kind) }
        for finding in told.prefix(mostTold) { tell(finding.line()) }
        if told.count > mostTold || told.contains(where: { $0.items.count > 3 }) {
            tell("all \(found.count) findings with every file: pleura inspect DATA")
        }
        return FindingCounts(found)
    }
}

/// How many findings an inspection had, by how bad they are. Part of `data.json`.
public struct FindingCounts: Codable, Equatable, Sendable {
    /// Numbers of findings.
    public let errors: Int, warnings: Int, notes: Int

    init(_ findings: [Finding]) {
        func count(_ severity: Finding.Severity) -> Int { findings.count { $0.severity == severity } }
        (errors, warnings, notes) = (count(.error), count(.warning), count(.note))
    }

    /// All of them.
    public var all: Int { errors + warnings + notes }
}
