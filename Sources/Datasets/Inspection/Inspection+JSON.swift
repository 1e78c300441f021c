import Files
import Foundation

extension Inspection {
    /// What `--json` prints: sets and findings, one object with sorted keys.
    private struct Document: Encodable {
        struct Item: Encodable {
            let file: String
            let detail: String?
        }

        struct Found: Encodable {
            let kind: Finding.Kind
            let severity: Finding.Severity
            let set: String?
            let text: String
            let files: [Item]
        }

        let format = 1
        let isTrainable: Bool
        let images: Int
        let sets: [SetSummary]
        let findings: [Found]

        enum CodingKeys: String, CodingKey {
            case format, images, sets, findings
            case isTrainable = "trainable"
        }
    }

    /// The inspection as JSON. Its keys stay: `format` rises where one goes away.
    /// - Throws: `EncodingError` for a number that is not finite.
    public func json() throws -> String {
        let document = Document(
            isTrainable: isTrainable, images: measured.pairs.count, sets: sets,
            findings: findings.map { finding in
                Document.Found(
                    kind: finding.kind, severity: finding.severity, set: finding.set,
                    text: "\(finding.kind.title). \(finding.kind.advice)",
                    files: finding.items.map { Document.Item(file: $0.file, detail: $0.detail?.words) })
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }
}
