import Datasets
import Files

/// An inspection for the terminal: a table of each set, then the findings with every file.
public struct InspectionTable {
    /// Without line ends.
    public let lines: [String]

    /// In English, as all that commands say.
    public init(_ inspection: Inspection) {
        var lines: [String] = []
        for set in inspection.sets {
            lines += [set.name]
            let rows = SetRows([set], inspection.measured.readings, .english).rows
            let width = rows.map(\.label.count).max() ?? 0
            lines += rows.map { row in
                let space = String(repeating: " ", count: width - row.label.count)
                return "  \(row.label)\(space)  \(row.cells.joined())"
            }
            lines.append("")
        }
        lines += inspection.findings.flatMap(\.lines).map(Self.oneLine)
        self.lines = lines + [Self.summary(inspection.findings)]
    }

    /// A file's name may hold line ends; what is set in stays so.
    private static func oneLine(_ text: String) -> String {
        (text.hasPrefix("  ") ? "  " : "") + OneLine.of(text)
    }

    /// "2 errors, 1 warning"
    private static func summary(_ findings: [Finding]) -> String {
        if findings.isEmpty { return "nothing was found" }
        let parts = Finding.Severity.allCases.compactMap { severity -> String? in
            let count = findings.count { $0.severity == severity }
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        return parts.joined(separator: ", ")
            + (findings[0].severity == .error ? ": training would refuse these data" : "")
    }
}
