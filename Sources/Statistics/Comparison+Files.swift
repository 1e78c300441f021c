import Files
import Foundation

extension Comparison {
    private static let header = [
        "metric", "set", "first", "second", "unit", "first_mean", "second_mean", "difference", "low", "high",
        "standard_error", "degrees_of_freedom", "p", "p_holm", "p_wilcoxon", "images", "groups", "seeds", "undefined",
        "unpaired", "speaks_of", "verdict", "better",
    ]

    /// The text of `comparison.csv`: a row for each pair of arms, metric and set; an empty set means all sets together.
    public var csv: String {
        func text(_ value: Double?) -> String { value.map { String($0) } ?? "" }
        let rows = pairs.map { pair -> [String] in
            let means = [pair.firstMean, pair.secondMean, pair.difference, pair.interval?.low, pair.interval?.high]
            let better =
                switch pair.verdict {
                case .better(let arm, _): arm
                case .equivalent(_, let favouring): favouring ?? ""
                case .undecided, .none: ""
                }
            let speaksOf = if case .settings = pair.scope { "settings" } else { "trained_models" }
            return [pair.metric.rawValue, pair.set ?? "", pair.first, pair.second, pair.unit] + means.map(text)
                + [pair.standardError, pair.degreesOfFreedom, pair.p, pair.correctedP, pair.wilcoxon?.p].map(text)
                + [pair.images, pair.groups, pair.scope.seeds, pair.undefined, pair.unpaired].map { String($0) }
                + [speaksOf, pair.verdict.kind, better]
        }
        return ([Self.header] + rows).map { CSV.line($0) + "\n" }.joined()
    }

    /// The text of `comparison.json`.
    public var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// Writes `comparison.csv`, then `comparison.json`, each whole or not at all.
    /// - Throws: `FileError` where a file cannot be written.
    public func write(table: URL, json file: URL) throws {
        try AtomicFile.write(csv, to: table)
        try AtomicFile.write(json, to: file)
    }

    /// Reads `comparison.json`. Other formats are refused, because their numbers mean something else.
    /// - Throws: `ComparisonError.unreadable`.
    public init(reading file: URL) throws(ComparisonError) {
        let data: Data
        do { data = try Data(contentsOf: file) } catch {
            throw .unreadable(file: file.path, reason: "it is not there, or may not be read")
        }
        do {
            let found = try JSONDecoder().decode(Format.self, from: data).format
            guard found == Self.currentFormat else {
                throw ComparisonError.unreadable(
                    file: file.path,
                    reason: "its format is \(found); this version of Pleura reads \(Self.currentFormat)")
            }
            self = try JSONDecoder().decode(Comparison.self, from: data)
        } catch let error as ComparisonError {
            throw error
        } catch {
            throw .unreadable(file: file.path, reason: "it is damaged")
        }
    }

    /// The one key that every version has.
    private struct Format: Decodable { let format: Int }
}
